import { Temporal } from 'temporal-polyfill';
import type { Day } from './paper.ts';

const spans: Readonly<Record<string, Temporal.DurationLike>> = {
  '3 days': { days: 3 },
  'a week': { weeks: 1 },
  'a month': { months: 1 },
  'a year': { years: 1 },
};

const units = { d: 'days', day: 'days', week: 'weeks', month: 'months', year: 'years' } as const;

/**
 * The day that `3 days`, `a week`, `2 months`, `2025-09-01`, `2025-09` or `2025` means to somebody
 * who types it on the day of `now`; undefined where it means none.
 */
export function readSince(typed: string, now: Date): Day | undefined {
  const text = typed.trim().toLowerCase();
  const date = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (date) {
    return readDate(date[1], date[2] ?? '1', date[3] ?? '1');
  }
  const span = spans[text] ?? readSpan(text);
  if (!span) {
    return undefined;
  }
  try {
    return todayOf(now).subtract(span).toString();
  } catch {
    return undefined;
  }
}

/** The offered spans and, once a date is typed, that date: what is shown and what is meant. */
export function suggestSince(typed: string, now: Date): { name: string; value: string }[] {
  const text = typed.trim().toLowerCase();
  const offered = Object.keys(spans).filter((span) => span.includes(text));
  const named = offered.map((span) => ({ name: `${span} (${readSince(span, now)})`, value: span }));
  const day = offered.length === 0 ? readSince(text, now) : undefined;
  return day ? [{ name: `since ${day}`, value: day }] : named;
}

function readDate(year = '', month: string, day: string): Day | undefined {
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    ).toString();
  } catch {
    return undefined;
  }
}

function readSpan(text: string): Temporal.DurationLike | undefined {
  const match = /^(?:(\d{1,4})\s*|an?\s+)?(d|day|week|month|year)s?(?:\s+ago)?$/.exec(text);
  const unit = match?.[2] as keyof typeof units | undefined;
  return unit && { [units[unit]]: Number(match?.[1] ?? 1) };
}

function todayOf(now: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
}
