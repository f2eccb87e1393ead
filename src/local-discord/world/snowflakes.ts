import { createHash } from 'node:crypto';
import type { LocalClock } from '../clock.ts';

/** Milliseconds since 1970 at which Discord's ids begin. */
const discordEpoch = 1_420_070_400_000n;

/** Discord's ids: the time in milliseconds, then 22 bits that keep those of one millisecond apart. */
export type Snowflakes = () => string;

/** Ids in the order of their making, even if the clock stops or goes back. */
export function createSnowflakes(clock: LocalClock): Snowflakes {
  let last = 0n;
  return () => {
    const fromClock = snowflakeAt(clock.now());
    last = fromClock > last ? fromClock : last + 1n;
    return String(last);
  };
}

/** The smallest id of a moment (milliseconds since 1970). */
function snowflakeAt(time: number): bigint {
  return (BigInt(Math.floor(time)) - discordEpoch) << 22n;
}

/** When an id was made, milliseconds since 1970. */
export function timeOf(id: string): number {
  return Number((BigInt(id) >> 22n) + discordEpoch);
}

/** The id of a named part of a scene: the same after every start, so that a bot's database still fits. */
export function stableSnowflake(kind: string, name: string): string {
  const digest = createHash('sha256').update(`${kind}\n${name}`).digest();
  const time = snowflakeAt(Date.UTC(2024, 0, 1));
  // 37 bits of the hash: some nine hours' worth of ids on the first day of 2024.
  return String(time + (digest.readBigUInt64BE() >> 27n));
}
