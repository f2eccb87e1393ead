import { isPostgresAddress } from './postgres/database/address.ts';
import { openPostgresStore } from './postgres/open-postgres-store.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';
import type { Store, StoreOptions } from './store.ts';

/**
 * Opens a database, brought to the newest schema.
 * @throws StoreError with a sentence for the person where that cannot be done, or where another
 * bot is running on a SQLite file.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  return isPostgresAddress(options.database)
    ? openPostgresStore(options)
    : openSqliteStore(options);
}
