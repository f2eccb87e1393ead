import { queryOne, type Sql } from '../postgres/database/sql.ts';
import { numbered, type Row, type Table, type TableSource, type TableTarget } from './tables.ts';

/** Rows read at once, and values written by one statement: PostgreSQL takes 65,535. */
const batchSize = 500;
const maxValues = 30_000;

const columnsOf = `
  SELECT attname::text AS name FROM pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
`;

/** The tables of a PostgreSQL database whose schema is the newest, inside a transaction of the caller's. */
export function postgresTables(sql: Sql): TableSource & TableTarget {
  return {
    async columns(table) {
      const columns = await sql.query<{ name: string }>(columnsOf, [table]);
      return columns.map(({ name }) => name);
    },

    async *rows(table) {
      await sql.query(`DECLARE copied CURSOR FOR SELECT * FROM ${table}`);
      try {
        for (;;) {
          const batch = await sql.query<Row>(`FETCH ${batchSize} FROM copied`);
          if (batch.length === 0) {
            break;
          }
          yield batch;
        }
      } finally {
        await sql.query('CLOSE copied');
      }
    },

    async lastNumber(table) {
      const { last } = await queryOne<{ last: number | null }>(
        sql,
        'SELECT pg_sequence_last_value(pg_get_serial_sequence($1, $2)::regclass) AS last',
        [table, numbered[table]],
      );
      return last ?? 0;
    },

    async clear(table) {
      await sql.query(`DELETE FROM ${table}`);
    },

    async add(table, columns, rows) {
      const atOnce = Math.floor(maxValues / columns.length);
      for (let from = 0; from < rows.length; from += atOnce) {
        await insert(sql, table, columns, rows.slice(from, from + atOnce));
      }
    },

    async setLastNumber(table, last) {
      if (last > 0) {
        await sql.query('SELECT setval(pg_get_serial_sequence($1, $2), $3)', [
          table,
          numbered[table],
          last,
        ]);
      }
    },
  };
}

async function insert(
  sql: Sql,
  table: Table,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  const places = rows.map((_, row) => {
    const first = row * columns.length;
    return `(${columns.map((_, column) => `$${first + column + 1}`).join(', ')})`;
  });
  await sql.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places.join(', ')}`,
    rows.flatMap((row) => columns.map((column) => row[column])),
  );
}
