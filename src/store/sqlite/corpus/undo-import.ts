import type { Database } from 'better-sqlite3';
import type {
  ImportId,
  KeptBecause,
  StartedImport,
  UndoneImport,
} from '../../../corpus/import/import-undo.ts';
import { undoableFor } from '../../../corpus/import/import-undo.ts';
import type { PaperId } from '../../../corpus/paper.ts';
import type { Revision } from '../../../corpus/paper-reader.ts';
import type { ImportRecord } from './import-record.ts';

/** Begins imports and takes them back, inside a transaction of the caller's. */
export interface ImportUndoing {
  start(started: StartedImport): void;
  undo(id: ImportId, server: string, now: Date, revision: Revision): UndoneImport | undefined;
}

/** Pages that this import alone brought. */
const pagesOf = `
  SELECT page FROM imported_pages AS mine WHERE import = $id AND stays = 0 AND NOT EXISTS (
    SELECT 1 FROM imported_pages AS other WHERE other.page = mine.page AND other.import <> $id
  )
`;

/** Undoing imports in SQLite. */
export function prepareImportUndo(database: Database, record: ImportRecord): ImportUndoing {
  const add = database.prepare<{ id: string; at: number; person: string; server: string }>(
    'INSERT INTO imports (id, at, person, server) VALUES ($id, $at, $person, $server)',
  );
  const find = database
    .prepare<[ImportId, string], 1>('SELECT 1 FROM imports WHERE id = ? AND server = ?')
    .pluck();
  const touchListed = database.prepare<{ id: ImportId; revision: Revision }>(`
    UPDATE papers SET revision = $revision
    WHERE id IN (SELECT paper FROM listings WHERE page IN (${pagesOf}))
  `);
  const dropListings = database.prepare<{ id: ImportId }>(
    `DELETE FROM listings WHERE page IN (${pagesOf})`,
  );
  const dropPages = database.prepare<{ id: ImportId }>(
    `DELETE FROM pages WHERE id IN (${pagesOf})`,
  );
  const findPapers = database.prepare<
    { id: ImportId },
    { id: PaperId; because: KeptBecause | null }
  >(`
    SELECT paper AS id, CASE
      WHEN EXISTS (SELECT 1 FROM saves WHERE saves.paper = mine.paper) THEN 'saved'
      WHEN EXISTS (SELECT 1 FROM discussions WHERE discussions.paper = mine.paper) THEN 'discussed'
      WHEN EXISTS (SELECT 1 FROM shown_papers WHERE shown_papers.paper = mine.paper)
        OR EXISTS (SELECT 1 FROM digest_papers WHERE digest_papers.paper = mine.paper) THEN 'shown'
      WHEN EXISTS (SELECT 1 FROM listings WHERE listings.paper = mine.paper) THEN 'listed'
      WHEN stays = 1 OR EXISTS (
        SELECT 1 FROM imported_papers AS other WHERE other.paper = mine.paper AND other.import <> $id
      ) THEN 'imported'
    END AS because
    FROM imported_papers AS mine WHERE import = $id
  `);
  const removals = [
    ...['gains', 'counts', 'opens', 'passed_over', 'merged_papers', 'abstracts'].map(
      (table) => `DELETE FROM ${table} WHERE paper = $paper`,
    ),
    'DELETE FROM papers WHERE id = $paper',
    'INSERT OR REPLACE INTO removed_papers (id, revision) VALUES ($paper, $revision)',
  ].map((sql) => database.prepare<{ paper: PaperId; revision: Revision }>(sql));
  const forget = database.prepare<[ImportId]>('DELETE FROM imports WHERE id = ?');

  return {
    start({ id, at, person, server }) {
      record.expire(at.getTime() - undoableFor);
      add.run({ id, at: at.getTime(), person, server });
    },

    undo(id, server, now, revision) {
      record.expire(now.getTime() - undoableFor);
      if (find.get(id, server) === undefined) {
        return undefined;
      }
      touchListed.run({ id, revision });
      const listings = dropListings.run({ id }).changes;
      const pages = dropPages.run({ id }).changes;
      const papers = findPapers.all({ id });
      const removed = papers.filter(({ because }) => because === null);
      for (const { id: paper } of removed) {
        for (const removal of removals) {
          removal.run({ paper, revision });
        }
      }
      forget.run(id);
      const kept = papers.flatMap(({ id: paper, because }) =>
        because === null ? [] : [{ id: paper, because }],
      );
      return { pages, listings, papers: removed.length, kept };
    },
  };
}
