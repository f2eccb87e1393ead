import type { Store, StoreOptions } from '../store.ts';
import { createEventStore } from './attention/event-store.ts';
import { createTeamEvents } from './attention/team-events.ts';
import type { Postgres } from './database/sql.ts';
import { createAlertStore } from './digest/alert-store.ts';
import { createDigestLedger } from './digest/digest-ledger.ts';
import { createScheduleStore } from './digest/schedule-store.ts';
import { openLibraryStores } from './library/library-stores.ts';

/** The stores of a PostgreSQL database whose schema is the newest; as far as they are written. */
export async function createPostgresStore(
  postgres: Postgres,
  _options: StoreOptions,
): Promise<Partial<Store>> {
  return {
    events: createEventStore(postgres),
    schedules: createScheduleStore(postgres),
    digestLedger: createDigestLedger(postgres),
    alerts: createAlertStore(postgres),
    teamEvents: createTeamEvents(postgres),
    library: await openLibraryStores(postgres),
    close: () => postgres.close(),
  };
}
