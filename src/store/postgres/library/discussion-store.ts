import type { DiscussionStore } from '../../../library/discussion.ts';
import { type DiscussionRow, discussionOf } from '../../rows/library/discussion-rows.ts';
import type { Sql } from '../database/sql.ts';

const select = 'SELECT server, paper, channel, thread FROM discussions';

/**
 * Claims a discussion that nobody has claimed, or whose claim has run out. That one gets a new number, so
 * that the process which claimed it before cannot complete it.
 */
const claim = `
  INSERT INTO discussions (server, paper, claimed_at) VALUES ($1, $2, $3)
  ON CONFLICT (server, paper) DO UPDATE SET id = DEFAULT, claimed_at = excluded.claimed_at
    WHERE discussions.thread IS NULL AND discussions.claimed_at <= $4
  RETURNING id
`;

/** Discussions in PostgreSQL; the unique key of server and paper is what decides a claim. */
export function createDiscussionStore(sql: Sql): DiscussionStore {
  async function rowOf(server: string, paper: string): Promise<DiscussionRow | undefined> {
    const text = `${select} WHERE server = $1 AND paper = $2`;
    return (await sql.query<DiscussionRow>(text, [server, paper]))[0];
  }

  const store: DiscussionStore = {
    async claimDiscussion(server, paper, at) {
      const moments = [at.now.getTime(), at.staleSince.getTime()];
      const [taken] = await sql.query<{ id: number }>(claim, [server, paper, ...moments]);
      if (taken) {
        return { is: 'yours', claim: taken.id };
      }
      const row = await rowOf(server, paper);
      if (!row) {
        // It was dropped between the two statements.
        return store.claimDiscussion(server, paper, at);
      }
      const discussion = discussionOf(row);
      return discussion ? { is: 'open', discussion } : { is: 'being-made' };
    },

    async completeDiscussion(id, { channel, thread }) {
      const text = `UPDATE discussions SET channel = $1, thread = $2
        WHERE id = $3 AND thread IS NULL RETURNING id`;
      return (await sql.query(text, [channel, thread, id])).length === 1;
    },

    async dropClaim(id) {
      await sql.query('DELETE FROM discussions WHERE id = $1 AND thread IS NULL', [id]);
    },

    async dropDiscussion(thread) {
      await sql.query('DELETE FROM discussions WHERE thread = $1', [thread]);
    },

    async findDiscussion(server, paper) {
      const row = await rowOf(server, paper);
      return row && discussionOf(row);
    },

    async findDiscussions(server, papers) {
      const text = `${select} WHERE server = $1 AND paper = ANY($2::text[]) AND thread IS NOT NULL`;
      const rows = await sql.query<DiscussionRow>(text, [server, papers]);
      return rows.flatMap((row) => discussionOf(row) ?? []);
    },
  };
  return store;
}
