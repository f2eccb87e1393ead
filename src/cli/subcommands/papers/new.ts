import type { Command } from 'commander';
import { utcDayOf } from '../../../corpus/days.ts';
import { readSince } from '../../../corpus/typed-day/read-since.ts';
import { requireSince } from '../../../reply/require-since.ts';
import { listNew } from '../../../trending/list-papers.ts';
import { type ListOptions, printAnswer, readTopic } from '../../print-answer.ts';
import { readCount } from '../../read-count.ts';
import type { Terminal } from '../../terminal.ts';

interface NewOptions extends ListOptions {
  readonly since?: string;
}

/** `new`: what `/new` answers. */
export function addNew(program: Command, terminal: Terminal): void {
  program
    .command('new')
    .description('list recent papers, as /new does')
    .option('--since <when>', 'first seen since: 3 days, last week, Sep 2025, or a date')
    .option('--topic <topic>', 'only papers on this topic')
    .option('--limit <count>', 'maximum number of papers', readCount, 10)
    .option('--json', 'print JSON')
    .action((options: NewOptions) =>
      terminal.withOffprint(async (offprint) => {
        const { since } = options;
        const now = new Date();
        if (since !== undefined) {
          requireSince(since, now);
        }
        const sinceOn =
          since === undefined ? undefined : (on: string) => readSince(since, new Date(on)) ?? on;
        const topic = await readTopic(offprint, options);
        printAnswer(
          await listNew(offprint, { today: utcDayOf(now), topic, sinceOn }),
          options,
          terminal,
        );
      }),
    );
}
