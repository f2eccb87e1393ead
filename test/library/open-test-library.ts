import { paperIdOf } from '../../src/corpus/paper-id.ts';
import { createLibrary, type Library } from '../../src/library/library.ts';
import type { LibraryStores } from '../../src/library/library-stores.ts';
import { createSearch } from '../../src/search/create-search.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { createAddressed } from '../store/engines.ts';

/** A clock that stands still until it is moved. */
export interface TestClock {
  now(): Date;
  advance(milliseconds: number): void;
}

export const day = 24 * 60 * 60 * 1000;

export function createTestClock(start = '2026-11-21T09:00:00Z'): TestClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

export interface TestLibrary {
  readonly library: Library;
  readonly stores: LibraryStores;
  readonly store: Store;
  readonly clock: TestClock;
  close(): Promise<void>;
}

/** The paper of this title. */
export const paper = paperIdOf;

/** A library with papers of these titles: on a new database, or on a SQLite file. */
export async function openTestLibrary(
  titles: readonly string[],
  file?: string,
  role: 'bot' | 'command' = 'command',
): Promise<TestLibrary> {
  const clock = createTestClock();
  const { address, drop } = await createAddressed();
  const store = await openStore({ database: file ?? address, role, paperIdOf, clock });
  await store.corpus.importRecords(
    'test.jsonl',
    titles.map((title) => ({ title, abstract: `This is about ${title.toLowerCase()}.` })),
  );
  const search = createSearch({ papers: store.corpus });
  await search.refresh();
  const library = createLibrary({ stores: store.library, papers: store.corpus, search, clock });
  return {
    library,
    stores: store.library,
    store,
    clock,
    async close() {
      await search.close();
      await store.close();
      await drop();
    },
  };
}
