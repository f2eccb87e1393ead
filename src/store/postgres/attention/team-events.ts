import type { PaperId } from '../../../corpus/paper.ts';
import { type TeamEventRow, teamEventOf } from '../../rows/attention/event-rows.ts';
import type { TeamEvents } from '../../team-events.ts';
import type { Sql } from '../database/sql.ts';

const events = `(
  SELECT paper, 'save' AS kind, saved_at AS at, person FROM saves
  WHERE shelf = $1 AND removed_at IS NULL
  UNION ALL
  SELECT paper, 'discussion', claimed_at, NULL FROM discussions
  WHERE server = $1 AND thread IS NOT NULL
) AS events`;

const moved = `SELECT DISTINCT paper FROM ${events} WHERE at >= $2 AND at < $3 ORDER BY paper`;

const ofPapers = `SELECT * FROM ${events} WHERE paper = ANY($2::text[])`;

const saved = `
  SELECT paper FROM saves WHERE shelf = $1 AND removed_at IS NULL
  GROUP BY paper ORDER BY max(saved_at) DESC, paper LIMIT $2
`;

/** Saves and discussions of a team as attention events, in PostgreSQL: one query for all papers. */
export function createTeamEvents(sql: Sql): TeamEvents {
  return {
    async movedSince(since, until, whose) {
      if (whose === 'everyone') {
        return [];
      }
      const values = [whose.server, Date.parse(since), Date.parse(until) + 86_400_000];
      return (await sql.query<{ paper: PaperId }>(moved, values)).map(({ paper }) => paper);
    },

    async eventsOf(papers, whose) {
      if (whose === 'everyone') {
        return [];
      }
      const { server, reader } = whose;
      const rows = await sql.query<TeamEventRow>(ofPapers, [server, papers]);
      return rows.map((row) => teamEventOf(row, reader));
    },

    async savedLately(server, max) {
      const rows = await sql.query<{ paper: PaperId }>(saved, [server, max]);
      return rows.map(({ paper }) => paper);
    },
  };
}
