import type { Store, StoreOptions } from '../store.ts';
import { createPostgresStore } from './create-postgres-store.ts';
import { shownAddress } from './database/address.ts';
import { explainPostgresError } from './database/explain-postgres-error.ts';
import { openPostgres } from './database/postgres.ts';
import { migrate } from './migrations/migrate.ts';
import { migrations } from './migrations/migrations.ts';

/**
 * Opens a PostgreSQL database, brought to the newest schema.
 * @throws StoreError with a sentence for the person where that cannot be done.
 */
export async function openPostgresStore(options: StoreOptions): Promise<Store> {
  const { database, role, log } = options;
  const postgres = await openPostgres(database, { role, ...(log && { log }) });
  try {
    await migrate({ postgres, name: shownAddress(database), migrations, log });
    return await createPostgresStore(postgres, options);
  } catch (error) {
    await postgres.close();
    throw explainPostgresError(error, database);
  }
}
