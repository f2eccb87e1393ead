import type { Database } from 'better-sqlite3';

/** Whether a database has a table: one of an older schema lacks some. */
export function hasTable(database: Database, name: string): boolean {
  return (
    database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(name) !==
    undefined
  );
}

/** Whether a table has a column: one of an older schema may lack it. */
export function hasColumn(database: Database, table: string, column: string): boolean {
  return (
    database.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column) !==
    undefined
  );
}
