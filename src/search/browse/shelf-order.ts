import { numberOfDay } from '../../corpus/days.ts';
import type { Day } from '../../corpus/paper.ts';
import type { IndexedPaper } from '../index/indexed-paper.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import { createYielder } from '../yielder.ts';

/** Papers sorted at a stretch. */
const sortedAtOnce = 1_000;

type Entries = ReadonlyMap<DocumentNumber, IndexedPaper>;

/**
 * The papers that are known on a day, as they are on that day: those on more pages first, then the
 * later seen, then the lower id.
 */
export async function orderShelf(entries: Entries, on: Day): Promise<DocumentNumber[]> {
  const today = numberOfDay(on);
  const yieldWhenDue = createYielder();
  const groups = new Map<number, DocumentNumber[]>();
  for (const [document, entry] of entries) {
    const key = keyOf(entry, today);
    if (key === undefined) {
      continue;
    }
    const group = groups.get(key);
    if (group) {
      group.push(document);
    } else {
      groups.set(key, [document]);
    }
    await yieldWhenDue();
  }
  const idOf = (document: DocumentNumber) => entries.get(document)?.id ?? '';
  const byId = (a: DocumentNumber, b: DocumentNumber) => (idOf(a) < idOf(b) ? -1 : 1);
  const order: DocumentNumber[] = [];
  for (const [, group] of [...groups].sort(([a], [b]) => b - a)) {
    for (const document of await sortInSlices(group, byId, yieldWhenDue)) {
      order.push(document);
    }
  }
  return order;
}

/** Grows with the number of pages, then with the last day. @returns undefined for what is not known yet. */
function keyOf({ listedOn, undatedListings }: IndexedPaper, today: number): number | undefined {
  let known = undatedListings;
  let last = 0;
  for (const day of listedOn) {
    if (day <= today) {
      known++;
      last = Math.max(last, day);
    }
  }
  return known === 0 && listedOn.length > 0 ? undefined : known * 1e6 + last;
}

/** Merges slices that are sorted one by one, so that the event loop is never kept for long. */
async function sortInSlices<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  yieldWhenDue: () => Promise<void>,
): Promise<readonly T[]> {
  let runs: T[][] = [];
  for (let i = 0; i < items.length; i += sortedAtOnce) {
    runs.push(items.slice(i, i + sortedAtOnce).sort(compare));
    await yieldWhenDue();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      merged.push(await merge(runs[i] ?? [], runs[i + 1] ?? [], compare, yieldWhenDue));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  one: readonly T[],
  two: readonly T[],
  compare: (a: T, b: T) => number,
  yieldWhenDue: () => Promise<void>,
): Promise<T[]> {
  const merged: T[] = [];
  let at = 0;
  for (const item of one) {
    for (let other = two[at]; other !== undefined && compare(other, item) < 0; other = two[at]) {
      merged.push(other);
      at++;
    }
    merged.push(item);
    if (merged.length % sortedAtOnce === 0) {
      await yieldWhenDue();
    }
  }
  merged.push(...two.slice(at));
  return merged;
}
