import { Temporal } from 'temporal-polyfill';
import type { Day } from '../paper.ts';

/** The date that a saved page says of itself; nearly always without a year. */
export interface MonthDay {
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly year?: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const weekday = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?';
const monthFirst = new RegExp(
  `^${weekday}${monthName}\\s+(\\d{1,2})(?!\\d)(?:,?\\s+(\\d{4}))?`,
  'i',
);
const dayFirst = new RegExp(`^${weekday}(\\d{1,2})\\s+${monthName}(?:,?\\s+(\\d{4}))?$`, 'i');
const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A leap year, so that Feb 29 is a day. */
const leapYear = 2024;

/**
 * The date at the start of a line of text, and what follows it: `Sep 9`, `Tue, September 9, 2025`,
 * `9 Sep`, `2025-09-09`. Only the first form may have more text glued to it.
 */
export function readMonthDay(line: string): { date: MonthDay; rest: string } | undefined {
  const head = line.slice(0, 60);
  let match = monthFirst.exec(head);
  if (match !== null) {
    const date = monthDay(monthNumber(match[1]), Number(match[2]), match[3]);
    return date && { date, rest: line.slice(match[0].length) };
  }
  match = dayFirst.exec(head);
  if (match !== null && head === line) {
    const date = monthDay(monthNumber(match[2]), Number(match[1]), match[3]);
    return date && { date, rest: '' };
  }
  match = isoDay.exec(line);
  if (match === null) {
    return undefined;
  }
  const date = monthDay(Number(match[2]), Number(match[3]), match[1]);
  return date && { date, rest: '' };
}

function monthNumber(name: string | undefined): number {
  return months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function monthDay(month: number, day: number, year: string | undefined): MonthDay | undefined {
  const date = year === undefined ? { month, day } : { month, day, year: Number(year) };
  return dayInYear(date, date.year ?? leapYear) === undefined ? undefined : date;
}

/** Whether this is a real calendar day written `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  const match = isoDay.exec(text);
  if (match === null) {
    return false;
  }
  const date = { month: Number(match[2]), day: Number(match[3]) };
  return dayInYear(date, Number(match[1])) !== undefined;
}

/** The month and day of a calendar day, with its year. */
export function monthDayOf(day: Day): Required<MonthDay> {
  const { year, month, day: dayOfMonth } = Temporal.PlainDate.from(day);
  return { year, month, day: dayOfMonth };
}

/** What is known about when a page was saved, the strongest first. */
export interface DateHints {
  /** Sets the year outright. */
  readonly statedYear?: number | undefined;
  /** The day on which somebody says it was saved. */
  readonly savedOn?: Day | undefined;
  readonly modifiedAt: Date;
  /** The zone in which `modifiedAt` is read as a day; this machine's by default. */
  readonly zone?: string | undefined;
}

/** The day of a page, and how it is known. */
export interface DatedPage {
  readonly date: Day;
  readonly dateIs: 'stated' | 'inferred';
  /** Where what was stated does not fit the page. */
  readonly warning?: string;
}

/** A page may be a day ahead of the person who saved it: the site is in another time zone. */
const zoneSlack = { days: 1 };
/** A page saved longer ago than this was probably not saved on the day that was stated. */
const plausibleGap = 31;

/** The calendar day of a page that says `date`: its year stated, else worked out. */
export function dayOfPage(date: MonthDay, hints: DateHints): DatedPage {
  const { statedYear, savedOn } = hints;
  let warning: string | undefined;
  if (statedYear !== undefined) {
    const day = dayInYear(date, statedYear);
    if (day !== undefined) {
      return { date: day.toString(), dateIs: 'stated' };
    }
    warning = `${statedYear} has no ${describeMonthDay(date)}, so the given year was not used.`;
  }
  const ownDay = date.year === undefined ? undefined : dayInYear(date, date.year);
  if (ownDay !== undefined) {
    return dated(ownDay, 'stated', warning);
  }
  if (savedOn !== undefined) {
    const saved = Temporal.PlainDate.from(savedOn);
    const day = latestNotAfter(date, saved.add(zoneSlack));
    if (day.until(saved).days > plausibleGap) {
      warning ??= `The page says ${describeMonthDay(date)} but the given day is ${savedOn}; it was dated ${day.toString()}.`;
    }
    return dated(day, 'stated', warning);
  }
  return dated(latestNotAfter(date, dayOfInstant(hints)), 'inferred', warning);
}

/** `Sep 9`. */
function describeMonthDay({ month, day }: MonthDay): string {
  const name = months[month - 1] ?? '';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${day}`;
}

function dated(
  day: Temporal.PlainDate,
  dateIs: 'stated' | 'inferred',
  warning?: string,
): DatedPage {
  return { date: day.toString(), dateIs, ...(warning !== undefined && { warning }) };
}

function dayInYear({ month, day }: MonthDay, year: number): Temporal.PlainDate | undefined {
  if (month < 1 || day < 1) {
    return undefined;
  }
  const date = Temporal.PlainDate.from({ year, month: Math.min(month, 12), day });
  return date.month === month && date.day === day ? date : undefined;
}

function latestNotAfter(date: MonthDay, limit: Temporal.PlainDate): Temporal.PlainDate {
  for (let year = limit.year; ; year -= 1) {
    const day = dayInYear(date, year);
    if (day !== undefined && Temporal.PlainDate.compare(day, limit) <= 0) {
      return day;
    }
  }
}

/** The day of the file's modification time, here or in UTC, whichever is later. */
function dayOfInstant({ modifiedAt, zone }: DateHints): Temporal.PlainDate {
  const instant = Temporal.Instant.fromEpochMilliseconds(modifiedAt.getTime());
  const here = instant.toZonedDateTimeISO(zone ?? Temporal.Now.timeZoneId()).toPlainDate();
  const utc = instant.toZonedDateTimeISO('UTC').toPlainDate();
  return Temporal.PlainDate.compare(here, utc) > 0 ? here : utc;
}
