import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PageRecord, PaperRecord } from '../../src/corpus/corpus-store.ts';
import { paperIdOf } from '../../src/corpus/paper-id.ts';
import { openStore, type Store, type StoreOptions } from '../../src/store/open-store.ts';

/** A store for one test, in memory unless a file is named, closed when the test ends. */
export function openTestStore(options: Partial<StoreOptions> = {}): Store {
  const store = openStore({
    file: ':memory:',
    role: 'command',
    paperIdOf,
    clock: { now: () => new Date('2026-11-21T12:00:00Z') },
    ...options,
  });
  onTestFinished(() => store.close());
  return store;
}

/** A folder for one test, removed when the test ends. */
export function makeTestFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A page whose signature is made of its titles and its day and month, as the corpus room does. */
export function pageOf(
  entries: readonly (string | PaperRecord)[],
  rest: Partial<PageRecord> = {},
): PageRecord {
  const records = entries.map((entry) => (typeof entry === 'string' ? { title: entry } : entry));
  const titles = records.map((record) => record.title);
  return {
    name: 'page.txt',
    signature: JSON.stringify([...titles, rest.date?.slice(5) ?? null]),
    dateIs: 'inferred',
    ...rest,
    entries: records,
  };
}
