import type { Call } from '../../src/command/define-command.ts';
import type { PaperRecord } from '../../src/corpus/corpus-store.ts';
import { UserError } from '../../src/reply/user-error.ts';

/** Numbers of one message that are looked up: services are asked one after the other. */
const maxLookedUp = 5;

/** What was found for numbers that the corpus has not. */
export interface LookedUp {
  readonly records: readonly PaperRecord[];
  /** What was not found, and why, in sentences. */
  readonly sentences: readonly string[];
}

/** Asks the live sources for papers by their numbers. A service that is down costs its paper only. */
export async function lookUpAll(call: Call, numbers: readonly string[]): Promise<LookedUp> {
  const { lookUp } = call.offprint;
  if (numbers.length === 0) {
    return { records: [], sentences: [] };
  }
  if (!lookUp) {
    const off = 'Live look-up is off: no live source is set up here.';
    return { records: [], sentences: [notInCorpus(numbers.map(arxiv)), off] };
  }
  const records: PaperRecord[] = [];
  const unknown: string[] = [];
  const unanswered: string[] = [];
  for (const number of numbers.slice(0, maxLookedUp)) {
    try {
      const record = await lookUp(number);
      if (record) {
        records.push(record);
      } else {
        unknown.push(number);
      }
    } catch (error) {
      if (!(error instanceof UserError)) {
        throw error;
      }
      unanswered.push(number);
    }
  }
  const left = numbers.slice(maxLookedUp);
  const reasons = [
    [unknown, 'None of my sources has it.'],
    [unanswered, 'The service that may have it does not answer right now; please try again later.'],
    [left, `I look up ${maxLookedUp} at a time; put the others into another message.`],
  ] as const;
  const sentences = reasons.flatMap(([some, reason]) =>
    some.length > 0 ? [`${notInCorpus(some.map(arxiv))} ${reason}`] : [],
  );
  return { records, sentences };
}

/** Numbers that are named one by one. */
const maxNamed = 5;

/** That the corpus has none of these, in a sentence. */
export function notInCorpus(names: readonly string[]): string {
  const named = names.slice(0, maxNamed);
  const more = names.length - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  const last = all.at(-1) ?? '';
  const others = all.slice(0, -1).join(', ');
  return `${others ? `${others} and ${last}` : last} ${names.length === 1 ? 'is' : 'are'} not in my corpus.`;
}

/** An arXiv number as people write it. */
export function arxiv(number: string): string {
  return `arXiv:${number}`;
}
