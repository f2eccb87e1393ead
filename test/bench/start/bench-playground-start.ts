import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BuiltProject } from '../../main/build-project.ts';
import { startProgram } from '../../main/start-program.ts';
import { percentile } from '../search/measure-latency.ts';
import { say, table } from '../search/say.ts';

const restarts = 5;

/** The built program to READY in the playground, and what it holds then, beside Node alone. */
export async function benchPlaygroundStart(project: BuiltProject): Promise<void> {
  say('\nStart of the built program in the playground, until commands are answered');
  const first = await start(project);
  const again: Start[] = [];
  for (let i = 0; i < restarts; i++) {
    again.push(await start(project));
  }
  const median = (read: (start: Start) => number) => percentile(again.map(read), 0.5);
  table(
    ['', 'ms', 'resident MB'],
    [
      ['node -e 0', (await nodeAlone()).toFixed(0), ''],
      ['first start, with the starter to load', first.ms.toFixed(0), first.megabytes.toFixed(0)],
      [
        `later starts, median of ${restarts}`,
        median(({ ms }) => ms).toFixed(0),
        median(({ megabytes }) => megabytes).toFixed(0),
      ],
    ],
  );
}

interface Start {
  readonly ms: number;
  readonly megabytes: number;
}

async function start(project: BuiltProject): Promise<Start> {
  const before = performance.now();
  const environment = { PORT: '0', LOG_LEVEL: 'warn' };
  const program = startProgram(project, 'main', { environment });
  await program.lineWith('Open http');
  const ms = performance.now() - before;
  const megabytes = await residentMegabytes(program.child.pid);
  program.child.kill('SIGTERM');
  await program.ended;
  return { ms, megabytes };
}

async function nodeAlone(): Promise<number> {
  const before = performance.now();
  await promisify(execFile)(process.execPath, ['-e', '0']);
  return performance.now() - before;
}

async function residentMegabytes(pid: number | undefined): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}
