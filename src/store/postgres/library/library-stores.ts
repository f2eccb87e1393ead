import type { LibraryStores } from '../../../library/library-stores.ts';
import type { Postgres } from '../database/sql.ts';
import { createDiscussionStore } from './discussion-store.ts';
import { createPeopleStore } from './people-store.ts';
import { createSaveStore } from './save-store.ts';
import { createSettingsStore } from './settings-store.ts';
import { createShownStore } from './shown-store.ts';
import { createZoteroStore } from './zotero-store.ts';

/** All that the library keeps, in PostgreSQL. */
export async function openLibraryStores(postgres: Postgres): Promise<LibraryStores> {
  const saves = createSaveStore(postgres);
  const settings = createSettingsStore(postgres);
  const [row] = await postgres.query<{ value: Uint8Array }>(
    `SELECT value FROM secrets WHERE name = 'person hash'`,
  );
  if (!row) {
    throw new Error('The database has lost its key for hashes of people.');
  }
  return {
    saves,
    settings,
    shown: createShownStore(postgres),
    people: createPeopleStore(postgres, { saves, settings }),
    discussions: createDiscussionStore(postgres),
    zotero: createZoteroStore(postgres),
    secret: row.value,
  };
}
