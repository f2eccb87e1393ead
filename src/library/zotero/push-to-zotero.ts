import type { ExportedPaper } from '../export/exported-paper.ts';
import { type ZoteroApi, type ZoteroItem, zoteroLimits } from './zotero-api.ts';
import { changesTo, itemOf, namesOf, noteOf, zoteroKey } from './zotero-item.ts';
import type { ZoteroRecord, ZoteroStore } from './zotero-store.ts';

/** The one collection that Offprint fills. */
const collectionName = 'Offprint';

/** A note that its person lets go along. */
export interface SharedNote {
  readonly person: string;
  readonly note: string;
}

/** A saved paper with the notes that go along. */
export interface PushedPaper {
  readonly paper: ExportedPaper;
  readonly notes: readonly SharedNote[];
}

/** What one push to Zotero needs. */
export interface PushOptions {
  readonly api: ZoteroApi;
  readonly store: ZoteroStore;
  readonly group: string;
  readonly papers: readonly PushedPaper[];
}

/** What a push did, in items and notes. */
export interface PushOutcome {
  readonly made: number;
  readonly changed: number;
  /** The group had them already, by other hands. */
  readonly had: number;
  /** Refused by Zotero, or changed there at that moment; tried again the next time. */
  readonly refused: number;
}

/** What is to be under a key. */
type Wanted = Pick<ZoteroRecord, 'key' | 'fields' | 'person'>;

/** An object on its way to Zotero, and how it is kept once it arrived. */
interface Parcel {
  readonly object: object;
  readonly record: ZoteroRecord;
  readonly is: 'made' | 'changed';
}

/**
 * Brings saved papers into one collection of a group. What the group has is left alone, what
 * Offprint wrote and nobody changed is kept up to date, nothing is ever deleted, and what somebody
 * deleted there does not come back. It may stop anywhere and be run again.
 */
export async function pushToZotero({
  api,
  store,
  group,
  papers,
}: PushOptions): Promise<PushOutcome> {
  const collection = await findCollection(api);
  const there = new Map((await api.items()).map((item) => [item.key, item]));
  const records = await recordsOf(store, group, there);
  const isHad = knownAmong([...there.values()].map(({ data }) => namesOf(data)));

  let already = 0;
  const parcels: Parcel[] = [];
  const notes: Wanted[] = [];
  for (const { paper, notes: shared } of papers) {
    const key = zoteroKey(group, paper.id);
    const wanted = itemOf(paper, collection);
    if (!records.has(key) && isHad(namesOf(wanted))) {
      already += 1;
      continue;
    }
    parcels.push(...parcelOf({ key, fields: wanted }, there, records));
    for (const { person, note } of shared) {
      notes.push({ key: zoteroKey(group, paper.id, person), fields: noteOf(key, note), person });
    }
  }
  const items = await deliver(api, store, group, parcels);
  // A note needs its paper: one that was deleted, or did not arrive, takes none.
  const gone = (parent: unknown) =>
    !there.has(String(parent)) && !items.arrived.has(String(parent));
  const attached = await deliver(
    api,
    store,
    group,
    notes
      .filter(({ fields }) => !gone(fields.parentItem))
      .flatMap((note) => parcelOf(note, there, records)),
  );
  return {
    made: items.made + attached.made,
    changed: items.changed + attached.changed,
    had: already,
    refused: items.refused + attached.refused,
  };
}

/**
 * Whether one of these has a paper: its DOI or number, or its title where its number is no other
 * (two papers may be called "Preface").
 */
function knownAmong(items: readonly (readonly string[])[]): (names: readonly string[]) => boolean {
  const byName = new Map<string, (readonly string[])[]>();
  for (const names of items) {
    for (const name of names) {
      byName.set(name, [...(byName.get(name) ?? []), names]);
    }
  }
  const numbersOf = (names: readonly string[]) => names.filter((name) => name.startsWith('arxiv '));
  return (wanted) =>
    wanted.some((name) => {
      const items = byName.get(name) ?? [];
      return name.startsWith('title ')
        ? items.some((item) => numbersOf(item).length === 0 || numbersOf(wanted).length === 0)
        : items.length > 0;
    });
}

async function findCollection(api: ZoteroApi): Promise<string> {
  const found = (await api.collections()).find(({ name }) => name === collectionName);
  if (found) {
    return found.key;
  }
  return api.createCollection(collectionName);
}

/** What was written; of what was on its way when a push was cut off, Zotero knows whether it arrived. */
async function recordsOf(
  store: ZoteroStore,
  group: string,
  there: ReadonlyMap<string, ZoteroItem>,
): Promise<Map<string, ZoteroRecord>> {
  const records = await store.records(group);
  const found = records
    .filter(({ key, arrived }) => !arrived && there.has(key))
    .map((record) => ({ ...record, arrived: true }));
  await store.keepRecords(group, found);
  return new Map([...records, ...found].map((record) => [record.key, record]));
}

function parcelOf(
  { key, fields: wanted, person }: Wanted,
  there: ReadonlyMap<string, ZoteroItem>,
  records: ReadonlyMap<string, ZoteroRecord>,
): Parcel[] {
  const item = there.get(key);
  const before = records.get(key);
  if (!item) {
    // What arrived and is gone was deleted by somebody.
    if (before?.arrived) {
      return [];
    }
    const record = { key, fields: wanted, arrived: false, ...(person && { person }) };
    return [{ is: 'made', object: { key, version: 0, ...wanted }, record }];
  }
  const changes = changesTo(item, before?.fields ?? {}, wanted);
  if (!changes) {
    return [];
  }
  const { version, data } = item;
  return [
    {
      is: 'changed',
      object: { key, version, itemType: data.itemType, ...changes },
      record: {
        key,
        fields: { ...before?.fields, ...changes },
        arrived: true,
        ...(person && { person }),
      },
    },
  ];
}

async function deliver(
  api: ZoteroApi,
  store: ZoteroStore,
  group: string,
  parcels: readonly Parcel[],
): Promise<{ made: number; changed: number; refused: number; arrived: ReadonlySet<string> }> {
  const count = { made: 0, changed: 0, refused: 0 };
  const arrived = new Set<string>();
  for (let from = 0; from < parcels.length; from += zoteroLimits.write) {
    const batch = parcels.slice(from, from + zoteroLimits.write);
    const setOut = batch.filter(({ is }) => is === 'made').map(({ record }) => record);
    await store.keepRecords(group, setOut);
    const { done } = await api.write(batch.map(({ object }) => object));
    const delivered = batch.filter((_, at) => done.has(at));
    await store.keepRecords(
      group,
      delivered.map(({ record }) => ({ ...record, arrived: true })),
    );
    for (const { is, record } of delivered) {
      count[is] += 1;
      arrived.add(record.key);
    }
    count.refused += batch.length - delivered.length;
  }
  return { ...count, arrived };
}
