import type { Command } from 'commander';
import { describeCount } from '../../../reply/papers/describe-corpus.ts';
import type { ResolveSummary } from '../../../sources/resolve/resolver.ts';
import type { Terminal } from '../../terminal.ts';

/** `resolve`: looks for the arXiv numbers of papers that are known by their title alone. */
export function addResolve(program: Command, terminal: Terminal): void {
  program
    .command('resolve')
    .description('find arXiv numbers for papers known only by title; can be stopped and continued')
    .option('--json', 'print the summary as JSON')
    .action(({ json }: { readonly json?: true }) =>
      terminal.withOffprint(async ({ resolver }) => {
        const summary = await resolver.resolveAll({
          onProgress: ({ tried, total, resolved }) =>
            terminal.progress(`${tried} of ${describeCount(total, 'paper')}, ${resolved} found`),
        });
        terminal.say(json ? JSON.stringify(summary) : describeSummary(summary));
        if (summary.error !== undefined) {
          throw new Error(summary.error);
        }
      }),
    );
}

function describeSummary({ tried, resolved, unresolved }: ResolveSummary): string {
  return tried === 0
    ? 'There are no papers to look up now.'
    : `Looked up ${describeCount(tried, 'paper')}: ${resolved} found, ${unresolved} not found.`;
}
