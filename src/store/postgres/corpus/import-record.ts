import type { ImportId } from '../../../corpus/import/import-undo.ts';
import type { PaperId } from '../../../corpus/paper.ts';
import type { Sql } from '../database/sql.ts';

/** What imports bring: a table for each kind. */
const tables = {
  page: { table: 'imported_pages', type: 'bigint' },
  paper: { table: 'imported_papers', type: 'text' },
} as const;

/** What a step brought. */
export interface Brought {
  readonly kind: keyof typeof tables;
  readonly id: number | PaperId;
  /** It was there before this step. */
  readonly known: boolean;
  /** Absent where what brings it is never undone. */
  readonly by: ImportId | undefined;
}

/** Records which import brought something, inside a transaction of the caller's. */
export async function noteBrought(sql: Sql, { kind, id, known, by }: Brought): Promise<void> {
  const { table, type } = tables[kind];
  if (by !== undefined) {
    // An import that takes very long may have expired.
    const before = known ? `AND EXISTS (SELECT 1 FROM ${table} WHERE ${kind} = $2)` : '';
    await sql.query(
      `INSERT INTO ${table} (import, ${kind}) SELECT $1::text, $2::${type}
        WHERE EXISTS (SELECT 1 FROM imports WHERE id = $1) ${before} ON CONFLICT DO NOTHING`,
      [by, id],
    );
  } else if (known) {
    await sql.query(`UPDATE ${table} SET stays = 1 WHERE ${kind} = $1`, [id]);
  }
}

/** The same of papers that were all there before. */
export async function noteKnownPapers(
  sql: Sql,
  { ids, by }: { readonly ids: readonly PaperId[]; readonly by: ImportId | undefined },
): Promise<void> {
  if (by === undefined) {
    await sql.query('UPDATE imported_papers SET stays = 1 WHERE paper = ANY($1::text[])', [ids]);
    return;
  }
  await sql.query(
    `INSERT INTO imported_papers (import, paper) SELECT $1::text, id FROM unnest($2::text[]) AS id
      WHERE EXISTS (SELECT 1 FROM imports WHERE id = $1)
        AND EXISTS (SELECT 1 FROM imported_papers WHERE paper = id)
      ON CONFLICT DO NOTHING`,
    [by, ids],
  );
}

/** Drops imports that began before this moment; what they brought stays, whoever else brought it. */
export async function expireImports(sql: Sql, before: number): Promise<void> {
  for (const [kind, { table }] of Object.entries(tables)) {
    await sql.query(
      `UPDATE ${table} SET stays = 1 WHERE ${kind} IN (
        SELECT ${kind} FROM ${table} JOIN imports ON imports.id = import WHERE at < $1
      )`,
      [before],
    );
  }
  await sql.query('DELETE FROM imports WHERE at < $1', [before]);
}

/** Two papers become one, which the imports of both brought; none, where one of them was there before. */
export async function mergeBrought(
  sql: Sql,
  { from, to }: { readonly from: PaperId; readonly to: PaperId },
): Promise<void> {
  const brought = (paper: string) =>
    `EXISTS (SELECT 1 FROM imported_papers WHERE paper = ${paper})`;
  const steps = [
    `UPDATE imported_papers SET stays = 1 WHERE paper = $2 AND NOT ${brought('$1')}`,
    `INSERT INTO imported_papers (import, paper, stays)
      SELECT import, $2::text, stays FROM imported_papers WHERE paper = $1 AND ${brought('$2')}
      ON CONFLICT DO NOTHING`,
    // A row that says so for one says so for all.
    `UPDATE imported_papers SET stays = 1 WHERE paper = $2 AND EXISTS (
      SELECT 1 FROM imported_papers WHERE paper IN ($1, $2) AND stays = 1
    )`,
  ];
  for (const step of steps) {
    await sql.query(step, [from, to]);
  }
}
