import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openSqlite } from './sqlite/database/open-sqlite.ts';
import { explainError, StoreError } from './store-error.ts';

/** The files that belong to a database: its own, and those that SQLite and the bot keep next to it. */
const suffixes = ['', '-wal', '-shm', '.bot-lock'];

/** The files of a database that are there. */
export function filesOf(path: string): string[] {
  return suffixes.map((suffix) => path + suffix).filter((file) => existsSync(file));
}

/**
 * Reads every page of a database, also while it is in use.
 * @throws {StoreError} with its name and what to do where any of it is damaged.
 */
export function inspectDatabase(path: string): void {
  try {
    const database = openSqlite(path, { readonly: true });
    try {
      const found = database.pragma('integrity_check', { simple: true });
      if (found !== 'ok') {
        throw Object.assign(new Error(String(found)), { code: 'SQLITE_CORRUPT' });
      }
    } finally {
      database.close();
    }
  } catch (error) {
    throw explainError(error, path);
  }
}

/** Free space that a database needs to be written safely, in bytes: a migration copies it first. */
const minFree = 20 * 1024 * 1024;

/** Bytes that are free where a database is or will be, for this user. */
export async function freeSpaceFor(path: string): Promise<number> {
  let folder = dirname(path);
  while (!existsSync(folder)) {
    folder = dirname(folder);
  }
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/**
 * Checks that there is space to write a database and, before a migration, to copy it.
 * @throws {StoreError} with the sentence where there is not.
 */
export async function requireSpaceFor(path: string): Promise<void> {
  const free = await freeSpaceFor(path);
  const size = existsSync(path) ? statSync(path).size : 0;
  if (free < size + minFree) {
    const megabytes = Math.floor(free / 1024 / 1024);
    throw new StoreError(`${path} is on a disk that is almost full: ${megabytes} MB are free.`);
  }
}
