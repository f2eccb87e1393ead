import { requireTopic } from '../../reply/require-topic.ts';
import { UserError } from '../../reply/user-error.ts';
import { isPhrase } from '../../search/wording/phrase.ts';
import { firstSchedule } from './first-schedule.ts';
import { readDays } from './read-days.ts';
import { readTime } from './read-time.ts';
import { type Destination, type Interests, isSelective, type Schedule } from './schedule.ts';
import { requireZone, requireZoneOf } from './zones/require-zone.ts';
import { partTimeAndZone } from './zones/time-with-zone.ts';
import { zoneName } from './zones/zone-names.ts';

/** Settings as somebody typed them; what is left out stays as it is. */
export interface TypedSettings {
  readonly time?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly days?: string | undefined;
  readonly size?: number | undefined;
  /** Lists are separated by commas; `none` empties one. */
  readonly topics?: string | undefined;
  readonly keywords?: string | undefined;
  readonly exclude?: string | undefined;
  readonly shelfDays?: string | undefined;
  readonly publish?: boolean | undefined;
}

/** The settings to start from if there were none before. */
export interface NewSchedule {
  readonly destination: Destination;
  readonly server: string;
  /** Asked for where nobody has named one in this server. */
  readonly zone: string | undefined;
  readonly setUpBy: string;
}

const maxWords = 25;
const maxWord = 60;

/**
 * A schedule with new settings.
 * @param topics - the slugs there are.
 * @throws {UserError} for what cannot be understood.
 */
export function changeSchedule(
  before: Schedule | NewSchedule,
  typed: TypedSettings,
  topics: readonly string[],
  now: Date,
): Schedule {
  const base = 'minute' in before ? withCurrentZone(before) : newSchedule(before, typed, now);
  const interests = changeInterests(base.interests, typed, topics);
  const changed: Schedule = {
    ...base,
    minute: typed.time === undefined ? base.minute : requireTime(typed.time, now),
    zone: typed.timeZone === undefined ? base.zone : requireZone(typed.timeZone, now),
    days: typed.days === undefined ? base.days : requireDays(typed.days, true),
    size: typed.size ?? base.size,
    interests,
    shelfDays: typed.shelfDays === undefined ? base.shelfDays : requireDays(typed.shelfDays, false),
    publish: typed.publish ?? base.publish,
  };
  const isNowSelective = isSelective(interests) && !isSelective(base.interests);
  const withShelf =
    isNowSelective && typed.shelfDays === undefined && base.shelfDays.length === 0
      ? { ...changed, shelfDays: firstOf(changed.days) }
      : changed;
  return sameHours(base, withShelf) ? withShelf : { ...withShelf, activeSince: now };
}

/** Mondays, or where there is no digest on Mondays the first day there is one. */
function firstOf(days: Schedule['days']): Schedule['days'] {
  return [days.includes(1) ? 1 : (days[0] ?? 1)];
}

function newSchedule(
  { destination, server, zone, setUpBy }: NewSchedule,
  { timeZone }: TypedSettings,
  now: Date,
): Schedule {
  const known = requireZoneOf('server', timeZone, zone, now);
  return firstSchedule({ destination, server, zone: known, setUpBy }, now);
}

/** One that was kept under the old name of its zone gets the name of now. */
function withCurrentZone(schedule: Schedule): Schedule {
  return { ...schedule, zone: zoneName(schedule.zone) };
}

function changeInterests(
  base: Interests,
  typed: TypedSettings,
  topics: readonly string[],
): Interests {
  return {
    ...base,
    topics: typed.topics === undefined ? base.topics : requireTopics(typed.topics, topics),
    keywords: typed.keywords === undefined ? base.keywords : requireWords(typed.keywords),
    excludes: typed.exclude === undefined ? base.excludes : requireWords(typed.exclude),
  };
}

function sameHours(a: Schedule, b: Schedule): boolean {
  return a.minute === b.minute && a.zone === b.zone && a.days.join() === b.days.join();
}

/** @throws {UserError} for what is no time, or has a zone in it. */
export function requireTime(typed: string, now: Date): number {
  const minute = readTime(typed);
  if (minute !== undefined) {
    return minute;
  }
  const parts = partTimeAndZone(typed, now);
  throw new UserError(
    'invalid-time',
    parts
      ? `“${shortened(typed)}” has a time zone in it. Give only the time (${parts.time}), and the time zone in the time_zone option.`
      : `“${shortened(typed)}” is not a time that Offprint understands. Use 9, 9am or 09:00, for example.`,
  );
}

function requireDays(typed: string, atLeastOne: boolean) {
  const days = readDays(typed);
  if (days && (days.length > 0 || !atLeastOne)) {
    return days;
  }
  const none = atLeastOne ? '' : ' or none';
  throw new UserError(
    'invalid-days',
    `“${shortened(typed)}” are not days that Offprint understands. Use daily, weekdays, mon wed fri or mon to thu${none}, for example.`,
  );
}

function requireTopics(typed: string, known: readonly string[]): string[] {
  const names = readList(typed);
  // The panel says “any” where no topic is chosen.
  const isAny = names.length === 1 && /^(?:any|all)$/i.test(names[0] ?? '');
  return isAny ? [] : names.map((name) => requireTopic(name, known));
}

function requireWords(typed: string): string[] {
  const words = readList(typed).map(requireWord);
  if (words.length > maxWords) {
    throw new UserError(
      'too-many',
      `You gave ${words.length} keywords; at most ${maxWords} are possible.`,
    );
  }
  return words;
}

/** @throws {UserError} for what cannot be looked for. */
export function requireWord(word: string): string {
  if (word.length > maxWord) {
    throw new UserError(
      'invalid-keyword',
      `“${shortened(word)}” is too long: a keyword can have at most ${maxWord} characters.`,
    );
  }
  if (!isPhrase(word)) {
    throw new UserError('invalid-keyword', `“${shortened(word)}” contains no word to search for.`);
  }
  return word;
}

function readList(typed: string): string[] {
  const words = typed
    .split(',')
    .map((word) => word.trim().replace(/\s+/g, ' '))
    .filter((word) => word !== '');
  if (words.length === 1 && words[0]?.toLowerCase() === 'none') {
    return [];
  }
  return [...new Set(words)];
}

function shortened(typed: string): string {
  return typed.length > 60 ? `${typed.slice(0, 59)}…` : typed;
}
