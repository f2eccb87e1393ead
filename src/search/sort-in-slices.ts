import { yieldWhenDue } from '../corpus/yield-when-due.ts';

/** Items sorted, or merged, at a stretch. */
const atOnce = 1_000;

/**
 * The items in order. Slices are sorted one by one and then merged, so that the event loop is never
 * kept for long.
 * @param compare - as `Array.prototype.sort` takes it.
 */
export async function sortInSlices<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<readonly T[]> {
  let runs: T[][] = [];
  for (let i = 0; i < items.length; i += atOnce) {
    runs.push(items.slice(i, i + atOnce).sort(compare));
    await yieldWhenDue();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      merged.push(await merge(runs[i] ?? [], runs[i + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  one: readonly T[],
  two: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<T[]> {
  const merged: T[] = [];
  let at = 0;
  for (const item of one) {
    for (let other = two[at]; other !== undefined && compare(other, item) < 0; other = two[at]) {
      merged.push(other);
      at++;
    }
    merged.push(item);
    if (merged.length % atOnce === 0) {
      await yieldWhenDue();
    }
  }
  return merged.concat(two.slice(at));
}
