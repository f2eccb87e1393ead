import type { Command } from 'commander';
import { utcDayOf } from '../../../corpus/days.ts';
import { listTrending } from '../../../trending/list-papers.ts';
import { type ListOptions, printAnswer, readTopic } from '../../print-answer.ts';
import { readCount } from '../../read-count.ts';
import type { Terminal } from '../../terminal.ts';

/** `trending`: what `/trending` answers. */
export function addTrending(program: Command, terminal: Terminal): void {
  program
    .command('trending')
    .description('list trending papers, as /trending does')
    .option('--topic <topic>', 'only papers on this topic')
    .option('--limit <count>', 'maximum number of papers', readCount, 10)
    .option('--json', 'print JSON')
    .action((options: ListOptions) =>
      terminal.withOffprint(async (offprint) => {
        const topic = await readTopic(offprint, options);
        const answer = await listTrending(offprint, { today: utcDayOf(new Date()), topic });
        printAnswer(answer, options, terminal);
      }),
    );
}
