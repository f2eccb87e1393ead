import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { BuiltProject } from './build-project.ts';

/** How a program ended, and everything it said. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

export interface Program {
  readonly child: ChildProcess;
  /** The next line on standard output. */
  line(): Promise<string>;
  /** The next line on standard output that holds this; those before it are passed over. */
  lineWith(part: string): Promise<string>;
  readonly ended: Promise<Ended>;
}

export interface ProgramOptions {
  readonly args?: readonly string[];
  /** Of Node itself. */
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Working directory; the project's folder by default. */
  readonly standingIn?: string;
}

/** Starts a program of the project as a process of its own, which does not outlive the project. */
export function startProgram(
  project: BuiltProject,
  program: 'main' | 'cli',
  { args = [], flags = [], environment = {}, standingIn = project.folder }: ProgramOptions = {},
): Program {
  const path = join(project.folder, `dist/src/${program === 'cli' ? 'cli/cli' : program}.js`);
  const child = spawn(process.execPath, ['--enable-source-maps', ...flags, path, ...args], {
    cwd: standingIn,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  project.running.add(child);
  const stdout: string[] = [];
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const resolve of waiting.splice(0)) {
      resolve();
    }
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout.push(line);
    wake();
  });
  const said = text(child.stderr);
  let over = false;
  const ended = once(child, 'close').then(async ([code]): Promise<Ended> => {
    over = true;
    project.running.delete(child);
    wake();
    return { code: code as number | null, stdout, stderr: linesOf(await said) };
  });

  let read = 0;
  async function line(): Promise<string> {
    for (;;) {
      const next = stdout[read];
      if (next !== undefined) {
        read += 1;
        return next;
      }
      if (over) {
        throw new Error(`It ended without another line: ${await said}`);
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }
  return {
    child,
    line,
    async lineWith(part) {
      for (;;) {
        const next = await line();
        if (next.includes(part)) {
          return next;
        }
      }
    },
    ended,
  };
}

function linesOf(all: string): string[] {
  return all.split('\n').filter((line) => line !== '');
}

/** The address in a line. */
export function addressIn(line: string): string {
  const address = /https?:\/\/\S+/.exec(line)?.[0];
  if (address === undefined) {
    throw new Error(`There is no address in: ${line}`);
  }
  return address;
}
