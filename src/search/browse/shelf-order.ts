import { numberOfDay } from '../../corpus/days.ts';
import type { Day } from '../../corpus/paper.ts';
import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { IndexedPaper } from '../index/indexed-paper.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import { sortInSlices } from '../sort-in-slices.ts';

type Entries = ReadonlyMap<DocumentNumber, IndexedPaper>;

/**
 * The papers that are known on a day, as they are on that day: those on more pages first, then the
 * later seen, then the lower id.
 */
export async function orderShelf(entries: Entries, on: Day): Promise<DocumentNumber[]> {
  const today = numberOfDay(on);
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
    for (const document of await sortInSlices(group, byId)) {
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
