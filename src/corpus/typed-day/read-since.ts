import { Temporal } from 'temporal-polyfill';
import type { Day } from '../paper.ts';
import { readDate, type TypedDate } from './read-date.ts';
import { readNamedDay, readSpan } from './read-span.ts';

/** Spans that are offered where nothing is typed yet. */
const offered = ['3 days', 'a week', 'a month', 'a year'];
/** Offered once their first letters are typed. */
const more = [
  'today',
  'yesterday',
  'this week',
  'last week',
  'this month',
  'last month',
  'this year',
];

/** The day that somebody typed, or what is wrong with it. */
export type Since =
  | { readonly day: Day }
  | { readonly problem: 'unknown' | 'future' }
  /** `01/09/2025`, with the days that it may mean. */
  | { readonly problem: 'ambiguous'; readonly days: readonly [Day, Day] };

/**
 * The first day that `3 days`, `last week`, `yesterday`, `2w`, `Sep 2025` or `2025-09-01` means to
 * somebody who types it on the day of `now`; undefined where it means none, or one of two.
 */
export function readSince(typed: string, now: Date): Day | undefined {
  const date = readText(typed, todayOf(now));
  return date instanceof Temporal.PlainDate ? date.toString() : undefined;
}

/** As `readSince`, with what is wrong: a day that is still to come is a problem too. */
export function checkSince(typed: string, now: Date): Since {
  const today = todayOf(now);
  const date = readText(typed, today);
  if (date === undefined) {
    return { problem: 'unknown' };
  }
  if (!(date instanceof Temporal.PlainDate)) {
    const [dayFirst, monthFirst] = date;
    return { problem: 'ambiguous', days: [dayFirst.toString(), monthFirst.toString()] };
  }
  // Somebody’s clocks may be a day ahead of UTC.
  const isFuture = Temporal.PlainDate.compare(date, today.add({ days: 1 })) > 0;
  return isFuture ? { problem: 'future' } : { day: date.toString() };
}

/** The offered spans and, once a day is typed, that day: what is shown and what is meant. */
export function suggestSince(typed: string, now: Date): { name: string; value: string }[] {
  const text = plain(typed);
  const spans = [...offered, ...(text === '' ? [] : more)].filter((span) => span.includes(text));
  if (spans.length > 0) {
    return spans.map((span) => ({ name: `${span} (${readSince(span, now)})`, value: span }));
  }
  const since = checkSince(text, now);
  const days = 'day' in since ? [since.day] : since.problem === 'ambiguous' ? since.days : [];
  return days.map((day) => ({ name: `since ${day}`, value: day }));
}

function readText(typed: string, today: Temporal.PlainDate): TypedDate {
  const text = plain(typed).replace(/^(?:since|from|starting|ever since) (?=.)/, '');
  const ago = readNamedDay(text, today) ?? readSpan(text, today);
  if (ago) {
    return ago.year > 0 ? ago : undefined;
  }
  return readDate(text.replace(/^(?:the )?(?:start|beginning) of (?=\w)/, ''), today);
}

function plain(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}

function todayOf(now: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
}
