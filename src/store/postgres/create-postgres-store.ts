import { backupPostgres } from '../moving/backup-postgres.ts';
import type { Store, StoreOptions } from '../store.ts';
import { createEventStore } from './attention/event-store.ts';
import { createTeamEvents } from './attention/team-events.ts';
import { createCorpusStore } from './corpus/corpus-store.ts';
import { createCorpusWatch } from './corpus/corpus-watch.ts';
import { createViewStore } from './corpus/view-store.ts';
import { shownAddress } from './database/address.ts';
import { createExclusive } from './database/exclusive.ts';
import { createShardLocks } from './database/shard-locks.ts';
import type { Postgres } from './database/sql.ts';
import { tellingTrouble } from './database/telling-trouble.ts';
import { createAlertStore } from './digest/alert-store.ts';
import { createDigestLedger } from './digest/digest-ledger.ts';
import { createScheduleStore } from './digest/schedule-store.ts';
import { openLibraryStores } from './library/library-stores.ts';
import { createResolutionStore } from './sources/resolution-store.ts';
import { createSourceStore } from './sources/source-store.ts';

/** The stores of a PostgreSQL database whose schema is the newest. */
export async function createPostgresStore(
  connections: Postgres,
  options: StoreOptions,
): Promise<Store> {
  const { database, paperIdOf, clock, log } = options;
  const postgres = tellingTrouble(connections, database);
  const watch = createCorpusWatch(postgres, log);
  const tasks = createExclusive(postgres, log);
  const shards = createShardLocks(postgres, shownAddress(database), log);
  return {
    corpus: createCorpusStore({ postgres, paperIdOf, clock }),
    views: createViewStore(postgres, clock),
    events: createEventStore(postgres),
    schedules: createScheduleStore(postgres),
    digestLedger: createDigestLedger(postgres),
    alerts: createAlertStore(postgres),
    teamEvents: createTeamEvents(postgres),
    library: await openLibraryStores(postgres),
    sources: createSourceStore(postgres),
    resolutions: createResolutionStore(postgres),
    onCorpusChange: watch.onCorpusChange,
    exclusive: tasks.exclusive,
    holdShards: shards.holdShards,
    // What is wrong with a server is for its own administration to find.
    trouble: () => undefined,
    backup: (file) => backupPostgres(postgres, file, options),
    async close() {
      await tasks.close();
      await shards.close();
      await watch.close();
      await postgres.close();
    },
  };
}
