import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../corpus/clock.ts';
import type { Logger } from '../../../log.ts';
import { StoreError } from '../../store-error.ts';
import { keepCopy } from '../backup/keep-copy.ts';
import type { Migration } from '../migrations/migration.ts';
import { type BotLock, takeBotLock } from './bot-lock.ts';
import { applicationId } from './open-database.ts';

/** Milliseconds that a command waits for another one to be done migrating. */
const waitForLock = 2_000;

/** The database and the migrations it may need. */
export interface MigrateOptions {
  readonly database: Database;
  /** As `databasePath` gives it. */
  readonly path: string;
  readonly migrations: readonly Migration[];
  /** This process is the bot already; anybody else must find no bot running. */
  readonly holdsBotLock: boolean;
  readonly clock: Clock;
  readonly log?: Logger | undefined;
}

/**
 * Brings a database to the newest schema: all steps that are missing, or none of them. A file that
 * has data is copied first.
 * @throws StoreError where the file is newer than this program, or a bot is using it.
 */
export function migrate(options: MigrateOptions): void {
  const { database, path, migrations, log } = options;
  const newest = migrations.length;
  const found = versionOf(database);
  if (found > newest) {
    throw new StoreError(
      `${path} was written by a newer Offprint (schema ${found}, and this one knows ${newest}). Update Offprint, or restore a copy from before the update.`,
    );
  }
  if (found === newest) {
    return;
  }

  const lock = found > 0 && !options.holdsBotLock ? lockToMigrate(path) : undefined;
  try {
    // Another command may have migrated while this one waited for the lock.
    if (versionOf(database) === newest) {
      return;
    }
    if (found > 0 && path !== ':memory:') {
      const copy = keepCopy(database, path, found, options.clock.now());
      log?.info({ copy }, 'kept a copy of the database before updating it');
    }
    runMissing(database, migrations);
    if (found > 0) {
      // Rewrites the file without the pages that earlier versions freed and did not overwrite.
      database.exec('VACUUM');
    }
  } finally {
    lock?.release();
  }
  if (found === 0) {
    log?.info({ path }, 'created the database');
  } else {
    log?.info({ from: found, to: newest }, 'updated the database schema');
  }
}

function lockToMigrate(path: string): BotLock {
  try {
    return takeBotLock(path, waitForLock);
  } catch (error) {
    if (!(error instanceof StoreError)) {
      throw error;
    }
    throw new StoreError(
      `${path} must be updated for this version of Offprint, and a bot is running on it. Stop the bot first.`,
      { cause: error },
    );
  }
}

function runMissing(database: Database, migrations: readonly Migration[]): void {
  // A migration that rebuilds a table drops the old one; only within this switch does that leave
  // the rows which refer to it alone (https://www.sqlite.org/lang_altertable.html#otheralter).
  database.pragma('foreign_keys = OFF');
  try {
    database
      .transaction(() => {
        // Read again: another process may have made the file while this one waited.
        for (const migration of migrations.slice(versionOf(database))) {
          migration.up(database);
        }
        const broken = database.pragma('foreign_key_check');
        if (Array.isArray(broken) && broken.length > 0) {
          throw new Error(`Updating the schema breaks ${broken.length} references.`);
        }
        database.pragma(`application_id = ${applicationId}`);
        database.pragma(`user_version = ${migrations.length}`);
      })
      .exclusive();
  } finally {
    database.pragma('foreign_keys = ON');
  }
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
