import type { Store, StoreOptions } from '../store.ts';
import type { Postgres } from './database/sql.ts';

/** The stores of a PostgreSQL database whose schema is the newest; as far as they are written. */
export function createPostgresStore(postgres: Postgres, _options: StoreOptions): Partial<Store> {
  return {
    close: () => postgres.close(),
  };
}
