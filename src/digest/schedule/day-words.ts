import { foldText } from '../../search/text/fold-text.ts';
import { everyDay, type Weekday } from './schedule.ts';

/** Languages whose days are understood. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'];

/** What Node does not call a day, but people do. */
const moreNames: Readonly<Record<string, readonly (readonly [name: string, day: Weekday])[]>> = {
  en: [['weds', 3]],
  de: [['sonnabend', 6]],
};

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5];
const weekend: readonly Weekday[] = [6, 7];

/** Phrases that mean several days, in any language. */
const groups: Readonly<Record<string, readonly Weekday[]>> = {
  daily: everyDay,
  everyday: everyDay,
  'every day': everyDay,
  'each day': everyDay,
  'all days': everyDay,
  'all week': everyDay,
  'every day of the week': everyDay,
  '7 days a week': everyDay,
  '7 days': everyDay,
  taglich: everyDay,
  taeglich: everyDay,
  'jeden tag': everyDay,
  'alle tage': everyDay,
  'tous les jours': everyDay,
  'chaque jour': everyDay,
  'todos los dias': everyDay,
  'cada dia': everyDay,
  weekday: weekdays,
  weekdays,
  'week day': weekdays,
  'week days': weekdays,
  workday: weekdays,
  workdays: weekdays,
  'work day': weekdays,
  'work days': weekdays,
  'working day': weekdays,
  'working days': weekdays,
  'business day': weekdays,
  'business days': weekdays,
  weekend,
  weekends: weekend,
  'week end': weekend,
  'week ends': weekend,
  wochenende: weekend,
  'fin de semana': weekend,
  mwf: [1, 3, 5],
  tth: [2, 4],
  tuth: [2, 4],
};

const longestGroup = Math.max(...Object.keys(groups).map((phrase) => phrase.split(' ').length));

/** The days that a phrase at the start of some words means, and how many of them it is. */
export function readGroup(
  words: readonly string[],
): { readonly days: readonly Weekday[]; readonly length: number } | undefined {
  for (let length = Math.min(longestGroup, words.length); length > 0; length -= 1) {
    const phrase = words.slice(0, length).join(' ');
    const days = Object.hasOwn(groups, phrase) ? groups[phrase] : undefined;
    if (days) {
      return { days, length };
    }
  }
  return undefined;
}

/** Reads a word as a day of one language. */
export type ReadDay = (word: string) => Weekday | undefined;

/** One reader for each language: `di` is Tuesday in German and Sunday in French. */
export const dayReaders: readonly ReadDay[] = languages.map(readerOf);

/** At least two letters of a name, which no other day of the language begins with; or its plural. */
function readerOf(language: string): ReadDay {
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  // 1 January 2024 was a Monday.
  const names = everyDay.map(
    (day) => [dayKey(format.format(Date.UTC(2024, 0, day))), day] as const,
  );
  return (word) => {
    const key = dayKey(word);
    const exact = [...names, ...(moreNames[language] ?? [])].find(
      ([name]) => name === key || `${name}s` === key,
    );
    if (exact || key.length < 2) {
      return exact?.[1];
    }
    const begun = new Set(names.filter(([name]) => name.startsWith(key)).map(([, day]) => day));
    return begun.size === 1 ? [...begun][0] : undefined;
  };
}

/** `Sábado` as `sabado`, `segunda-feira` as `segunda`. */
function dayKey(name: string): string {
  return foldText(name).replace(/-feiras?$/, '');
}
