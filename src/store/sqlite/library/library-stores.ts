import type { Database } from 'better-sqlite3';
import type { LibraryStores } from '../../../library/library-stores.ts';
import { takeTurns } from '../database/retry-while-busy.ts';
import { createSqliteDiscussionStore } from './discussion-store.ts';
import { createSqlitePeopleStore } from './people-store.ts';
import { createSqliteSaveStore } from './save-store.ts';
import { createSqliteSettingsStore } from './settings-store.ts';
import { createSqliteShownStore } from './shown-store.ts';
import { createSqliteZoteroStore } from './zotero-store.ts';

/** All that the library keeps, in SQLite. */
export function createSqliteLibrary(database: Database): LibraryStores {
  const saves = createSqliteSaveStore(database);
  const settings = createSqliteSettingsStore(database);
  const secret = database
    .prepare<[], Buffer>(`SELECT value FROM secrets WHERE name = 'person hash'`)
    .pluck()
    .get();
  if (!secret) {
    throw new Error('The database has lost its key for hashes of people.');
  }
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
