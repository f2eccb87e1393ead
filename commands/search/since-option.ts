import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import type { Day } from '../../src/corpus/paper.ts';
import { readSince } from '../../src/corpus/read-since.ts';
import { cutText } from '../../src/reply/fit/cut-text.ts';
import { UserError } from '../../src/reply/user-error.ts';

/** Keeps a list of papers to those seen lately; see `suggestSince`. */
export const sinceOption = {
  name: 'since',
  description: 'Only papers seen since: 3 days, a week, a month, a year, or a date',
  type: Option.String,
  autocomplete: true,
} as const;

/** @throws {UserError} for what is no day. */
export function requireSince(typed: string, now: Date): Day {
  const day = readSince(typed, now);
  if (day) {
    return day;
  }
  throw new UserError(
    'invalid-day',
    `I do not understand “${cutText(typed, 50)}” as a day. Say 3 days, a week, a month, a year, or a date such as 2025-09-01.`,
  );
}
