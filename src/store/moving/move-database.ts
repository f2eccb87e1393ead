import { existsSync } from 'node:fs';
import { openStore } from '../open-store.ts';
import { isPostgresAddress, shownAddress } from '../postgres/database/address.ts';
import { lockHolders } from '../postgres/database/locks.ts';
import { openPostgres } from '../postgres/database/postgres.ts';
import type { StoreOptions } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { copyTables, type RowCounts } from './copy-tables.ts';
import { fillingTables, withTables } from './open-tables.ts';

/** A database, and the one that everything in it is carried over to. */
export interface MoveOptions extends Pick<StoreOptions, 'paperIdOf' | 'clock'> {
  readonly from: string;
  /** The address of an empty PostgreSQL database, or a SQLite file that is not there or empty. */
  readonly to: string;
}

/**
 * Copies a database whole, from either engine to either, and compares what arrived. The one that it comes
 * from stays as it is, and where anything fails the other one too.
 * @throws StoreError where a bot is running on either, the other one has data, or anything differs.
 */
export async function moveDatabase({ from, to, ...options }: MoveOptions): Promise<RowCounts> {
  if (!isPostgresAddress(from) && !existsSync(from)) {
    throw new StoreError(`There is no database ${from}.`);
  }
  if (from === to) {
    throw new StoreError(`${shownAddress(to)} is the database itself. Name another one.`);
  }
  await requireNoBot(from);
  await requireNoBot(to);
  // It gets the newest schema, and a SQLite file its lock for as long as this takes.
  const source = await openStore({ ...options, database: from, role: 'bot' });
  try {
    return await withTables(from, (read) =>
      fillingTables({ ...options, database: to }, (write) => copyTables(read, write)),
    );
  } finally {
    await source.close();
  }
}

/**
 * A bot of a SQLite file is found by its lock when the file is opened.
 * @throws StoreError where a bot holds one of the locks of a PostgreSQL database.
 */
export async function requireNoBot(database: string): Promise<void> {
  if (!isPostgresAddress(database)) {
    return;
  }
  const postgres = await openPostgres(database);
  try {
    if ((await lockHolders(postgres)).length > 0) {
      throw new StoreError(
        `An Offprint bot is running on ${shownAddress(database)}. Stop all its processes first.`,
      );
    }
  } finally {
    await postgres.close();
  }
}
