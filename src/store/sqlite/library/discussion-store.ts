import type { Database } from 'better-sqlite3';
import type { PaperId } from '../../../corpus/paper.ts';
import type { DiscussionStore } from '../../../library/discussion.ts';
import { type DiscussionRow, discussionOf } from '../../rows/library/discussion-rows.ts';

interface ClaimRow extends DiscussionRow {
  readonly id: number;
  readonly claimedAt: number;
}

const select = `SELECT id, server, paper, claimed_at AS claimedAt, channel, thread FROM discussions`;

/** Discussions in SQLite; the unique key of server and paper is what decides a claim. */
export function createDiscussionStore(database: Database): DiscussionStore {
  const find = database.prepare<[string, string], ClaimRow>(
    `${select} WHERE server = ? AND paper = ?`,
  );
  const findMany = database.prepare<[string, string], ClaimRow>(
    `${select} WHERE server = ? AND thread IS NOT NULL AND paper IN (SELECT value FROM json_each(?))`,
  );
  const add = database.prepare<[string, string, number]>(
    'INSERT INTO discussions (server, paper, claimed_at) VALUES (?, ?, ?)',
  );
  const complete = database.prepare<[string, string, number]>(
    'UPDATE discussions SET channel = ?, thread = ? WHERE id = ? AND thread IS NULL',
  );
  const dropClaim = database.prepare<[number]>(
    'DELETE FROM discussions WHERE id = ? AND thread IS NULL',
  );
  const dropThread = database.prepare<[string]>('DELETE FROM discussions WHERE thread = ?');

  const claim = database.transaction(
    (server: string, paper: PaperId, now: number, stale: number) => {
      const row = find.get(server, paper);
      const discussion = row && discussionOf(row);
      if (discussion) {
        return { is: 'open', discussion } as const;
      }
      if (row && row.claimedAt > stale) {
        return { is: 'being-made' } as const;
      }
      // A new row, so that the maker whose claim ran out cannot complete this one.
      if (row) {
        dropClaim.run(row.id);
      }
      return { is: 'yours', claim: Number(add.run(server, paper, now).lastInsertRowid) } as const;
    },
  );

  return {
    async claimDiscussion(server, paper, { now, staleSince }) {
      return claim.immediate(server, paper, now.getTime(), staleSince.getTime());
    },

    async completeDiscussion(id, { channel, thread }) {
      return complete.run(channel, thread, id).changes === 1;
    },

    async dropClaim(id) {
      dropClaim.run(id);
    },

    async dropDiscussion(thread) {
      dropThread.run(thread);
    },

    async findDiscussion(server, paper) {
      const row = find.get(server, paper);
      return row && discussionOf(row);
    },

    async findDiscussions(server, papers) {
      return findMany.all(server, JSON.stringify(papers)).flatMap((row) => discussionOf(row) ?? []);
    },
  };
}
