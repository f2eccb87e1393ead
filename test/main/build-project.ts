import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface BuiltProject {
  readonly folder: string;
  /** Processes of the program that are to end with it, at the latest. */
  readonly running: Set<ChildProcess>;
  remove(): Promise<void>;
}

/**
 * The program built from the sources as they are, in a folder of its own: no `.env`, database or
 * playground of whoever runs the tests is met, and none of theirs is touched.
 */
export async function buildProject(): Promise<BuiltProject> {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-project-'));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const source = ['-p', join(root, 'tsconfig.json')];
  const target = ['--outDir', join(folder, 'dist'), '--incremental', 'false'];
  const afresh = ['--tsBuildInfoFile', 'null'];
  await promisify(execFile)(process.execPath, [compiler, ...source, ...target, ...afresh]);
  await mkdir(join(folder, 'data/pages'), { recursive: true });
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await cp(join(root, 'data/starter.jsonl'), join(folder, 'data/starter.jsonl'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const running = new Set<ChildProcess>();
  return {
    folder,
    running,
    async remove() {
      const ended = [...running].map((child) => once(child, 'close'));
      for (const child of running) {
        child.kill('SIGKILL');
      }
      await Promise.all(ended);
      await rm(folder, { recursive: true });
    },
  };
}
