import type { Day } from '../corpus/paper.ts';
import { checkSince } from '../corpus/typed-day/read-since.ts';
import { cutText } from './fit/cut-text.ts';
import { describeDay } from './papers/describe-days.ts';
import { UserError } from './user-error.ts';

/**
 * The first day that somebody wants to see, as they typed it on the day of `now`.
 * @throws {UserError} for what is no day, may be one of two, or is still to come.
 */
export function requireSince(typed: string, now: Date): Day {
  const since = checkSince(typed, now);
  if ('day' in since) {
    return since.day;
  }
  const text = cutText(typed.trim(), 50);
  switch (since.problem) {
    case 'ambiguous': {
      const [first, second] = since.days;
      throw new UserError(
        'invalid-day',
        `“${text}” can mean ${describeDay(first)} or ${describeDay(second)}. Use ${first} or ${second}.`,
      );
    }
    case 'future':
      throw new UserError(
        'invalid-day',
        `“${text}” is in the future. Use a day in the past, such as 3 days, last week or 2025-09-01.`,
      );
    case 'unknown':
      throw new UserError(
        'invalid-day',
        `“${text}” is not a day that Offprint understands. Use 3 days, a week, last month, Sep 2025, or a date such as 2025-09-01.`,
      );
    default:
      return since satisfies never;
  }
}
