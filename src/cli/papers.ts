import type { Command } from 'commander';
import type { Paper } from '../corpus/paper.ts';
import { linksOf } from '../corpus/text/links-of.ts';
import type { Offprint } from '../offprint.ts';
import { describeListings } from '../reply/papers/describe-days.ts';
import { requireTitle } from '../reply/require-paper.ts';
import { readCount } from './read-count.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  readonly limit: number;
  readonly json?: true;
}

/** `paper TITLE` and `similar TITLE`. */
export function addPaperVerbs(program: Command, terminal: Terminal): void {
  program
    .command('paper')
    .description('show one paper, as /paper does')
    .argument('<title>', 'its title, or words of it')
    .option('--json', 'print JSON')
    .action((title: string, { json }: Options) =>
      terminal.withOffprint(async (offprint) => {
        const paper = await requireTitle(offprint.corpus, offprint.search, title);
        if (json) {
          terminal.say(await asJson(offprint, [{ paper, score: 1 }]));
        } else {
          for (const line of linesOf(paper)) {
            terminal.say(line);
          }
        }
      }),
    );
  program
    .command('similar')
    .description('list the papers closest to one, as /similar does')
    .argument('<title>', 'its title, or words of it')
    .option('--limit <count>', 'papers to show', readCount, 10)
    .option('--json', 'print JSON')
    .action((title: string, { json, limit }: Options) =>
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
          return terminal.say(await asJson(offprint, found));
        }
        terminal.say(`Close to ${paper.title}:`);
        for (const [at, each] of found.entries()) {
          terminal.say(`${at + 1}. ${each.paper.title}`);
        }
      }),
    );
}

function linesOf(paper: Paper): string[] {
  const text = paper.abstract ?? paper.tldr;
  return [
    paper.title,
    ...(paper.authors.length > 0 ? [paper.authors.join(', ')] : []),
    [paper.topic, describeListings(paper.listings)].filter(Boolean).join(' · '),
    ...(text ? ['', text] : []),
    ...(paper.abstract ? [] : ['(our summary: there is no abstract here yet)']),
    '',
    ...linksOf(paper).map(({ url }) => url),
  ];
}

async function asJson(
  { corpus }: Offprint,
  found: readonly { paper: Paper; score: number }[],
): Promise<string> {
  const { newestPage } = await corpus.overview();
  const hits = found.map(({ paper: { id, recordId, storedTitle: title }, score }) => ({
    id: recordId ?? id,
    title,
    score,
    reasons: [],
  }));
  return JSON.stringify({ as_of: newestPage ?? null, hits });
}
