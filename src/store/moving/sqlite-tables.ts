import type { Database } from 'better-sqlite3';
import { numbered, type Row, type Table, type TableSource, type TableTarget } from './tables.ts';

/** Rows read at once. */
const batchSize = 500;

/** The tables of a SQLite file whose schema is the newest, inside a transaction of the caller's. */
export function sqliteTables(database: Database): TableSource & TableTarget {
  /** `rowid` of the papers is a column like any other: the order in which they came. */
  function columnsOf(table: Table): string[] {
    const named = database
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
      .pluck()
      .all(table);
    return table === 'papers' ? ['rowid', ...named] : named;
  }

  return {
    columns: async (table) => columnsOf(table),

    async *rows(table) {
      const list = columnsOf(table).join(', ');
      let batch: Row[] = [];
      for (const row of database.prepare<[], Row>(`SELECT ${list} FROM ${table}`).iterate()) {
        batch.push(row);
        if (batch.length === batchSize) {
          yield batch;
          batch = [];
        }
      }
      if (batch.length > 0) {
        yield batch;
      }
    },

    async lastNumber(table) {
      const highest = database
        .prepare<[], number | null>(`SELECT max(${numbered[table]}) FROM ${table}`)
        .pluck()
        .get();
      const given = database
        .prepare<[string], number>('SELECT seq FROM sqlite_sequence WHERE name = ?')
        .pluck()
        .get(table);
      return Math.max(highest ?? 0, given ?? 0);
    },

    async clear(table) {
      database.prepare(`DELETE FROM ${table}`).run();
    },

    async add(table, columns, rows) {
      const places = columns.map(() => '?').join(', ');
      const insert = database.prepare<unknown[]>(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`,
      );
      for (const row of rows) {
        insert.run(...columns.map((column) => bindable(row[column])));
      }
    },

    async setLastNumber(table, last) {
      // The other tables number on from their highest row by themselves.
      const kept = database.prepare<[number, string]>(
        'UPDATE sqlite_sequence SET seq = ? WHERE name = ?',
      );
      if (table === 'discussions' && kept.run(last, table).changes === 0) {
        database.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(table, last);
      }
    },
  };
}

function bindable(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value) : value;
}
