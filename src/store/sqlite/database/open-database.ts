import { mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import { codeOf, explainError, StoreError } from '../../store-error.ts';
import { openSqlite } from './open-sqlite.ts';
import { makeOwnerOnly, ownerOnly } from './owner-only.ts';

/** Kept in the header of our files ("Offp"), so that another program's database is not taken for one. */
export const applicationId = 0x4f666670;

/** Milliseconds that opening and migrating wait for another process's write. */
const busyTimeout = 5_000;

/**
 * Pages that a connection keeps, in KiB: SQLite's own default. The driver's is 16 MB, for each of the bot's
 * connections, of what the system keeps in its cache of files anyway.
 */
const cacheKilobytes = 2_000;

/** The file's one true path, its folder made; links are followed, so that all names share a lock. */
export function databasePath(file: string): string {
  if (file === ':memory:') {
    return file;
  }
  const path = resolve(file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    return realpathSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return join(realpathSync(dirname(path)), basename(path));
    }
    throw explainError(error, path);
  }
}

/**
 * Opens the file with the settings every connection has. An empty file becomes ours when the first
 * migration runs; any other must be ours already.
 * @throws StoreError where the file cannot be opened or is not a database of Offprint.
 */
export function openDatabase(path: string): Database {
  let database: Database | undefined;
  try {
    if (path !== ':memory:') {
      makeOwnerOnly(path);
    }
    database = openSqlite(path, { timeout: busyTimeout });
    refuseForeign(database, path);
    database.pragma('journal_mode = WAL');
    // FULL, not NORMAL: in WAL mode NORMAL loses the last commits in a power cut, and a claim that
    // was lost after its message went out would be posted twice.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma(`cache_size = -${cacheKilobytes}`);
    // What is deleted is overwritten: free pages would keep what people had forgotten.
    database.pragma('secure_delete = ON');
    ownerOnly(path);
    return database;
  } catch (error) {
    database?.close();
    throw explainError(error, path);
  }
}

function refuseForeign(database: Database, path: string): void {
  const id = database.pragma('application_id', { simple: true });
  const tables = database.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (id !== applicationId && tables !== 0) {
    throw new StoreError(
      `${path} belongs to another program. Set OFFPRINT_DB to a different file.`,
    );
  }
}
