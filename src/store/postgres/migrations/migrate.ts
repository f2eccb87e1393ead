import type { Logger } from '../../../log.ts';
import { StoreError } from '../../store-error.ts';
import { lockKey } from '../database/locks.ts';
import { type Postgres, queryOne, type Sql } from '../database/sql.ts';
import type { Migration } from './migration.ts';

/** The database and the migrations it may need. */
export interface MigrateOptions {
  readonly postgres: Postgres;
  /** As people may see it. */
  readonly name: string;
  readonly migrations: readonly Migration[];
  readonly log?: Logger | undefined;
}

/**
 * Brings a database to the newest schema: all steps that are missing, or none of them. Processes that start
 * at the same time wait for the first one.
 * @throws StoreError where the database is newer than this program, or another program's.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const { postgres, name, migrations, log } = options;
  const newest = migrations.length;
  const found = await postgres.transaction(
    (sql) => migrateWithin(sql, { name, migrations }),
    'read committed',
  );
  if (found === 0) {
    log?.info({ database: name }, 'created the tables of the database');
  } else if (found < newest) {
    log?.info({ from: found, to: newest }, 'updated the database schema');
  }
}

/**
 * The same inside a transaction of the caller's, which other processes wait for.
 * @returns the version that was found: 0 where the database had no tables.
 */
export async function migrateWithin(
  sql: Sql,
  { name, migrations }: Pick<MigrateOptions, 'name' | 'migrations'>,
): Promise<number> {
  const newest = migrations.length;
  await sql.query(`SELECT pg_advisory_xact_lock(${lockKey})`, ['migration']);
  const version = await versionOf(sql, name);
  if (version > newest) {
    throw new StoreError(
      `${name} was written by a newer Offprint (its schema is ${version}, this program knows ${newest}). Update Offprint.`,
    );
  }
  for (const migration of migrations.slice(version)) {
    await migration.up(sql);
  }
  if (version < newest) {
    await sql.query('UPDATE offprint SET schema_version = $1', [newest]);
  }
  return version;
}

/** Whether a database has no tables, ours or others. */
export async function isWithoutTables(sql: Sql): Promise<boolean> {
  return (await queryOne<{ tables: number }>(sql, tablesFound)).tables === 0;
}

const tablesFound = `
  SELECT coalesce(bool_or(relname = 'offprint'), false) AS ours, count(*) AS tables
  FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
`;

/** The version of a database of ours; one without any table becomes ours. */
async function versionOf(sql: Sql, name: string): Promise<number> {
  const { ours, tables } = await queryOne<{ ours: boolean; tables: number }>(sql, tablesFound);
  if (ours) {
    const { version } = await queryOne<{ version: number }>(
      sql,
      'SELECT schema_version AS version FROM offprint',
    );
    return version;
  }
  if (tables > 0) {
    throw new StoreError(
      `${name} is a database of another program. Name a database of Offprint's own in OFFPRINT_DB.`,
    );
  }
  await sql.query(`
    CREATE TABLE offprint (
      id integer PRIMARY KEY CHECK (id = 1),
      schema_version integer NOT NULL CHECK (schema_version >= 0)
    );
    INSERT INTO offprint (id, schema_version) VALUES (1, 0);
  `);
  return 0;
}
