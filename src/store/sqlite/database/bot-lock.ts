import type { Database } from 'better-sqlite3';
import { codeOf, StoreError } from '../../store-error.ts';
import { openSqlite } from './open-sqlite.ts';

/** The right to be the one bot on a database. */
export interface BotLock {
  release(): void;
}

/** Held until it is released, also where nobody keeps the lock: one that is collected closes. */
const held = new Set<Database>();

/**
 * Makes this process the one bot on a database file. The lock is an open exclusive transaction on
 * an empty SQLite file next to it: the system itself drops it when the process ends, however it
 * ends, and it names no process id that another program could get later. The file stays where it
 * is, because deleting a lock file lets two processes hold one each; and nothing but SQLite may open it in
 * the process that holds it, because closing it would drop the lock. Like SQLite itself it needs a
 * file system whose locks work, so not every network share.
 * @param waitMilliseconds - how long to wait for somebody else's lock.
 * @throws StoreError where another process holds it.
 */
export function takeBotLock(file: string, waitMilliseconds = 0): BotLock {
  const holder = openSqlite(`${file}.bot-lock`, { timeout: waitMilliseconds });
  try {
    holder.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    holder.close();
    if (codeOf(error) === 'SQLITE_BUSY') {
      throw new StoreError(
        `Another Offprint bot is running on ${file}. Stop it first: only one bot can use a database.`,
      );
    }
    throw error;
  }
  held.add(holder);
  return {
    release() {
      held.delete(holder);
      holder.close();
    },
  };
}
