import { copyFileSync, rmSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { PersonHash } from '../../../library/people/people.ts';
import { StoreError } from '../../store-error.ts';
import { checkIntegrity } from '../database/check-integrity.ts';
import { hasTable } from '../database/has-table.ts';
import { applicationId } from '../database/open-database.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import { ownerOnly } from '../database/owner-only.ts';
import { type Forgotten, forgetAgain } from './forget-again.ts';

/** A backup, and how it is taken. */
export interface TakenBackup {
  /** A file that `backup` wrote. */
  readonly backup: string;
  readonly now: Date;
  /** Takes a backup of more than 30 days too. */
  readonly older?: boolean;
  /** How a person is hashed under a key, as the library defines it. */
  readonly personHash: (secret: Uint8Array) => PersonHash;
}

/** As long as who was forgotten is remembered: of an older backup it cannot be known. */
const oldest = 30 * 24 * 60 * 60 * 1000;

/**
 * Copies a backup to a file that can take the database's place: what the database of today has forgotten
 * is forgotten in it too.
 * @returns how many people were forgotten again.
 * @throws StoreError where the backup is damaged, foreign or too old.
 */
export function prepareBackup(
  copy: string,
  today: Forgotten | undefined,
  { backup, now, older, personHash }: TakenBackup,
): number {
  for (const end of ['', '-wal', '-shm']) {
    rmSync(`${copy}${end}`, { force: true });
  }
  copyFileSync(backup, copy);
  ownerOnly(copy);
  const restoring = openBackup(copy, backup);
  try {
    const age = now.getTime() - madeAt(restoring, backup);
    if (age > oldest && !older) {
      throw tooOld(backup);
    }
    let forgotten = 0;
    if (today !== undefined) {
      forgotten = forgetAgain(restoring, today, personHash);
      restoring.exec('VACUUM');
    }
    restoring.pragma('journal_mode = DELETE');
    return forgotten;
  } finally {
    restoring.close();
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

function tooOld(backup: string): StoreError {
  return new StoreError(
    `${backup} is more than 30 days old. It may contain data of people who have asked since then to be forgotten, and the record of who asked is gone. To restore it anyway, add --older, and ask them.`,
  );
}
