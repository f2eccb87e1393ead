import { isPostgresAddress } from './postgres/database/address.ts';
import type { Store, StoreOptions } from './store.ts';

/**
 * Opens a database, brought to the newest schema.
 * @throws StoreError with a sentence for the person where that cannot be done, or where another
 * bot is running on a SQLite file.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  // Each engine is loaded where it is used: PostgreSQL's driver takes 10 MB, in every thread.
  if (isPostgresAddress(options.database)) {
    const { openPostgresStore } = await import('./postgres/open-postgres-store.ts');
    return openPostgresStore(options);
  }
  const { openSqliteStore } = await import('./sqlite/open-sqlite-store.ts');
  return openSqliteStore(options);
}
