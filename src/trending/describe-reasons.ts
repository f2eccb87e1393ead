import { addDays } from '../corpus/days.ts';
import type { Day } from '../corpus/paper.ts';
import { rememberLast } from '../corpus/text/remember-last.ts';
import type { AttentionEvent, AttentionKind } from './attention-event.ts';

/** More pages than this are counted instead of listed. */
const maxPagesNamed = 4;

/**
 * Why a paper is trending, as what happened, with dates and counts; the weightiest first. People
 * are counted, never named, and opens are never told.
 * @param toReader - one person alone reads it, and the events say which save is theirs.
 */
export function describeReasons(
  events: readonly AttentionEvent[],
  on: Day,
  toReader = false,
): string[] {
  const past = events.filter(({ day }) => day <= on);
  const of = (kind: AttentionKind) => past.filter((event) => event.kind === kind);
  return [
    saved(of('save'), on, toReader),
    discussed(of('discussion'), on),
    listed(of('listing'), on),
    gained(of('upvotes'), 'up-vote', on),
    gained(of('stars'), 'star', on),
  ].filter((reason) => reason !== undefined);
}

/** `24 Sep`, with the year where it is not that of `on`. */
export function dayInWords(day: Day, on: Day): string {
  return day.slice(0, 4) === on.slice(0, 4) ? withoutYear(day) : withYear(day);
}

/** Days whose words are remembered: reasons name the same few again and again. */
const maxDays = 500;
const dayAndMonth = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
const withoutYear = dayWriter(dayAndMonth);
const withYear = dayWriter({ ...dayAndMonth, year: 'numeric' });

function dayWriter(format: Intl.DateTimeFormatOptions): (day: Day) => string {
  const written = new Intl.DateTimeFormat('en-GB', format);
  return rememberLast(maxDays, (day: Day) => written.format(new Date(day)).replace('Sept', 'Sep'));
}

const listFormat = new Intl.ListFormat('en-GB');

function listed(events: readonly AttentionEvent[], on: Day): string | undefined {
  const days = daysOf(events.filter(({ undated }) => !undated));
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) {
    return undefined;
  }
  if (days.length === 1) {
    return `on the page of ${dayInWords(first, on)}`;
  }
  if (days.length > maxPagesNamed) {
    return `on ${days.length} pages since ${dayInWords(first, on)}, last on ${dayInWords(last, on)}`;
  }
  const words = days.map((day) => dayInWords(day, on));
  return `on the pages of ${listFormat.format(words)}`;
}

function saved(events: readonly AttentionEvent[], on: Day, toReader: boolean): string | undefined {
  const last = daysOf(events).at(-1);
  if (!last) {
    return undefined;
  }
  const recent = events.filter(({ day }) => isThisWeek(day, on)).length;
  const people = toReader ? saversToReader(events) : counted(events.length, 'person', 'people');
  if (recent === events.length) {
    return `saved by ${people} this week`;
  }
  if (recent > 0) {
    return `saved by ${people} (${recent} this week)`;
  }
  return `saved by ${people}, last on ${dayInWords(last, on)}`;
}

/** A reader is not their own teammate. */
function saversToReader(events: readonly AttentionEvent[]): string {
  const others = events.filter(({ mine = false }) => !mine).length;
  const teammates = counted(others, 'teammate', 'teammates');
  if (others === events.length) {
    return teammates;
  }
  return others === 0 ? 'you' : `you and ${teammates}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function discussed(events: readonly AttentionEvent[], on: Day): string | undefined {
  const last = daysOf(events).at(-1);
  return last && `discussion started on ${dayInWords(last, on)}`;
}

function gained(events: readonly AttentionEvent[], what: string, on: Day): string | undefined {
  const recent = events.filter(({ day }) => isThisWeek(day, on));
  const told = recent.length > 0 ? recent : events;
  const amount = told.reduce((sum, event) => sum + (event.amount ?? 0), 0);
  const first = daysOf(told)[0];
  if (!first || amount === 0) {
    return undefined;
  }
  return `+${amount} ${what}${amount === 1 ? '' : 's'} ${sinceWhen(first, recent.length > 0, on)}`;
}

/** Votes are counted each day, so what was gained on a day came since the day before. */
function sinceWhen(first: Day, isRecent: boolean, on: Day): string {
  if (first === on) {
    return 'since yesterday';
  }
  return isRecent ? 'this week' : `since ${dayInWords(first, on)}`;
}

function isThisWeek(day: Day, on: Day): boolean {
  return day > addDays(on, -7);
}

function daysOf(events: readonly AttentionEvent[]): Day[] {
  return [...new Set(events.map(({ day }) => day))].toSorted();
}
