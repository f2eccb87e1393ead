/**
 * Discord's shards that this process connects: as many as Discord recommends, or some of a number that
 * all processes share.
 */
export type Shards =
  | 'auto'
  | { readonly first: number; readonly last: number; readonly count: number };

/** What a setting that cannot be read should have been. */
export const shardsUsage =
  'must be auto, a number of shards such as 4, or the shards of this machine such as 0-3/16';

/** Reads `auto`, `4` (all of 4), `0-3/16` or `3/16`; undefined where it is none of these. */
export function readShards(text: string): Shards | undefined {
  if (text === 'auto') {
    return text;
  }
  const found = /^(?:(\d{1,5})(?:-(\d{1,5}))?\/)?(\d{1,5})$/.exec(text);
  if (!found) {
    return undefined;
  }
  const count = Number(found[3]);
  const first = Number(found[1] ?? 0);
  const last = Number(found[2] ?? found[1] ?? count - 1);
  return first <= last && last < count ? { first, last, count } : undefined;
}

/** Whether several processes can work on a database: a SQLite file has one bot. */
export function canBeShared(database: string): boolean {
  return /^postgres(?:ql)?:/i.test(database);
}

/** Whether other processes are expected to connect the rest. */
export function leavesShards(shards: Shards): boolean {
  return shards !== 'auto' && shards.last - shards.first + 1 < shards.count;
}
