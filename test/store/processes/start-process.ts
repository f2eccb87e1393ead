import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface StartedProcess {
  readonly child: ChildProcess;
  /** The next line it says. */
  readonly line: () => Promise<string>;
  /** All further lines, once it has ended. */
  readonly rest: () => Promise<string[]>;
}

/** Starts a script of this folder as a process of its own, which does not outlive the test. */
export function startProcess(script: string, ...args: readonly string[]): StartedProcess {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async line() {
      const next = await lines.next();
      if (next.done) {
        throw new Error(`${script} ended without another line.`);
      }
      return next.value;
    },
    async rest() {
      const rest: string[] = [];
      for (let next = await lines.next(); !next.done; next = await lines.next()) {
        rest.push(next.value);
      }
      await ended;
      return rest;
    },
  };
}
