import { createHash } from 'node:crypto';
import { StoreError } from '../store-error.ts';
import {
  numbered,
  prefilled,
  type Row,
  type Table,
  type TableSource,
  type TableTarget,
  tables,
} from './tables.ts';

/** How many rows each table has. */
export type RowCounts = ReadonlyMap<Table, number>;

/** A table's rows, whatever their order: their number, and the sum of their hashes. */
interface Tally {
  count: number;
  sum: bigint;
}

/**
 * Copies every table, and reads it back: the target has as many rows of each, and the same.
 * @throws StoreError where the target has data already, or a table did not arrive as it was.
 */
export async function copyTables(source: TableSource, target: TableTarget): Promise<RowCounts> {
  const counts = new Map<Table, number>();
  for (const table of tables) {
    await makeRoom(target, table);
    const columns = await source.columns(table);
    const sent: Tally = { count: 0, sum: 0n };
    for await (const rows of source.rows(table)) {
      tally(sent, columns, rows);
      await target.add(table, columns, rows);
    }
    const arrived: Tally = { count: 0, sum: 0n };
    for await (const rows of target.rows(table)) {
      tally(arrived, columns, rows);
    }
    if (arrived.count !== sent.count || arrived.sum !== sent.sum) {
      throw new StoreError(
        `The table ${table} did not arrive as it was (${sent.count} rows, and ${arrived.count} in the copy). Nothing was changed.`,
      );
    }
    counts.set(table, sent.count);
  }
  for (const table of Object.keys(numbered) as (keyof typeof numbered)[]) {
    await target.setLastNumber(table, await source.lastNumber(table));
  }
  return counts;
}

async function makeRoom(target: TableTarget, table: Table): Promise<void> {
  if (prefilled.has(table)) {
    await target.clear(table);
    return;
  }
  for await (const rows of target.rows(table)) {
    if (rows.length > 0) {
      throw new StoreError('The other database has data already. Name an empty one.');
    }
  }
}

/** Bytes of a hash that are added up. */
const hashBytes = 8;

function tally(into: Tally, columns: readonly string[], rows: readonly Row[]): void {
  for (const row of rows) {
    const values = columns.map((column) => comparable(row[column]));
    const hash = createHash('sha256').update(JSON.stringify(values)).digest();
    into.count += 1;
    into.sum += hash.subarray(0, hashBytes).readBigUInt64BE();
  }
}

/** The same of a value whichever engine has it: PostgreSQL has no zero character. */
function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString('hex');
  }
  return typeof value === 'string' ? value.replaceAll('\0', '\u{fffd}') : value;
}
