import { isPostgresAddress } from '../postgres/database/address.ts';
import { openPostgres } from '../postgres/database/postgres.ts';
import { databasePath, openDatabase } from '../sqlite/database/open-database.ts';
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
