import { onTestFinished } from 'vitest';
import { isPostgresAddress } from '../../src/store/postgres/database/address.ts';
import { openPostgres } from '../../src/store/postgres/database/postgres.ts';
import { openSqlite } from '../../src/store/sqlite/database/open-sqlite.ts';

/** Keeps imports into a database waiting, as somebody else who writes does. @returns how to let them go on. */
export async function holdImports(database: string): Promise<() => Promise<void>> {
  if (!isPostgresAddress(database)) {
    const writer = openSqlite(database);
    onTestFinished(() => void writer.close());
    writer.exec('BEGIN IMMEDIATE');
    return async () => void writer.exec('COMMIT');
  }
  const postgres = await openPostgres(database);
  const session = await postgres.openSession();
  onTestFinished(async () => {
    await session.close();
    await postgres.close();
  });
  await session.query('BEGIN; SELECT revision FROM corpus FOR UPDATE');
  return async () => void (await session.query('COMMIT'));
}
