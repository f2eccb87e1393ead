import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { PersonHash } from '../../../library/people/people.ts';
import { StoreError } from '../../store-error.ts';
import { takeBotLock } from '../database/bot-lock.ts';
import { checkIntegrity } from '../database/check-integrity.ts';
import { hasTable } from '../database/has-table.ts';
import { applicationId, databasePath } from '../database/open-database.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import { ownerOnly } from '../database/owner-only.ts';
import { forgetAgain } from './forget-again.ts';

/** As long as who was forgotten is remembered: of an older backup it cannot be known. */
const oldest = 30 * 24 * 60 * 60 * 1000;

/** The backup, and the database that it replaces. */
export interface RestoreOptions {
  /** The database that is replaced; it need not be there. */
  readonly file: string;
  /** A file that `backup` wrote. */
  readonly backup: string;
  readonly now: Date;
  /** Takes a backup of more than 30 days too. */
  readonly older?: boolean;
  /** How a person is hashed under a key, as the library defines it. */
  readonly personHash: (secret: Uint8Array) => PersonHash;
}

/** What a restore did. */
export interface Restored {
  /** Where the database that was replaced is kept, if there was one. */
  readonly kept?: string;
  /** People whose data in the backup was forgotten again. */
  readonly forgotten: number;
}

/**
 * Puts a backup in the place of the database. What people had forgotten in the last 30 days is
 * forgotten in it too: the database that is replaced knows them by their keyed hash.
 * @throws StoreError where a bot is running, or the backup is damaged, foreign or too old.
 */
export function restoreBackup(options: RestoreOptions): Restored {
  const { now, older } = options;
  const path = databasePath(options.file);
  const backup = resolve(options.backup);
  if (!existsSync(backup)) {
    throw new StoreError(`There is no file ${backup}.`);
  }
  if (backup === path) {
    throw new StoreError(`${path} is the database itself, not a backup of it.`);
  }
  const lock = takeBotLock(path);
  const unfinished = `${path}.restoring`;
  try {
    for (const end of ['', '-wal', '-shm']) {
      rmSync(`${unfinished}${end}`, { force: true });
    }
    copyFileSync(backup, unfinished);
    ownerOnly(unfinished);
    const restoring = openBackup(unfinished, backup);
    let forgotten = 0;
    try {
      const age = now.getTime() - madeAt(restoring, backup);
      if (age > oldest && !older) {
        throw tooOld(backup);
      }
      if (existsSync(path)) {
        forgotten = forgetAgain(restoring, path, options.personHash);
        restoring.exec('VACUUM');
      }
      restoring.pragma('journal_mode = DELETE');
    } finally {
      restoring.close();
    }
    return { ...putAside(path, unfinished, now), forgotten };
  } finally {
    rmSync(unfinished, { force: true });
    lock.release();
  }
}

function openBackup(file: string, backup: string): Database {
  try {
    const database = openSqlite(file);
    try {
      if (database.pragma('application_id', { simple: true }) !== applicationId) {
        throw new StoreError(`${backup} is not an Offprint backup.`);
      }
      checkIntegrity(database, backup);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof StoreError) {
      throw error;
    }
    throw new StoreError(`${backup} is not an Offprint backup.`, { cause: error });
  }
}

function madeAt(database: Database, backup: string): number {
  const noted = hasTable(database, 'backup')
    ? database.prepare<[], number>('SELECT made_at FROM backup').pluck().get()
    : undefined;
  return noted ?? statSync(backup).mtimeMs;
}

/** The previous database stays next to the new one until somebody deletes it. */
function putAside(path: string, unfinished: string, now: Date): { kept?: string } {
  const kept = `${path}.before-restore-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  const there = existsSync(path);
  if (there) {
    const old = openSqlite(path);
    old.pragma('wal_checkpoint(TRUNCATE)');
    old.close();
    renameSync(path, kept);
  }
  for (const end of ['-wal', '-shm']) {
    rmSync(`${path}${end}`, { force: true });
  }
  renameSync(unfinished, path);
  return there ? { kept } : {};
}

function tooOld(backup: string): StoreError {
  return new StoreError(
    `${backup} is more than 30 days old. It may contain data of people who have asked since then to be forgotten, and the record of who asked is gone. To restore it anyway, add --older, and ask them.`,
  );
}
