import type { Database } from 'better-sqlite3';
import type { PaperId } from '../../../corpus/paper.ts';
import { type TeamEventRow, teamEventOf } from '../../rows/attention/event-rows.ts';
import type { TeamEvents } from '../../team-events.ts';

/** Saves and discussions of a team as attention events. */
export function createTeamEvents(database: Database): TeamEvents {
  const events = `
    SELECT paper, 'save' AS kind, saved_at AS at, person FROM saves
    WHERE shelf = $server AND removed_at IS NULL
    UNION ALL
    SELECT paper, 'discussion', claimed_at, NULL FROM discussions
    WHERE server = $server AND thread IS NOT NULL
  `;
  const moved = database
    .prepare<{ server: string; from: number; to: number }, PaperId>(
      `SELECT DISTINCT paper FROM (${events}) WHERE at >= $from AND at < $to`,
    )
    .pluck();
  const ofPapers = database.prepare<{ server: string; papers: string }, TeamEventRow>(
    `SELECT * FROM (${events}) WHERE paper IN (SELECT value FROM json_each($papers))`,
  );
  const saved = database
    .prepare<[string, number], PaperId>(`
      SELECT paper FROM saves WHERE shelf = ? AND removed_at IS NULL
      GROUP BY paper ORDER BY max(saved_at) DESC LIMIT ?
    `)
    .pluck();

  return {
    async movedSince(since, until, whose) {
      if (whose === 'everyone') {
        return [];
      }
      const { server } = whose;
      const [from, to] = [Date.parse(since), Date.parse(until) + 86_400_000];
      return moved.all({ server, from, to });
    },

    async eventsOf(papers, whose) {
      if (whose === 'everyone') {
        return [];
      }
      const { server, reader } = whose;
      const rows = ofPapers.all({ server, papers: JSON.stringify(papers) });
      return rows.map((row) => teamEventOf(row, reader));
    },

    async savedLately(server, max) {
      return saved.all(server, max);
    },
  };
}
