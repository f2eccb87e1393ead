import type {
  ImportId,
  KeptBecause,
  StartedImport,
  UndoneImport,
} from '../../../corpus/import/import-undo.ts';
import { undoableFor } from '../../../corpus/import/import-undo.ts';
import type { PaperId } from '../../../corpus/paper.ts';
import type { Revision } from '../../../corpus/paper-reader.ts';
import { queryOne, type Sql } from '../database/sql.ts';
import { expireImports } from './import-record.ts';

/** Pages that this import alone brought. */
const pagesOf = `
  SELECT page FROM imported_pages AS mine WHERE import = $1 AND stays = 0 AND NOT EXISTS (
    SELECT 1 FROM imported_pages AS other WHERE other.page = mine.page AND other.import <> $1
  )
`;

const touchListed = `
  UPDATE papers SET revision = $2
  WHERE id IN (SELECT paper FROM listings WHERE page IN (${pagesOf}))
`;

/** Until this step ends nobody else refers to them: what was being written is waited for. */
const lockPapers = `
  SELECT id FROM papers WHERE id IN (SELECT paper FROM imported_papers WHERE import = $1)
  ORDER BY id FOR UPDATE
`;

const findPapers = `
  SELECT paper AS id, CASE
    WHEN EXISTS (SELECT 1 FROM saves WHERE saves.paper = mine.paper) THEN 'saved'
    WHEN EXISTS (SELECT 1 FROM discussions WHERE discussions.paper = mine.paper) THEN 'discussed'
    WHEN EXISTS (SELECT 1 FROM shown_papers WHERE shown_papers.paper = mine.paper)
      OR EXISTS (SELECT 1 FROM digest_papers WHERE digest_papers.paper = mine.paper) THEN 'shown'
    WHEN EXISTS (SELECT 1 FROM listings WHERE listings.paper = mine.paper) THEN 'listed'
    WHEN stays = 1 OR EXISTS (
      SELECT 1 FROM imported_papers AS other WHERE other.paper = mine.paper AND other.import <> $1
    ) THEN 'imported'
  END AS because
  FROM imported_papers AS mine WHERE import = $1 ORDER BY paper
`;

const removals = [
  ...['gains', 'counts', 'opens', 'passed_over', 'merged_papers', 'abstracts'].map(
    (table) => `DELETE FROM ${table} WHERE paper = ANY($1::text[])`,
  ),
  'DELETE FROM papers WHERE id = ANY($1::text[])',
];

const noteRemoved = `
  INSERT INTO removed_papers (id, revision) SELECT unnest($1::text[]), $2
  ON CONFLICT (id) DO UPDATE SET revision = excluded.revision
`;

/** Begins an import that can be undone, inside a transaction of the caller's. */
export async function startImport(
  sql: Sql,
  { id, at, person, server }: StartedImport,
): Promise<void> {
  await expireImports(sql, at.getTime() - undoableFor);
  await sql.query('INSERT INTO imports (id, at, person, server) VALUES ($1, $2, $3, $4)', [
    id,
    at.getTime(),
    person,
    server,
  ]);
}

/** An import to take back, and who asks when. */
export interface Undo {
  readonly id: ImportId;
  readonly server: string;
  readonly now: Date;
  readonly revision: Revision;
}

/** Takes an import back, inside a transaction of the caller's. */
export async function undoImport(
  sql: Sql,
  { id, server, now, revision }: Undo,
): Promise<UndoneImport | undefined> {
  await expireImports(sql, now.getTime() - undoableFor);
  const known = 'SELECT 1 FROM imports WHERE id = $1 AND server = $2';
  if ((await sql.query(known, [id, server])).length === 0) {
    return undefined;
  }
  await sql.query(touchListed, [id, revision]);
  const listings = await dropCounted(sql, `listings WHERE page IN (${pagesOf})`, id);
  const pages = await dropCounted(sql, `pages WHERE id IN (${pagesOf})`, id);
  await sql.query(lockPapers, [id]);
  const papers = await sql.query<{ id: PaperId; because: KeptBecause | null }>(findPapers, [id]);
  const removed = papers.filter(({ because }) => because === null).map((paper) => paper.id);
  for (const removal of removals) {
    await sql.query(removal, [removed]);
  }
  await sql.query(noteRemoved, [removed, revision]);
  await sql.query('DELETE FROM imports WHERE id = $1', [id]);
  const kept = papers.flatMap(({ id: paper, because }) =>
    because === null ? [] : [{ id: paper, because }],
  );
  return { pages, listings, papers: removed.length, kept };
}

async function dropCounted(sql: Sql, what: string, id: ImportId): Promise<number> {
  const { count } = await queryOne<{ count: number }>(
    sql,
    `WITH dropped AS (DELETE FROM ${what} RETURNING 1) SELECT count(*) FROM dropped`,
    [id],
  );
  return count;
}
