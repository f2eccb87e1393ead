import { Temporal } from 'temporal-polyfill';

/** The day that somebody typed; two where it may be either; undefined where it is none. */
export type TypedDate =
  | Temporal.PlainDate
  | readonly [Temporal.PlainDate, Temporal.PlainDate]
  | undefined;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const dayOfMonth = '(?:the )?(\\d{1,2})(?:st|nd|rd|th|\\.)?';
const year = '(?:,? (\\d{4}))?';
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekday =
  '(?:(mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\.?,? )?';

const yearFirst = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?$/;
const packed = /^(\d{4})(\d{2})(\d{2})$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const quarter = /^q([1-4]) (\d{4})$|^(\d{4})[- ]?q([1-4])$/;
const dayMonth = new RegExp(`^${weekday}${dayOfMonth}(?: of)? ${month}${year}$`);
const monthDay = new RegExp(`^${weekday}${month} ${dayOfMonth}${year}$`);
const monthAlone = new RegExp(`^${month}${year}$`);

/**
 * The day that a date means, in lower case: `2025-09-01`, `2025/9`, `2025`, `9 Sep 2025`,
 * `Sep 9th, 2025`, `September`, `Q3 2025`, `13/09/2025`. A month or a year means its first day; without a
 * year it is the last such day up to today. Days with dots are written day first everywhere.
 */
export function readDate(text: string, today: Temporal.PlainDate): TypedDate {
  const begun = yearFirst.exec(text) ?? packed.exec(text);
  if (begun) {
    const [, ofYear, ...rest] = begun;
    const [first = '1', second = '1'] = rest.filter((part) => /^\d+$/.test(part ?? ''));
    return dateOf(Number(ofYear), Number(first), Number(second));
  }
  return readNumbers(text) ?? readWords(text, today);
}

function readNumbers(text: string): TypedDate {
  const [, first, mark, second, ofYear] = yearLast.exec(text) ?? [];
  if (first === undefined) {
    return undefined;
  }
  const dayFirst = dateOf(Number(ofYear), Number(second), Number(first));
  const monthFirst =
    mark === '.' ? undefined : dateOf(Number(ofYear), Number(first), Number(second));
  return dayFirst && monthFirst && !dayFirst.equals(monthFirst)
    ? [dayFirst, monthFirst]
    : (dayFirst ?? monthFirst);
}

function readWords(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const [, part, ofYear, sameYear, samePart] = quarter.exec(text) ?? [];
  if (part ?? samePart) {
    return dateOf(Number(ofYear ?? sameYear), Number(part ?? samePart) * 3 - 2, 1);
  }
  const [, namedDay, dayFirst, monthSecond, itsYear] = dayMonth.exec(text) ?? [];
  if (monthSecond !== undefined) {
    return inYear({ itsYear, named: monthSecond, day: dayFirst, namedDay }, today);
  }
  const [, sameDay, monthFirst, daySecond, thisYear] = monthDay.exec(text) ?? [];
  if (monthFirst !== undefined) {
    return inYear(
      { itsYear: thisYear, named: monthFirst, day: daySecond, namedDay: sameDay },
      today,
    );
  }
  const [, only, monthYear] = monthAlone.exec(text) ?? [];
  return only === undefined
    ? undefined
    : inYear({ itsYear: monthYear, named: only, day: '1' }, today);
}

interface NamedDate {
  readonly itsYear: string | undefined;
  /** The month in words. */
  readonly named: string;
  readonly day: string | undefined;
  readonly namedDay?: string | undefined;
}

/** A day of the week that is said with it has to be right. */
function inYear(
  { itsYear, named, day, namedDay }: NamedDate,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const number = months.indexOf(named.slice(0, 3)) + 1;
  const date =
    itsYear === undefined
      ? lastUpTo(today, number, Number(day))
      : dateOf(Number(itsYear), number, Number(day));
  const isRight = !namedDay || weekdays.indexOf(namedDay.slice(0, 3)) + 1 === date?.dayOfWeek;
  return isRight ? date : undefined;
}

/** Leap days come every four or eight years. */
function lastUpTo(
  today: Temporal.PlainDate,
  month: number,
  day: number,
): Temporal.PlainDate | undefined {
  for (let ago = 0; ago <= 8; ago += 1) {
    const date = dateOf(today.year - ago, month, day);
    if (date && Temporal.PlainDate.compare(date, today) <= 0) {
      return date;
    }
  }
  return undefined;
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
