import type { PaperId } from '../../../corpus/paper.ts';
import type { ResolutionStore } from '../../../sources/resolve/resolution-store.ts';
import type { Sql } from '../database/sql.ts';

const day = 86_400_000;

const unresolved = `
  SELECT papers.id FROM papers
    LEFT JOIN resolutions ON resolutions.paper = papers.id
    LEFT JOIN (
      SELECT paper, max(saved_at) AS saved FROM saves WHERE removed_at IS NULL GROUP BY paper
    ) AS standing ON standing.paper = papers.id
    LEFT JOIN (
      SELECT paper, max(date) AS listed FROM listings JOIN pages ON pages.id = page GROUP BY paper
    ) AS latest ON latest.paper = papers.id
  WHERE arxiv_id IS NULL AND (tried_at IS NULL OR tried_at <= $1::bigint - CASE tries
    WHEN 1 THEN ${day} WHEN 2 THEN ${7 * day} ELSE ${30 * day}::bigint END)
  ORDER BY saved DESC NULLS LAST, listed DESC NULLS LAST, papers.rowid DESC
  LIMIT $2
`;

/** A paper may have become another one meanwhile. */
const note = `
  INSERT INTO resolutions (paper, tried_at, tries) SELECT id, $2::bigint, 1 FROM papers WHERE id = $1
  ON CONFLICT (paper) DO UPDATE SET tried_at = excluded.tried_at, tries = resolutions.tries + 1
`;

/** Papers that were looked for in vain, in PostgreSQL. */
export function createResolutionStore(sql: Sql): ResolutionStore {
  return {
    async unresolved({ limit, before }) {
      const rows = await sql.query<{ id: PaperId }>(unresolved, [before.getTime(), limit ?? null]);
      return rows.map(({ id }) => id);
    },

    async noteUnresolved(paper, at) {
      await sql.query(note, [paper, at.getTime()]);
    },
  };
}
