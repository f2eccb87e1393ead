import type { Command } from 'commander';
import { utcDayOf } from '../corpus/days.ts';
import { readSince } from '../corpus/read-since.ts';
import type { Offprint } from '../offprint.ts';
import { describeDay } from '../reply/papers/describe-days.ts';
import { requireTopic } from '../reply/require-topic.ts';
import { type Answer, type Hit, listNew, listTrending } from '../trending/list-papers.ts';
import { readCount } from './read-count.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  readonly limit: number;
  readonly topic?: string;
  readonly since?: string;
  readonly json?: true;
}

/** `trending` and `new`. */
export function addListVerbs(program: Command, terminal: Terminal): void {
  program
    .command('trending')
    .description('list the papers that are gathering attention, as /trending does')
    .option('--topic <topic>', 'only papers of this topic')
    .option('--limit <count>', 'papers to show', readCount, 10)
    .option('--json', 'print JSON')
    .action((options: Options) =>
      terminal.withOffprint(async (offprint) => {
        const topic = await readTopic(offprint, options);
        const answer = await listTrending(offprint, { today: utcDayOf(new Date()), topic });
        tell(answer, options, terminal);
      }),
    );
  program
    .command('new')
    .description('list the papers that came in lately, as /new does')
    .option('--since <when>', 'first seen since: 3 days, a week, a month, a year, or a date')
    .option('--topic <topic>', 'only papers of this topic')
    .option('--limit <count>', 'papers to show', readCount, 10)
    .option('--json', 'print JSON')
    .action((options: Options) =>
      terminal.withOffprint(async (offprint) => {
        const { since } = options;
        const now = new Date();
        if (since !== undefined && !readSince(since, now)) {
          throw new Error(
            `“${since}” is no day: say 3 days, a week, or a date such as 2025-09-01.`,
          );
        }
        const sinceOn =
          since === undefined ? undefined : (on: string) => readSince(since, new Date(on)) ?? on;
        const topic = await readTopic(offprint, options);
        tell(await listNew(offprint, { today: utcDayOf(now), topic, sinceOn }), options, terminal);
      }),
    );
}

async function readTopic({ search }: Offprint, { topic }: Options): Promise<string | undefined> {
  if (topic === undefined) {
    return undefined;
  }
  return requireTopic(
    topic,
    (await search.topics()).map(({ term }) => term),
  );
}

function tell({ asOf, hits }: Answer, { limit, json }: Options, terminal: Terminal): void {
  const shown = hits.slice(0, limit);
  if (json) {
    terminal.say(JSON.stringify({ as_of: asOf, hits: shown.map(asJson) }));
    return;
  }
  terminal.say(`${hits.length} as of ${describeDay(asOf)}`);
  for (const [at, { paper, line, reasons }] of shown.entries()) {
    terminal.say(`${at + 1}. ${paper.title}`);
    for (const each of [line, reasons.join(' · ')]) {
      if (each !== '') {
        terminal.say(`   ${each}`);
      }
    }
  }
}

/** A score is the logarithm of how many times its usual attention a paper gets; what is only new has 0. */
function asJson({ paper: { id, storedTitle: title }, score, reasons }: Hit): object {
  return { id, title, score, reasons, ...(score > 0 && { times_usual: 2 ** score }) };
}
