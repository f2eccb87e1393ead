import type { Database } from 'better-sqlite3';
import { StoreError } from '../../store-error.ts';

/**
 * Reads every page of a database and every reference in it.
 * @throws StoreError where anything is damaged.
 */
export function checkIntegrity(database: Database, path: string): void {
  const found = database.pragma('integrity_check', { simple: true });
  const broken = database.pragma('foreign_key_check');
  if (found !== 'ok' || (Array.isArray(broken) && broken.length > 0)) {
    throw new StoreError(`${path} is damaged and cannot be used. Use another backup.`);
  }
}
