import type { Offprint } from '../offprint.ts';
import { describeCount } from '../reply/papers/describe-corpus.ts';
import { describeDay } from '../reply/papers/describe-days.ts';
import { requireTopic } from '../reply/require-topic.ts';
import type { Answer, Hit } from '../trending/list-papers.ts';
import { recordIdOf } from './record-id.ts';
import type { Terminal } from './terminal.ts';

/** The options that `trending` and `new` share. */
export interface ListOptions {
  /** Papers to print. */
  readonly limit: number;
  readonly topic?: string;
  readonly json?: true;
}

/**
 * The topic given by `--topic`, as the corpus spells it.
 * @throws {UserError} if there is no such topic.
 */
export async function readTopic(
  { search }: Offprint,
  { topic }: ListOptions,
): Promise<string | undefined> {
  if (topic === undefined) {
    return undefined;
  }
  return requireTopic(
    topic,
    (await search.topics()).map(({ term }) => term),
  );
}

/** Prints a list of papers with the reasons for each. */
export function printAnswer(
  { asOf, hits }: Answer,
  { limit, json }: ListOptions,
  terminal: Terminal,
): void {
  const shown = hits.slice(0, limit);
  if (json) {
    terminal.say(JSON.stringify({ as_of: asOf, hits: shown.map(asJson) }));
    return;
  }
  terminal.say(`${describeCount(hits.length, 'paper')} as of ${describeDay(asOf)}`);
  for (const [at, { paper, line, reasons }] of shown.entries()) {
    terminal.say(`${at + 1}. ${paper.title}`);
    for (const each of [line, reasons.join(' · ')]) {
      if (each !== '') {
        terminal.say(`   ${each}`);
      }
    }
  }
}

/** A score is log2 of recent over usual attention; 0 for a paper that is only new. */
function asJson({ paper, score, reasons }: Hit): object {
  const [id, title] = [recordIdOf(paper), paper.storedTitle];
  return { id, title, score, reasons, ...(score > 0 && { times_usual: 2 ** score }) };
}
