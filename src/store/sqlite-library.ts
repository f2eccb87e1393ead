import type { Database } from 'better-sqlite3';
import type { LibraryStores } from '../library/library-stores.ts';
import { createSqliteDiscussionStore } from './sqlite-discussion-store.ts';
import { createSqlitePeopleStore } from './sqlite-people-store.ts';
import { createSqliteSaveStore } from './sqlite-save-store.ts';
import { createSqliteSettingsStore } from './sqlite-settings-store.ts';
import { createSqliteShownStore } from './sqlite-shown-store.ts';
import { createSqliteZoteroStore } from './sqlite-zotero-store.ts';
import { takeTurns } from './take-turns.ts';

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
    saves: takeTurns(saves),
    settings: takeTurns(settings),
    shown: takeTurns(createSqliteShownStore(database)),
    people: takeTurns(createSqlitePeopleStore(database, { saves, settings })),
    discussions: takeTurns(createSqliteDiscussionStore(database)),
    zotero: takeTurns(createSqliteZoteroStore(database)),
    secret,
  };
}
