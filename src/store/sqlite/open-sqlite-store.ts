import { renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { ExclusiveTask, StartTask, Store, StoreOptions } from '../store.ts';
import { explainError, StoreError, type StoreTrouble } from '../store-error.ts';
import { createEventStore } from './attention/event-store.ts';
import { createTeamEvents } from './attention/team-events.ts';
import { finishBackup } from './backup/finish-backup.ts';
import { createCorpusStore } from './corpus/corpus-store.ts';
import { createCorpusWatch } from './corpus/corpus-watch.ts';
import { createViewStore } from './corpus/view-store.ts';
import { type BotLock, takeBotLock } from './database/bot-lock.ts';
import { migrate } from './database/migrate.ts';
import { databasePath, openDatabase } from './database/open-database.ts';
import { makeOwnerOnly } from './database/owner-only.ts';
import { retryWhileBusy } from './database/retry-while-busy.ts';
import { createAlertStore } from './digest/alert-store.ts';
import { createDigestLedger } from './digest/digest-ledger.ts';
import { createScheduleStore } from './digest/schedule-store.ts';
import { createLibraryStores } from './library/library-stores.ts';
import type { Migration } from './migrations/migration.ts';
import { migrations as allMigrations } from './migrations/migrations.ts';
import { createResolutionStore } from './sources/resolution-store.ts';
import { createSourceStore } from './sources/source-store.ts';

/** A SQLite file and what a store on it needs. */
export interface SqliteStoreOptions extends StoreOptions {
  /** Tests only: another history of the schema. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens a SQLite database, brought to the newest schema.
 * @throws StoreError with a sentence for the person where that cannot be done, or where another
 * bot is running on the file.
 */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const { role, clock, log, migrations = allMigrations } = options;
  const path = databasePath(options.database);
  let lock: BotLock | undefined;
  let database: Database | undefined;
  try {
    if (role === 'bot' && path !== ':memory:') {
      lock = takeBotLock(path);
    }
    database = openDatabase(path);
    migrate({ database, path, migrations, holdsBotLock: lock !== undefined, clock, log });
  } catch (error) {
    database?.close();
    lock?.release();
    throw explainError(error, path);
  }
  return storeOn(database, options, () => lock?.release());
}

/** Milliseconds that SQLite itself waits for another writer before a step is taken again. */
const stepTimeout = 5;

function storeOn(database: Database, options: StoreOptions, released: () => void): Store {
  const { paperIdOf, clock, log } = options;
  const watch = createCorpusWatch(database, log);
  // A read in batches is no step: each batch is a query of its own.
  const { changedPapers, ...corpus } = createCorpusStore({
    database,
    paperIdOf,
    clock,
    onChange: watch.noteOwnChange,
  });
  database.pragma(`busy_timeout = ${stepTimeout}`);
  let trouble: StoreTrouble | undefined;

  /** A damaged part of the file may be met at any time, and long after the file was opened. */
  function explain(error: unknown): unknown {
    const explained = explainError(error, database.name);
    if (explained instanceof StoreError && explained.trouble === 'damaged') {
      if (trouble === undefined) {
        log?.error({ err: error }, explained.message);
      }
      trouble = explained.trouble;
    }
    return explained;
  }

  return {
    corpus: { ...retryWhileBusy(corpus, explain), changedPapers },
    views: retryWhileBusy(createViewStore(database, clock), explain),
    events: retryWhileBusy(createEventStore(database), explain),
    schedules: retryWhileBusy(createScheduleStore(database), explain),
    digestLedger: retryWhileBusy(createDigestLedger(database), explain),
    alerts: retryWhileBusy(createAlertStore(database), explain),
    teamEvents: createTeamEvents(database),
    library: createLibraryStores(database, explain),
    sources: retryWhileBusy(createSourceStore(database), explain),
    resolutions: retryWhileBusy(createResolutionStore(database), explain),
    onCorpusChange: watch.onCorpusChange,
    exclusive: startAtOnce,
    holdShards: async () => ({ lost: new Promise(() => {}) }),
    trouble: () => trouble,
    async backup(file) {
      const target = resolve(file);
      const unfinished = `${target}.part`;
      rmSync(unfinished, { force: true });
      makeOwnerOnly(unfinished);
      await database.backup(unfinished);
      finishBackup(unfinished, clock.now());
      renameSync(unfinished, target);
    },
    async close() {
      watch.close();
      database.close();
      released();
    },
  };
}

/** The bot's lock has made sure that no other process does it. */
function startAtOnce(_task: ExclusiveTask, start: StartTask): () => Promise<void> {
  const started = start();
  return async () => {
    const stop = await started;
    await stop();
  };
}
