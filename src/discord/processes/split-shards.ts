import type { Shards } from '../connection/own-shards.ts';

/** Shards `first` to `last` of `count`, for one process. */
export type ShardRange = Exclude<Shards, 'auto'>;

/** Shares the shards of this machine out over processes, one after the other and as evenly as can be. */
export function splitShards({ first, last, count }: ShardRange, processes: number): ShardRange[] {
  const shards = last - first + 1;
  const startOf = (at: number) => first + Math.floor((at * shards) / processes);
  return Array.from({ length: processes }, (_, at) => ({
    first: startOf(at),
    last: startOf(at + 1) - 1,
    count,
  }));
}

/** As OFFPRINT_SHARDS has it: `0-3/16`. */
export function describeRange({ first, last, count }: ShardRange): string {
  return `${first === last ? first : `${first}-${last}`}/${count}`;
}
