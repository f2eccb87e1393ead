import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openStore } from '../open-store.ts';
import { isPostgresAddress, shownAddress } from '../postgres/database/address.ts';
import { openPostgres } from '../postgres/database/postgres.ts';
import { queryOne, type Sql } from '../postgres/database/sql.ts';
import { isWithoutTables, migrateWithin } from '../postgres/migrations/migrate.ts';
import { migrations } from '../postgres/migrations/migrations.ts';
import type { Forgotten, ForgottenPerson } from '../sqlite/backup/forget-again.ts';
import { prepareBackup } from '../sqlite/backup/prepare-backup.ts';
import {
  type Restored,
  type RestoreOptions,
  restoreBackup,
} from '../sqlite/backup/restore-backup.ts';
import type { StoreOptions } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { copyTables } from './copy-tables.ts';
import { requireNoBot } from './move-database.ts';
import { withTables } from './open-tables.ts';
import { postgresTables } from './postgres-tables.ts';
import { tables } from './tables.ts';

/** A backup, what it replaces, and what a store needs. */
export type RestoreDatabaseOptions = RestoreOptions & Pick<StoreOptions, 'paperIdOf' | 'clock'>;

/**
 * Puts a backup, which is a SQLite file, in the place of a database of either engine.
 * @throws StoreError where a bot is running, or the backup is damaged, foreign or too old.
 */
export async function restoreDatabase(options: RestoreDatabaseOptions): Promise<Restored> {
  return isPostgresAddress(options.database) ? restorePostgres(options) : restoreBackup(options);
}

/** What was there before is backed up next to the backup first, and stays where anything fails. */
async function restorePostgres(options: RestoreDatabaseOptions): Promise<Restored> {
  const { database, now, paperIdOf, clock } = options;
  const backup = resolve(options.backup);
  if (!existsSync(backup)) {
    throw new StoreError(`There is no file ${backup}.`);
  }
  await requireNoBot(database);
  const folder = mkdtempSync(join(tmpdir(), 'offprint-restore-'));
  const copy = join(folder, 'backup.sqlite');
  const postgres = await openPostgres(database);
  try {
    const isEmpty = await isWithoutTables(postgres);
    const kept = `${backup}.before-restore-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
    if (!isEmpty) {
      await backupCurrent(options, kept);
    }
    try {
      const today = isEmpty ? undefined : await readForgotten(postgres);
      const forgotten = prepareBackup(copy, today, { ...options, backup });
      const migrated = await openStore({ database: copy, role: 'command', paperIdOf, clock });
      await migrated.close();
      await postgres.transaction(async (sql) => {
        await migrateWithin(sql, { name: shownAddress(database), migrations });
        await sql.query(`TRUNCATE ${tables.join(', ')}`);
        await withTables(copy, (read) => copyTables(read, postgresTables(sql)));
      }, 'read committed');
      return { ...(!isEmpty && { kept }), forgotten };
    } catch (error) {
      // The database still has it.
      rmSync(kept, { force: true });
      throw error;
    }
  } finally {
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function backupCurrent(
  { database, paperIdOf, clock }: RestoreDatabaseOptions,
  file: string,
): Promise<void> {
  const current = await openStore({ database, role: 'command', paperIdOf, clock });
  try {
    await current.backup(file);
  } finally {
    await current.close();
  }
}

async function readForgotten(sql: Sql): Promise<Forgotten> {
  const { value } = await queryOne<{ value: Uint8Array }>(
    sql,
    `SELECT value FROM secrets WHERE name = 'person hash'`,
  );
  return {
    secret: value,
    people: await sql.query<ForgottenPerson>(
      'SELECT who, forgotten_at AS "forgottenAt" FROM forgotten_people',
    ),
    reactions: await sql.query<Readonly<Record<string, unknown>>>(
      'SELECT message, emoji, who, kind, forgotten_at FROM forgotten_reactions',
    ),
  };
}
