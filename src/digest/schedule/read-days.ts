import { foldText } from '../../search/text/fold-text.ts';
import { dayReaders, type ReadDay, readGroup } from './day-words.ts';
import { everyDay, type Weekday } from './schedule.ts';

const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5];
const weekend: readonly Weekday[] = [6, 7];

const noDay = /^(?:none|never|off|no days?|not any day)$/;
const and = /^(?:and|und|et|y|e|en|plus|also)$/;
const to = /^(?:-|to|till?|until|through|thru|bis|a|au|al|ate|tot)$/;
/** Said before days, and changing nothing. */
const before = /^(?:every|each|on|only|just|all|the|am|jeden?|chaque|tous|les?|los|cada)$/;
/** Said before a range alone. */
const from = /^(?:from|von|du|de|del)$/;
const only = /^(?:only|just)$/;
const except = /^(?:except|excluding|without|not|no|but|minus|ohne|ausser|sauf|excepto)$/;

/**
 * The days of a text as people write them: `daily`, `every weekday`, `mon, wed, fri`, `Mon to Thu`,
 * `Mo, Mi, Fr`, `weekdays except Friday`, `none`. In the order of the week.
 * @returns undefined unless every word of it is understood, and in one way only.
 */
export function readDays(text: string): Weekday[] | undefined {
  const words = wordsOf(text);
  if (noDay.test(words.join(' '))) {
    return [];
  }
  const readings = dayReaders.flatMap((readDay) => {
    const found = readWords(words, readDay);
    return found ? [everyDay.filter((day) => found.includes(day))] : [];
  });
  const [first] = readings;
  return readings.every((days) => days.join() === first?.join()) ? first : undefined;
}

/** Commas and their like become one, dashes a hyphen; both stand alone. */
function wordsOf(text: string): string[] {
  return foldText(text.normalize('NFKC'))
    .replace(/['’]s\b/g, 's')
    .replace(/-feiras?\b/g, '')
    .replace(/\bm\s*[-–—]\s*f\b/g, 'weekdays')
    .replace(/(?<=\p{L})\.(?!\p{L})/gu, ' ')
    .replace(/(?:(?<!\s)\s+)?[-–—]\s*/g, ' - ')
    .replace(/[,;/&+|]/g, ' , ')
    .replace(/[():]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** The days in the words of one language, or undefined where a word is not understood. */
function readWords(words: readonly string[], readDay: ReadDay): Weekday[] | undefined {
  const at = words.findIndex((word) => except.test(word));
  if (at < 0) {
    return readList(words, readDay);
  }
  const said = words.slice(0, at);
  while (separates(said.at(-1))) {
    said.pop();
  }
  const all = said.length === 0 ? everyDay : readList(said, readDay);
  const rest = words.slice(at + (except.test(words[at + 1] ?? '') ? 2 : 1));
  const left = only.test(rest[0] ?? '') ? undefined : readList(rest, readDay);
  const kept = left && all?.filter((day) => !left.includes(day));
  return kept?.length === 0 ? undefined : kept;
}

/** Days, ranges and groups, one after the other. */
function readList(words: readonly string[], readDay: ReadDay): Weekday[] | undefined {
  if (words.join(' ') === 'all') {
    return [...everyDay];
  }
  const found: Weekday[] = [];
  let at = 0;
  while (at < words.length) {
    const item = readItem(words.slice(at), readDay);
    if (!item) {
      return undefined;
    }
    found.push(...item.days);
    at += item.length;
    const isLast = (word = '') => at === words.length - 1 && only.test(word);
    at += isLast(words[at]) ? 1 : 0;
    const next = words.findIndex((word, index) => index >= at && !separates(word));
    const end = next < 0 ? words.length : next;
    if (end === words.length && words.slice(at).some((word) => word !== ',')) {
      return undefined;
    }
    at = end;
  }
  return found.length > 0 ? found : undefined;
}

/** What the words begin with, and how many of them it takes: `every weekday`, `from Mon to Thu`. */
function readItem(
  words: readonly string[],
  readDay: ReadDay,
): { readonly days: readonly Weekday[]; readonly length: number } | undefined {
  const group = readGroup(words);
  if (group) {
    return group;
  }
  const [first = '', range = '', last = ''] = words;
  const day = readDay(first);
  if (day !== undefined) {
    const until = to.test(range) ? readDay(last) : undefined;
    return until === undefined
      ? { days: [day], length: 1 }
      : { days: daysFrom(day, until), length: 3 };
  }
  const isFrom = from.test(first);
  const item = isFrom || before.test(first) ? readItem(words.slice(1), readDay) : undefined;
  return item && (!isFrom || item.length === 3) ? { ...item, length: item.length + 1 } : undefined;
}

function separates(word: string | undefined): boolean {
  return word !== undefined && (word === ',' || and.test(word));
}

/** From one day of the week to another, over Sunday where need be. */
function daysFrom(first: Weekday, last: Weekday): Weekday[] {
  return everyDay.filter((day) =>
    first <= last ? day >= first && day <= last : day >= first || day <= last,
  );
}

/** `every day`, `weekdays`, `Monday and Friday`, `no day`. */
export function describeDaysOfWeek(days: readonly Weekday[]): string {
  if (days.length === 0) {
    return 'no day';
  }
  if (days.length === 7) {
    return 'every day';
  }
  if (days.join() === weekdays.join()) {
    return 'weekdays';
  }
  if (days.join() === weekend.join()) {
    return 'weekends';
  }
  return new Intl.ListFormat('en-GB').format(days.map(weekdayName));
}

/** A weekday in English. */
export function weekdayName(day: Weekday): string {
  return names[day - 1] ?? '';
}
