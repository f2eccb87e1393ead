import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { PageRecord, PaperRecord } from '../../src/corpus/corpus-store.ts';
import { paperIdOf } from '../../src/corpus/paper-id.ts';
import { openStore } from '../../src/store/open-store.ts';
import { isPostgresAddress } from '../../src/store/postgres/database/address.ts';
import {
  openSqliteStore,
  type SqliteStoreOptions,
} from '../../src/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { defaultEngine, type TestDatabase, type TestEngine } from './engines.ts';

/** What a test says of its store. */
export interface TestStoreOptions extends Partial<Omit<SqliteStoreOptions, 'database'>> {
  /** The engine of a new database, unless one is named. */
  readonly engine?: TestEngine;
  /** A database that the test shares between stores. */
  readonly on?: TestDatabase;
  /** A SQLite file, or the address of a database. */
  readonly file?: string;
}

/** A store for one test, on a new database unless one is named, closed when the test ends. */
export async function openTestStore(options: TestStoreOptions = {}): Promise<Store> {
  const { engine = defaultEngine, on, file, ...given } = options;
  const all = {
    role: 'command',
    paperIdOf,
    clock: { now: () => new Date('2026-11-21T12:00:00Z') },
    ...given,
  } as const;
  const store = await open();
  onTestFinished(() => store.close());
  return store;

  async function open(): Promise<Store> {
    if (on !== undefined) {
      return on.open(all);
    }
    if (file !== undefined && isPostgresAddress(file)) {
      return openStore({ ...all, database: file });
    }
    if (file !== undefined || engine.name === 'SQLite') {
      return openSqliteStore({ ...all, database: file ?? ':memory:' });
    }
    return (await engine.createDatabase()).open(all);
  }
}

/** A page whose signature is made of its titles and its day and month, as the corpus room does. */
export function pageOf(
  entries: readonly (string | PaperRecord)[],
  rest: Partial<PageRecord> = {},
): PageRecord {
  const records = entries.map((entry) => (typeof entry === 'string' ? { title: entry } : entry));
  const titles = records.map((record) => record.title);
  const listed = JSON.stringify([...titles, rest.date?.slice(5) ?? null]);
  return {
    name: 'page.txt',
    signature: createHash('sha256').update(listed).digest('hex'),
    dateIs: 'inferred',
    ...rest,
    entries: records,
  };
}
