import type { Temporal } from 'temporal-polyfill';

/** An amount of time in calendar units. */
type Length = Readonly<Partial<Record<'days' | 'weeks' | 'months' | 'years', number>>>;

const numbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
};

/** What a unit is, by each way to write it in the singular. */
const units: Readonly<Record<string, Length>> = {
  d: { days: 1 },
  day: { days: 1 },
  night: { days: 1 },
  w: { weeks: 1 },
  wk: { weeks: 1 },
  week: { weeks: 1 },
  fortnight: { weeks: 2 },
  m: { months: 1 },
  mo: { months: 1 },
  mth: { months: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  y: { years: 1 },
  yr: { years: 1 },
  year: { years: 1 },
  decade: { years: 10 },
};

/** The words around an amount: `in the last …`, `past …`, `… ago`. */
const spanOfTime =
  /^((?:(?:in|within|over|during) )?(?:the )?(?:last|past|previous) )?(.+?)( ago| back)?$/;
const hours = /^(\d{1,4}) ?(?:h|hrs?|hours?)$/;
const amount = /^(?:(\d{1,4}) ?|([a-z]+) )?([a-z]+)$/;
const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * The day that a span of time began, in lower case: `2 weeks`, `10 d`, `three months ago`,
 * `the past year`, `24h`. Whole days; hours are rounded up to days.
 */
export function readSpan(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const [, before, amount = '', ago] = spanOfTime.exec(text) ?? [];
  if (before !== undefined && ago !== undefined) {
    return undefined;
  }
  const plain = amount.replace(/^half a year$/, '6 months');
  const span = readHours(plain) ?? readAmount(plain);
  try {
    return span && today.subtract(span);
  } catch {
    return undefined;
  }
}

function readHours(text: string): Length | undefined {
  const [, count] = hours.exec(text) ?? [];
  return count === undefined ? undefined : { days: Math.ceil(Number(count) / 24) };
}

function readAmount(text: string): Length | undefined {
  const [, digits, word, unit = ''] = amount.exec(text.replace(/^a couple of /, 'two ')) ?? [];
  const count = digits === undefined ? own(numbers, word ?? 'a') : Number(digits);
  const isCounted = (digits ?? word) !== undefined;
  const length = own(units, unit) ?? (isCounted ? own(units, unit.replace(/s$/, '')) : undefined);
  if (count === undefined || !length) {
    return undefined;
  }
  return Object.fromEntries(Object.entries(length).map(([name, each]) => [name, each * count]));
}

/**
 * The day that words for a day or a period mean, in lower case: `today`, `yesterday`, `this month`,
 * `last week`, `monday`, `last tuesday`. A period means its first day, and weeks begin on Monday.
 */
export function readNamedDay(
  text: string,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  switch (text) {
    case 'today':
      return today;
    case 'yesterday':
      return today.subtract({ days: 1 });
    case 'the day before yesterday':
    case 'day before yesterday':
      return today.subtract({ days: 2 });
    default:
      return readPeriod(text, today) ?? readWeekday(text, today);
  }
}

const period =
  /^(?:(?:the )?(?:start|beginning|first day) of )?(?:(this|the|current|last|previous) )(week|month|quarter|year)$/;

function readPeriod(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const [, which = '', unit = ''] = period.exec(text) ?? [];
  const first = firstDays(today)[unit];
  const isBefore = which === 'last' || which === 'previous';
  return first && (isBefore ? first.subtract(units[unit] ?? {}) : first);
}

function firstDays(today: Temporal.PlainDate): Readonly<Record<string, Temporal.PlainDate>> {
  const ofMonth = today.with({ day: 1 });
  return {
    week: today.subtract({ days: today.dayOfWeek - 1 }),
    month: ofMonth,
    quarter: ofMonth.subtract({ months: (today.month - 1) % 3 }),
    year: ofMonth.with({ month: 1 }),
  };
}

/** The last such day: today counts, but not as `last monday`. */
function readWeekday(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const [, isLast, name = ''] = /^(last )?(\w{3,})$/.exec(text.replace(/^on /, '')) ?? [];
  const day = weekdayNames.findIndex((each) => each === name || isShort(name, each)) + 1;
  if (day === 0) {
    return undefined;
  }
  const ago = (today.dayOfWeek - day + 7) % 7;
  return today.subtract({ days: ago === 0 && isLast ? 7 : ago });
}

function isShort(name: string, weekday: string): boolean {
  return name.length >= 3 && name.length <= 5 && weekday.startsWith(name);
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
