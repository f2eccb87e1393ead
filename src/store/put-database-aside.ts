import { existsSync, renameSync, rmSync } from 'node:fs';
import { takeBotLock } from './sqlite/database/bot-lock.ts';
import { databasePath } from './sqlite/database/open-database.ts';

/**
 * Renames a database to `FILE.old`, in the place of the one put aside before, so that a new one begins.
 * @throws StoreError where a bot is running on it.
 */
export function putDatabaseAside(file: string): void {
  const path = databasePath(file);
  const lock = takeBotLock(path);
  try {
    for (const end of ['', '-wal', '-shm']) {
      rmSync(`${path}.old${end}`, { force: true });
      if (existsSync(`${path}${end}`)) {
        renameSync(`${path}${end}`, `${path}.old${end}`);
      }
    }
  } finally {
    lock.release();
  }
}
