import { setTimeout } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';

/** Milliseconds between two attempts, and until the next occasion is waited for. */
const pauseMs = 50;
const maxWaitMs = 10_000;

/**
 * Moves the write-ahead log into the file and empties it: pages as they were before something was
 * deleted are in there. Somebody who is reading from it is waited for.
 * @returns whether it is empty now.
 */
export async function emptyLog(database: Database): Promise<boolean> {
  const giveUpAt = performance.now() + maxWaitMs;
  for (;;) {
    const [row] = database.pragma('wal_checkpoint(TRUNCATE)') as readonly { busy: number }[];
    if (row?.busy === 0) {
      return true;
    }
    if (performance.now() > giveUpAt) {
      return false;
    }
    await setTimeout(pauseMs);
  }
}
