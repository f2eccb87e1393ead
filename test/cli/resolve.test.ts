import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addResolve } from '../../src/cli/subcommands/corpus/resolve.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { Offprint } from '../../src/offprint.ts';
import type { ResolveSummary } from '../../src/sources/resolve/resolver.ts';

/** Runs `offprint resolve` where the services gave this; what was said and shown, and how it ended. */
async function resolve(summary: ResolveSummary, ...args: readonly string[]) {
  const said: string[] = [];
  const shown: string[] = [];
  const resolver: Offprint['resolver'] = {
    resolveNext: async () => summary,
    resolveAll: async ({ onProgress } = {}) => {
      onProgress?.({ tried: 2, total: 1_234, resolved: 1 });
      return summary;
    },
    close: async () => {},
  };
  const terminal: Pick<Terminal, 'say' | 'progress' | 'withOffprint'> = {
    say: (line) => void said.push(line),
    progress: (line) => void shown.push(line),
    withOffprint: (work) => work({ resolver } as Offprint),
  };
  const program = new Command();
  addResolve(program, terminal as Terminal);
  const failure = await program
    .parseAsync(['resolve', ...args], { from: 'user' })
    .then(() => undefined)
    .catch((error: unknown) => (error instanceof Error ? error.message : error));
  return { said, shown, failure };
}

it('says what was found, and how far it is meanwhile', async () => {
  const done = await resolve({ tried: 3, resolved: 2, unresolved: 1 });
  expect(done.said).toEqual(['Looked up 3 papers: 2 found, 1 not found.']);
  expect(done.shown).toEqual(['2 of 1,234 papers, 1 found']);
  expect(done.failure).toBeUndefined();
});

it('says that there is nothing to do', async () => {
  const { said } = await resolve({ tried: 0, resolved: 0, unresolved: 0 });
  expect(said).toEqual(['There are no papers to look up now.']);
});

it('prints JSON, and fails where a service did', async () => {
  const summary = { tried: 3, resolved: 2, unresolved: 1, error: 'arXiv could not be reached.' };
  const { said, failure } = await resolve(summary, '--json');
  expect(said.map((line): unknown => JSON.parse(line))).toEqual([summary]);
  expect(failure).toBe('arXiv could not be reached.');
});
