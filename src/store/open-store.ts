import { renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../corpus/clock.ts';
import type { CorpusStore } from '../corpus/corpus-store.ts';
import type { PaperId } from '../corpus/paper.ts';
import type { AlertStore } from '../digest/post/alert-store.ts';
import type { DigestLedger } from '../digest/post/digest-ledger.ts';
import type { ScheduleStore, ZoneStore } from '../digest/schedule/schedule.ts';
import type { LibraryStores } from '../library/library-stores.ts';
import type { Logger } from '../log.ts';
import type { ViewStore } from '../reply/view-store.ts';
import type { ResolutionStore } from '../sources/resolve/resolution-store.ts';
import type { SourceStore } from '../sources/source-store.ts';
import type { EventStore } from '../trending/attention-source.ts';
import { createEventStore } from './sqlite/attention/event-store.ts';
import { createTeamEvents, type TeamEvents } from './sqlite/attention/team-events.ts';
import { finishBackup } from './sqlite/backup/finish-backup.ts';
import { createCorpusStore } from './sqlite/corpus/corpus-store.ts';
import { type CorpusListener, createCorpusWatch } from './sqlite/corpus/corpus-watch.ts';
import { createViewStore } from './sqlite/corpus/view-store.ts';
import { type BotLock, takeBotLock } from './sqlite/database/bot-lock.ts';
import { databasePath, openDatabase } from './sqlite/database/open-database.ts';
import { makeOwnerOnly } from './sqlite/database/owner-only.ts';
import { retryWhileBusy } from './sqlite/database/retry-while-busy.ts';
import { createAlertStore } from './sqlite/digest/alert-store.ts';
import { createDigestLedger } from './sqlite/digest/digest-ledger.ts';
import { createScheduleStore } from './sqlite/digest/schedule-store.ts';
import { createLibraryStores } from './sqlite/library/library-stores.ts';
import { migrate } from './sqlite/migrations/migrate.ts';
import type { Migration } from './sqlite/migrations/migration.ts';
import { migrations as allMigrations } from './sqlite/migrations/migrations.ts';
import { createResolutionStore } from './sqlite/sources/resolution-store.ts';
import { createSourceStore } from './sqlite/sources/source-store.ts';
import { explainError } from './store-error.ts';

/** Which database is opened, and for what. */
export interface StoreOptions {
  /** Path of the SQLite file, made with its folder where it is not there, or `:memory:`. */
  readonly file: string;
  /** There is one bot on a file; commands may run at the same time. */
  readonly role: 'bot' | 'command';
  /** The identity of a title, as the corpus room defines it. */
  readonly paperIdOf: (title: string) => PaperId;
  readonly clock: Clock;
  readonly log?: Logger;
  /** Tests only: another history of the schema. */
  readonly migrations?: readonly Migration[];
}

/** Everything that is kept, behind the storing interfaces of the rooms. */
export interface Store {
  readonly corpus: CorpusStore;
  readonly views: ViewStore;
  readonly events: EventStore;
  readonly schedules: ScheduleStore & ZoneStore;
  readonly digestLedger: DigestLedger;
  readonly alerts: AlertStore;
  readonly teamEvents: TeamEvents;
  readonly library: LibraryStores;
  readonly sources: SourceStore;
  readonly resolutions: ResolutionStore;
  /**
   * Tells within a second that the corpus changed, whichever process changed it; many changes may
   * be reported once. Listen first and read then, and nothing is missed.
   * @returns how to stop listening.
   */
  readonly onCorpusChange: (listener: CorpusListener) => () => void;
  /** Copies everything, as of one moment, to a file while others go on working, and checks the copy. */
  backup(file: string): Promise<void>;
  close(): void;
}

/**
 * Opens the database, brought to the newest schema.
 * @throws StoreError with a sentence for the person where that cannot be done, or where another
 * bot is running on the file.
 */
export function openStore(options: StoreOptions): Store {
  const { role, clock, log, migrations = allMigrations } = options;
  const path = databasePath(options.file);
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
  return {
    corpus: { ...retryWhileBusy(corpus), changedPapers },
    views: retryWhileBusy(createViewStore(database, clock)),
    events: retryWhileBusy(createEventStore(database)),
    schedules: retryWhileBusy(createScheduleStore(database)),
    digestLedger: retryWhileBusy(createDigestLedger(database)),
    alerts: retryWhileBusy(createAlertStore(database)),
    teamEvents: createTeamEvents(database),
    library: createLibraryStores(database),
    sources: retryWhileBusy(createSourceStore(database)),
    resolutions: retryWhileBusy(createResolutionStore(database)),
    onCorpusChange: watch.onCorpusChange,
    async backup(file) {
      const target = resolve(file);
      const unfinished = `${target}.part`;
      rmSync(unfinished, { force: true });
      makeOwnerOnly(unfinished);
      await database.backup(unfinished);
      finishBackup(unfinished, clock.now());
      renameSync(unfinished, target);
    },
    close() {
      watch.close();
      database.close();
      released();
    },
  };
}
