import type { PersonalData } from '../../../library/people/people.ts';

/** What a person follows and when that comes, as a database gives it: both lists are JSON. */
export interface FollowRow {
  readonly interests: string;
  readonly minute: number;
  readonly zone: string;
  readonly days: string;
}

/** When a person was looked up in a server, as a database gives it. */
export interface LookedUpRow {
  readonly server: string;
  readonly at: number;
  readonly away: number | null;
}

/** A row as people are shown it; without one, nothing is followed. */
export function followingOf(
  row: FollowRow | undefined,
): Pick<PersonalData, 'followed' | 'following'> {
  if (!row) {
    return { followed: [] };
  }
  const { interests, minute, zone, days } = row;
  return {
    followed: Object.values(JSON.parse(interests) as Record<string, string[]>).flat(),
    following: { minute, zone, days: JSON.parse(days) as number[] },
  };
}

/** A row as people are shown it. */
export function lookedUpOf({ server, at, away }: LookedUpRow): PersonalData['lookedUp'][number] {
  return { server, at: new Date(at), ...(away !== null && { awaySince: new Date(away) }) };
}
