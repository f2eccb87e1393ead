import { renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Postgres } from '../postgres/database/sql.ts';
import { finishBackup } from '../sqlite/backup/finish-backup.ts';
import { openSqliteStore } from '../sqlite/open-sqlite-store.ts';
import type { StoreOptions } from '../store.ts';
import { copyTables } from './copy-tables.ts';
import { withTables } from './open-tables.ts';
import { postgresTables } from './postgres-tables.ts';

/** Copies a PostgreSQL database, as of one moment, to a new SQLite file, and checks the copy. */
export async function backupPostgres(
  postgres: Postgres,
  file: string,
  options: StoreOptions,
): Promise<void> {
  const target = resolve(file);
  const unfinished = `${target}.part`;
  for (const end of ['', '-wal', '-shm']) {
    rmSync(`${unfinished}${end}`, { force: true });
  }
  await openSqliteStore({ ...options, database: unfinished, role: 'command' }).close();
  await postgres.transaction(
    (sql) => withTables(unfinished, (write) => copyTables(postgresTables(sql), write)),
    'repeatable read',
  );
  finishBackup(unfinished, options.clock.now());
  renameSync(unfinished, target);
}
