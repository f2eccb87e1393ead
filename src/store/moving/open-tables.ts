import { existsSync, rmSync } from 'node:fs';
import { isPostgresAddress, shownAddress } from '../postgres/database/address.ts';
import { openPostgres } from '../postgres/database/postgres.ts';
import { migrateWithin } from '../postgres/migrations/migrate.ts';
import { migrations } from '../postgres/migrations/migrations.ts';
import { databasePath, openDatabase } from '../sqlite/database/open-database.ts';
import { openSqliteStore } from '../sqlite/open-sqlite-store.ts';
import type { StoreOptions } from '../store.ts';
import { postgresTables } from './postgres-tables.ts';
import { sqliteTables } from './sqlite-tables.ts';
import type { TableSource, TableTarget } from './tables.ts';

/**
 * Works with the tables of a database in one transaction, which is committed where `work` succeeds. The
 * schema must be the newest.
 */
export async function withTables<T>(
  database: string,
  work: (tables: TableSource & TableTarget) => Promise<T>,
): Promise<T> {
  if (!isPostgresAddress(database)) {
    return withSqliteTables(database, work);
  }
  const postgres = await openPostgres(database);
  try {
    return await postgres.transaction((sql) => work(postgresTables(sql)), 'repeatable read');
  } finally {
    await postgres.close();
  }
}

/** A database that is filled, and what a store of it needs. */
type FillOptions = Pick<StoreOptions, 'database' | 'paperIdOf' | 'clock'>;

/**
 * Brings a database to the newest schema and works with its tables. Where that fails it is as before: without
 * tables, or without a file.
 */
export async function fillingTables<T>(
  options: FillOptions,
  work: (tables: TableSource & TableTarget) => Promise<T>,
): Promise<T> {
  const { database } = options;
  if (!isPostgresAddress(database)) {
    return fillingFile(options, work);
  }
  const postgres = await openPostgres(database);
  try {
    return await postgres.transaction(async (sql) => {
      await migrateWithin(sql, { name: shownAddress(database), migrations });
      return work(postgresTables(sql));
    }, 'read committed');
  } finally {
    await postgres.close();
  }
}

/** A file keeps its lock for as long as this takes. */
async function fillingFile<T>(
  options: FillOptions,
  work: (tables: TableSource & TableTarget) => Promise<T>,
): Promise<T> {
  const path = databasePath(options.database);
  const wasThere = existsSync(path);
  const store = openSqliteStore({ ...options, role: 'bot' });
  let failed = true;
  try {
    const result = await withSqliteTables(path, work);
    failed = false;
    return result;
  } finally {
    await store.close();
    if (failed && !wasThere) {
      for (const end of ['', '-wal', '-shm', '.bot-lock']) {
        rmSync(`${path}${end}`, { force: true });
      }
    }
  }
}

async function withSqliteTables<T>(
  file: string,
  work: (tables: TableSource & TableTarget) => Promise<T>,
): Promise<T> {
  const database = openDatabase(databasePath(file));
  try {
    database.exec('BEGIN');
    const result = await work(sqliteTables(database));
    database.exec('COMMIT');
    return result;
  } finally {
    // What was not committed is rolled back.
    database.close();
  }
}
