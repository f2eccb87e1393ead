import { createHash } from 'node:crypto';
import type { Day } from '../../corpus/paper.ts';
import type { Destination } from '../schedule/schedule.ts';

/** Characters of a claim's id; a nonce of Discord's has at most 25. */
const length = 22;

/**
 * The id of the digest of a destination and local day, and of nothing else, so that two hosts with
 * separate databases name it alike: the message's nonce, and part of its custom ids.
 * @param edition - 0 for the daily one; those that people ask for besides it count on.
 */
export function claimIdOf(destination: Destination, day: Day, edition: number): string {
  const name = edition === 0 ? `${destination} ${day}` : `${destination} ${day} ${edition}`;
  return createHash('sha256').update(name).digest('base64url').slice(0, length);
}
