import type { Database } from 'better-sqlite3';
import type { ImportId } from '../../../corpus/import/import-undo.ts';
import type { PaperId } from '../../../corpus/paper.ts';

/** Records which imports brought something, inside a transaction of the caller's. */
export interface BroughtRecord<Id> {
  /**
   * @param known - it was there before this step.
   * @param by - absent where what brings it is never undone.
   */
  note(id: Id, known: boolean, by: ImportId | undefined): void;
  /** What expiring imports brought stays, whoever else brought it. */
  expire(before: number): void;
}

/** What imports that can be undone brought. */
export interface ImportRecord {
  readonly pages: BroughtRecord<number>;
  readonly papers: BroughtRecord<PaperId>;
  /** Drops imports that began before this moment. */
  expire(before: number): void;
}

/** The record in SQLite. */
export function prepareImportRecord(database: Database): ImportRecord {
  const pages = prepareBrought<number>(database, 'imported_pages', 'page');
  const papers = prepareBrought<PaperId>(database, 'imported_papers', 'paper');
  const drop = database.prepare<[number]>('DELETE FROM imports WHERE at < ?');
  return {
    pages,
    papers,
    expire(before) {
      pages.expire(before);
      papers.expire(before);
      drop.run(before);
    },
  };
}

function prepareBrought<Id>(
  database: Database,
  table: 'imported_pages' | 'imported_papers',
  column: 'page' | 'paper',
): BroughtRecord<Id> {
  type Brought = { id: Id; by: ImportId };
  // An import that takes very long may have expired.
  const stillThere = 'EXISTS (SELECT 1 FROM imports WHERE id = $by)';
  const insert = `INSERT OR IGNORE INTO ${table} (import, ${column}) SELECT $by, $id`;
  const bring = database.prepare<Brought>(`${insert} WHERE ${stillThere}`);
  const bringAgain = database.prepare<Brought>(
    `${insert} WHERE ${stillThere} AND EXISTS (SELECT 1 FROM ${table} WHERE ${column} = $id)`,
  );
  const settle = database.prepare<[Id]>(`UPDATE ${table} SET stays = 1 WHERE ${column} = ?`);
  const expire = database.prepare<[number]>(`
    UPDATE ${table} SET stays = 1 WHERE ${column} IN (
      SELECT ${column} FROM ${table} JOIN imports ON imports.id = import WHERE at < ?
    )
  `);
  return {
    note(id, known, by) {
      if (by !== undefined) {
        (known ? bringAgain : bring).run({ id, by });
      } else if (known) {
        settle.run(id);
      }
    },
    expire: (before) => void expire.run(before),
  };
}

/** Two papers become one, which the imports of both brought; none, where one of them was there before. */
export function prepareMergeBrought(
  database: Database,
): (pair: { readonly from: PaperId; readonly to: PaperId }) => void {
  type Pair = { readonly from: PaperId; readonly to: PaperId };
  const brought = (paper: string) =>
    `EXISTS (SELECT 1 FROM imported_papers WHERE paper = ${paper})`;
  const steps = [
    `UPDATE imported_papers SET stays = 1 WHERE paper = $to AND NOT ${brought('$from')}`,
    `INSERT OR IGNORE INTO imported_papers (import, paper, stays)
      SELECT import, $to, stays FROM imported_papers WHERE paper = $from AND ${brought('$to')}`,
    // A row that says so for one says so for all.
    `UPDATE imported_papers SET stays = 1 WHERE paper = $to AND EXISTS (
      SELECT 1 FROM imported_papers WHERE paper IN ($from, $to) AND stays = 1
    )`,
  ].map((sql) => database.prepare<Pair>(sql));
  return (pair) => {
    for (const step of steps) {
      step.run(pair);
    }
  };
}
