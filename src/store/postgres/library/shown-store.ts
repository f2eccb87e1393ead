import type { ShownStore } from '../../../library/saves/save-store.ts';
import { type ShownRow, shownOf } from '../../rows/library/shown-rows.ts';
import type { Sql } from '../database/sql.ts';

const select = `
  SELECT id, channel, server, person, posted_at AS "postedAt", emoji,
    (SELECT coalesce(json_agg(paper ORDER BY place), '[]')::text FROM shown_papers
      WHERE message = shown_messages.id) AS papers
  FROM shown_messages
`;

const keep = `
  WITH shown AS (
    INSERT INTO shown_messages (id, channel, server, person, posted_at, emoji)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING RETURNING id
  )
  INSERT INTO shown_papers (message, place, paper)
  SELECT shown.id, place, paper
  FROM shown, unnest($7::text[]) WITH ORDINALITY AS papers (paper, place)
`;

/** Which papers our messages show, in PostgreSQL. */
export function createShownStore(sql: Sql): ShownStore {
  async function shownWhere(where: string, values: readonly unknown[]) {
    return (await sql.query<ShownRow>(`${select} WHERE ${where}`, values)).map(shownOf);
  }

  return {
    async keepShown({ id, channel, server, person, postedAt, emoji, papers }) {
      const sender = [server ?? null, person ?? null];
      await sql.query(keep, [id, channel, ...sender, postedAt.getTime(), emoji, papers]);
    },

    async findShown(id) {
      return (await shownWhere('id = $1', [id]))[0];
    },

    async shownSince(moment) {
      return shownWhere('posted_at >= $1 ORDER BY posted_at DESC, id DESC', [moment.getTime()]);
    },

    async shownWith(server, paper, limit) {
      const where = `server = $1 AND id IN (SELECT message FROM shown_papers WHERE paper = $2)
        ORDER BY posted_at DESC, id DESC LIMIT $3`;
      return shownWhere(where, [server, paper, limit]);
    },

    async dropShown(ids) {
      await sql.query('DELETE FROM shown_messages WHERE id = ANY($1::text[])', [ids]);
    },
  };
}
