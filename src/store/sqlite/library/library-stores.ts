import type { Database } from 'better-sqlite3';
import type { LibraryStores } from '../../../library/library-stores.ts';
import { retryWhileBusy } from '../database/retry-while-busy.ts';
import { createDiscussionStore } from './discussion-store.ts';
import { createPeopleStore } from './people-store.ts';
import { createSaveStore } from './save-store.ts';
import { createSettingsStore } from './settings-store.ts';
import { createShownStore } from './shown-store.ts';
import { createZoteroStore } from './zotero-store.ts';

/** All that the library keeps, in SQLite. */
export function createLibraryStores(database: Database): LibraryStores {
  const saves = createSaveStore(database);
  const settings = createSettingsStore(database);
  const secret = database
    .prepare<[], Buffer>(`SELECT value FROM secrets WHERE name = 'person hash'`)
    .pluck()
    .get();
  if (!secret) {
    throw new Error('The database has lost its key for hashes of people.');
  }
  return {
    saves: retryWhileBusy(saves),
    settings: retryWhileBusy(settings),
    shown: retryWhileBusy(createShownStore(database)),
    people: retryWhileBusy(createPeopleStore(database, { saves, settings })),
    discussions: retryWhileBusy(createDiscussionStore(database)),
    zotero: retryWhileBusy(createZoteroStore(database)),
    secret,
  };
}
