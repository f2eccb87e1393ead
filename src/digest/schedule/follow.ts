import { UserError } from '../../reply/user-error.ts';
import { requireTime } from './change-schedule.ts';
import { firstSchedule } from './first-schedule.ts';
import {
  directMessagesOf,
  everyDay,
  type Interests,
  isSelective,
  type Schedule,
} from './schedule.ts';
import { requireZone, requireZoneOf } from './zones/require-zone.ts';
import { zoneName } from './zones/zone-names.ts';

/** What can be followed. */
export type Followed = 'topics' | 'keywords' | 'authors';

/** What can be followed, by the name that people see. */
export const kinds: readonly { readonly kind: Followed; readonly name: string }[] = [
  { kind: 'topics', name: 'topic' },
  { kind: 'keywords', name: 'keyword' },
  { kind: 'authors', name: 'author' },
];

/** Follows in all; more would match everything. */
const maxFollows = 50;

/** What somebody wants to follow, and when to hear of it. */
export interface FollowRequest {
  readonly person: string;
  readonly kind: Followed;
  readonly value: string;
  readonly time?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly howOften?: 'daily' | 'weekly' | undefined;
}

/**
 * A person's own digest with one more thing to follow.
 * @param zone - where the hour is meant unless they say: their own, or that of the server they ask in.
 * @throws {UserError} for what cannot be understood.
 */
export function follow(
  before: Schedule | undefined,
  request: FollowRequest,
  zone: string | undefined,
  now: Date,
): Schedule {
  const base = before
    ? { ...before, zone: zoneName(before.zone) }
    : newFollowing(request, zone, now);
  const { kind, value, time, timeZone, howOften } = request;
  const values = base.interests[kind];
  const isKnown = values.some((each) => each.toLowerCase() === value.toLowerCase());
  if (followsOf(base.interests).length >= maxFollows && !isKnown) {
    throw new UserError(
      'too-many',
      `You already follow ${maxFollows} topics, keywords and authors, which is the maximum.`,
    );
  }
  const changed = {
    ...base,
    minute: time === undefined ? base.minute : requireTime(time, now),
    zone: timeZone === undefined ? base.zone : requireZone(timeZone, now),
    days: howOften === undefined ? base.days : howOften === 'weekly' ? mondays : everyDay,
    interests: isKnown ? base.interests : { ...base.interests, [kind]: [...values, value] },
  };
  const goesOn =
    !base.paused &&
    changed.minute === base.minute &&
    changed.zone === base.zone &&
    changed.days === base.days;
  return goesOn ? changed : { ...changed, paused: false, activeSince: now };
}

const mondays = [1] as const;

function newFollowing(
  { person, timeZone }: FollowRequest,
  zone: string | undefined,
  now: Date,
): Schedule {
  const destination = directMessagesOf(person);
  const known = requireZoneOf('person', timeZone, zone, now);
  return firstSchedule({ destination, zone: known, setUpBy: person }, now);
}

/** The schedule without one thing, or undefined where nothing is left to follow. */
export function unfollow(schedule: Schedule, kind: Followed, value: string): Schedule | undefined {
  const interests = {
    ...schedule.interests,
    [kind]: schedule.interests[kind].filter((each) => each !== value),
  };
  return isSelective(interests) ? { ...schedule, interests } : undefined;
}

/** Everything that is followed, one by one. */
export function followsOf(interests: Interests): { kind: Followed; name: string; value: string }[] {
  return kinds.flatMap(({ kind, name }) => interests[kind].map((value) => ({ kind, name, value })));
}
