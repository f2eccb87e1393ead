import type { Database } from 'better-sqlite3';

/**
 * Takes a step without waiting until it is on the disk: some milliseconds in which nothing else
 * runs. A process that dies loses nothing; a power cut may undo the last such steps, as if they had
 * never happened, and only where that does no harm this is used. The next other step brings them
 * to the disk with it.
 */
export function withoutSync<Result>(database: Database, step: () => Result): Result {
  database.pragma('synchronous = NORMAL');
  try {
    return step();
  } finally {
    database.pragma('synchronous = FULL');
  }
}
