import type { Call } from '../../src/command/define-command.ts';
import type { PaperRecord } from '../../src/corpus/corpus-store.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { noPaperHas } from './describe-unfound.ts';

/** Numbers of one message that are looked up: services are asked one after the other. */
const maxLookedUp = 5;

/** What was found for numbers that no paper here has. */
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
    const them = numbers.length === 1 ? 'it' : 'them';
    const off = `No live source is set up to look ${them} up.`;
    return { records: [], sentences: [`${noPaperHas('arXiv number', numbers)} ${off}`] };
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
    [unknown, 'The live sources do not have it either.'],
    [unanswered, 'The live source does not respond right now. Please try again later.'],
    [left, `Offprint looks up ${maxLookedUp} at a time. Put the others into another message.`],
  ] as const;
  const sentences = reasons.flatMap(([some, reason]) =>
    some.length > 0 ? [`${noPaperHas('arXiv number', some)} ${reason}`] : [],
  );
  return { records, sentences };
}
