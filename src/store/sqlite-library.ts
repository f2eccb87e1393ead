import type { Database } from 'better-sqlite3';
import type { LibraryStores } from '../library/library-stores.ts';
import { createSqliteDiscussionStore } from './sqlite-discussion-store.ts';
import { createSqlitePeopleStore } from './sqlite-people-store.ts';
import { createSqliteSaveStore } from './sqlite-save-store.ts';
import { createSqliteSettingsStore } from './sqlite-settings-store.ts';
import { createSqliteShownStore } from './sqlite-shown-store.ts';
import { createSqliteZoteroStore } from './sqlite-zotero-store.ts';

/** All that the library keeps, in SQLite. */
export function createSqliteLibrary(database: Database): LibraryStores {
  const saves = createSqliteSaveStore(database);
  const settings = createSqliteSettingsStore(database);
  const secret = database
    .prepare<[], Buffer>(`SELECT value FROM secrets WHERE name = 'person hash'`)
    .pluck()
    .get();
  if (!secret) throw new Error('The database has lost its key for hashes of people.');
  return {
    saves,
    settings,
    shown: createSqliteShownStore(database),
    people: createSqlitePeopleStore(database, { saves, settings }),
    discussions: createSqliteDiscussionStore(database),
    zotero: createSqliteZoteroStore(database),
    secret,
  };
}
