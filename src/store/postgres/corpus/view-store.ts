import type { Clock } from '../../../corpus/clock.ts';
import type { View, ViewStore } from '../../../reply/view-store.ts';
import { createUnwrittenViews } from '../../rows/corpus/unwritten-views.ts';
import { viewLease, viewRowOf } from '../../rows/corpus/view-rows.ts';
import { troubleOf } from '../database/explain-postgres-error.ts';
import type { Postgres } from '../database/sql.ts';

const keep = `
  INSERT INTO views (key, body, used_at) VALUES ($1, $2, $3)
  ON CONFLICT (key) DO UPDATE SET used_at = greatest(views.used_at, excluded.used_at)
`;

const renew = `
  UPDATE views SET used_at = greatest(used_at, $2) WHERE key = $1 AND used_at >= $3 RETURNING body
`;

const read = 'SELECT body FROM views WHERE key = $1 AND used_at >= $2';

/**
 * Views in PostgreSQL, deleted 30 days after their last use. While the server has no room for them the newest
 * are kept in memory.
 */
export function createViewStore(postgres: Postgres, clock: Clock): ViewStore {
  const unwritten = createUnwrittenViews();

  async function bodyOf(key: string): Promise<string | undefined> {
    const now = clock.now().getTime();
    const oldest = now - viewLease;
    const rows = await postgres
      .query<{ body: string }>(renew, [key, now, oldest])
      .catch((error: unknown) => {
        requireTrouble(error);
        return postgres.query<{ body: string }>(read, [key, oldest]);
      });
    return rows[0]?.body;
  }

  return {
    async keepView(view) {
      const { key, body } = viewRowOf(view);
      const now = clock.now().getTime();
      try {
        await postgres.query('DELETE FROM views WHERE used_at < $1', [now - viewLease]);
        await postgres.query(keep, [key, body, now]);
      } catch (error) {
        requireTrouble(error);
        unwritten.keep(key, body);
      }
      return key;
    },

    async openView(key) {
      const body = (await bodyOf(key)) ?? unwritten.bodyOf(key);
      return body === undefined ? undefined : (JSON.parse(body) as View);
    },
  };
}

/** @throws {Error} the same, where it does not say that the server has no room. */
function requireTrouble(error: unknown): void {
  if (troubleOf(error) === undefined) {
    throw error;
  }
}
