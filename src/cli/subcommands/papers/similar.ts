import type { Command } from 'commander';
import { requireTitle } from '../../../reply/require-paper.ts';
import { hitsAsJson } from '../../hits-as-json.ts';
import { readCount } from '../../read-count.ts';
import type { Terminal } from '../../terminal.ts';

interface SimilarOptions {
  readonly limit: number;
  readonly json?: true;
}

/** `similar TITLE`: what `/similar` answers. */
export function addSimilar(program: Command, terminal: Terminal): void {
  program
    .command('similar')
    .description('list the papers most similar to one, as /similar does')
    .argument('<title>', 'its title, words from it, its arXiv number, DOI or link')
    .option('--limit <count>', 'maximum number of papers', readCount, 10)
    .option('--json', 'print JSON')
    .action((title: string, { json, limit }: SimilarOptions) =>
      terminal.withOffprint(async (offprint) => {
        const paper = await requireTitle(offprint.corpus, offprint.search, title);
        const hits = await offprint.search.similar(paper.id, limit);
        const near = await Promise.all(
          hits.map(async ({ id, score }) => ({
            paper: (await offprint.corpus.papers([id]))[0],
            score,
          })),
        );
        const found = near.flatMap((each) => (each.paper ? [{ ...each, paper: each.paper }] : []));
        if (json) {
          return terminal.say(await hitsAsJson(offprint, found));
        }
        terminal.say(`Papers similar to ${paper.title}:`);
        for (const [at, each] of found.entries()) {
          terminal.say(`${at + 1}. ${each.paper.title}`);
        }
      }),
    );
}
