import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import type { BuiltProject } from '../main/build-project.ts';
import { startProgram } from '../main/start-program.ts';
import { judgedQueries } from '../search/judged-queries.ts';
import { percentile } from './search/measure-latency.ts';
import { say, table } from './search/say.ts';

const warmUps = 60;
const questions = 400;
/** People who ask at the same time. */
const askers = 8;

/** Answers a second through the local Discord and the real discord.js, beside a bot that echoes. */
export async function benchAnswers(project: BuiltProject): Promise<void> {
  say(`\n/search by ${askers} people at once, ${questions} times, each bot a process of its own`);
  const echo = await benchBot(startEcho);
  const ours = await benchBot(async (environment) => {
    const program = startProgram(project, 'main', { environment });
    await program.lineWith('Connected');
    return program.child;
  });
  table(
    ['', 'answers a second', 'ms p50', 'ms p99', 'ratio'],
    [
      ['echo', ...rowOf(echo), '1.00'],
      ['Offprint', ...rowOf(ours), (ours.perSecond / echo.perSecond).toFixed(2)],
    ],
  );
}

interface Throughput {
  readonly perSecond: number;
  readonly times: readonly number[];
}

function rowOf({ perSecond, times }: Throughput): string[] {
  return [perSecond.toFixed(0), ...[0.5, 0.99].map((share) => percentile(times, share).toFixed(1))];
}

type StartBot = (environment: Readonly<Record<string, string>>) => Promise<ChildProcess>;

async function benchBot(start: StartBot): Promise<Throughput> {
  const discord = await openLocalDiscord();
  const bot = await start({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    PORT: '0',
    LOG_LEVEL: 'warn',
  });
  await ask(discord, warmUps);
  const before = performance.now();
  const times = await ask(discord, questions);
  const perSecond = (questions / (performance.now() - before)) * 1000;
  const ended = once(bot, 'close');
  bot.kill('SIGTERM');
  await ended;
  await discord.close();
  return { perSecond, times };
}

async function startEcho(environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const path = fileURLToPath(new URL('echo-bot.ts', import.meta.url));
  const bot = spawn(process.execPath, ['--import', 'tsx', path], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(bot.stdout, 'data');
  return bot;
}

/** @returns the milliseconds until each answer. */
async function ask(discord: LocalDiscord, count: number): Promise<number[]> {
  const queries = judgedQueries().map(({ query }) => query);
  const times: number[] = [];
  let asked = 0;
  async function asker(): Promise<void> {
    while (asked < count) {
      const query = queries[asked++ % queries.length] ?? '';
      const start = performance.now();
      await discord.person('ada').runCommand('papers', 'search', { query }).message();
      times.push(performance.now() - start);
    }
  }
  await Promise.all(Array.from({ length: askers }, asker));
  return times;
}
