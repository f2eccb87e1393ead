import { checkIntegrity } from '../database/check-integrity.ts';
import { openSqlite } from '../database/open-sqlite.ts';

/**
 * Notes in a fresh copy when it was made, so that a restore knows its age, and reads it through.
 * @throws StoreError where the copy is damaged.
 */
export function finishBackup(file: string, now: Date): void {
  const copy = openSqlite(file);
  try {
    // A copy in WAL mode would come in three files.
    copy.pragma('journal_mode = DELETE');
    copy
      .prepare(`
        INSERT INTO backup (id, made_at) VALUES (1, ?)
        ON CONFLICT (id) DO UPDATE SET made_at = excluded.made_at
      `)
      .run(now.getTime());
    // Pages that were freed before deleting overwrote them are not copied along.
    copy.exec('VACUUM');
    checkIntegrity(copy, file);
  } finally {
    copy.close();
  }
}
