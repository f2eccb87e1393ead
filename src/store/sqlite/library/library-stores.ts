import type { Database } from 'better-sqlite3';
import type { LibraryStores } from '../../../library/library-stores.ts';
import { retryWhileBusy } from '../database/retry-while-busy.ts';
import { createDiscussionStore } from './discussion-store.ts';
import { createPeopleStore } from './people-store.ts';
import { createSaveStore } from './save-store.ts';
import { createSettingsStore } from './settings-store.ts';
import { createShownStore } from './shown-store.ts';
import { createZoteroStore } from './zotero-store.ts';

/**
 * All that the library keeps, in SQLite.
 * @param explain - what is thrown instead of an error.
 */
export function createLibraryStores(
  database: Database,
  explain?: (error: unknown) => unknown,
): LibraryStores {
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
    saves: retryWhileBusy(saves, explain),
    settings: retryWhileBusy(settings, explain),
    shown: retryWhileBusy(createShownStore(database), explain),
    people: retryWhileBusy(createPeopleStore(database, { saves, settings }), explain),
    discussions: retryWhileBusy(createDiscussionStore(database), explain),
    zotero: retryWhileBusy(createZoteroStore(database), explain),
    secret,
  };
}
