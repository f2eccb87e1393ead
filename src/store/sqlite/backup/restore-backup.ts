import { existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { StoreError } from '../../store-error.ts';
import { takeBotLock } from '../database/bot-lock.ts';
import { databasePath } from '../database/open-database.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import { readForgotten } from './forget-again.ts';
import { prepareBackup, type TakenBackup } from './prepare-backup.ts';

/** The backup, and the database that it replaces. */
export interface RestoreOptions extends TakenBackup {
  /** The database that is replaced: a file, which need not be there, or an address of PostgreSQL. */
  readonly database: string;
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
  const { now } = options;
  const path = databasePath(options.database);
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
    const today = existsSync(path) ? readForgotten(path) : undefined;
    const forgotten = prepareBackup(unfinished, today, { ...options, backup });
    return { ...putAside(path, unfinished, now), forgotten };
  } finally {
    rmSync(unfinished, { force: true });
    lock.release();
  }
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
