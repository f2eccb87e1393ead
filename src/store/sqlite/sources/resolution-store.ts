import type { Database } from 'better-sqlite3';
import type { PaperId } from '../../../corpus/paper.ts';
import type { ResolutionStore } from '../../../sources/resolve/resolution-store.ts';

const day = 86_400_000;

/** Papers that were looked for in vain, in SQLite. */
export function createResolutionStore(database: Database): ResolutionStore {
  const unresolved = database
    .prepare<{ before: number; limit: number }, PaperId>(`
      SELECT papers.id FROM papers
        LEFT JOIN resolutions ON resolutions.paper = papers.id
        LEFT JOIN (
          SELECT paper, max(saved_at) AS saved FROM saves WHERE removed_at IS NULL GROUP BY paper
        ) AS standing ON standing.paper = papers.id
        LEFT JOIN (
          SELECT paper, max(date) AS listed FROM listings JOIN pages ON pages.id = page
          GROUP BY paper
        ) AS latest ON latest.paper = papers.id
      WHERE arxiv_id IS NULL AND (tried_at IS NULL OR tried_at <= $before - CASE tries
        WHEN 1 THEN ${day} WHEN 2 THEN ${7 * day} ELSE ${30 * day} END)
      ORDER BY saved DESC NULLS LAST, listed DESC NULLS LAST, papers.rowid DESC
      LIMIT $limit
    `)
    .pluck();
  // A paper may have become another one meanwhile.
  const note = database.prepare<{ paper: PaperId; at: number }>(`
    INSERT INTO resolutions (paper, tried_at, tries) SELECT id, $at, 1 FROM papers WHERE id = $paper
    ON CONFLICT (paper) DO UPDATE SET tried_at = excluded.tried_at, tries = resolutions.tries + 1
  `);

  return {
    async unresolved({ limit = -1, before }) {
      return unresolved.all({ before: before.getTime(), limit });
    },

    async noteUnresolved(paper, at) {
      note.run({ paper, at: at.getTime() });
    },
  };
}
