import type { Clock } from '../../../corpus/clock.ts';
import type { View, ViewStore } from '../../../reply/view-store.ts';
import { createUnwrittenViews } from '../../rows/corpus/unwritten-views.ts';
import {
  type StoredView,
  viewLease,
  viewRowOf,
  viewUseInterval,
} from '../../rows/corpus/view-rows.ts';
import { troubleOf } from '../database/explain-postgres-error.ts';
import type { Postgres } from '../database/sql.ts';

const keep = `
  INSERT INTO views (key, body, used_at) VALUES ($1, $2, $3)
  ON CONFLICT (key) DO UPDATE SET used_at = greatest(views.used_at, excluded.used_at)
`;

const read = 'SELECT body, used_at AS "usedAt" FROM views WHERE key = $1 AND used_at >= $2';

/**
 * Views in PostgreSQL, deleted 30 days after their last recorded use. While the server has no room
 * for them the newest are kept in memory.
 */
export function createViewStore(postgres: Postgres, clock: Clock): ViewStore {
  const unwritten = createUnwrittenViews();

  async function write(key: string, body: string, now: number): Promise<void> {
    try {
      await postgres.query('DELETE FROM views WHERE used_at < $1', [now - viewLease]);
      await postgres.query(keep, [key, body, now]);
    } catch (error) {
      requireTrouble(error);
      unwritten.keep(key, body);
    }
  }

  /** The body of a view, its use recorded where that is due. */
  async function use(key: string, body?: string): Promise<string | undefined> {
    const now = clock.now().getTime();
    const [row] = await postgres.query<StoredView>(read, [key, now - viewLease]);
    const used = row?.body ?? body;
    if (used !== undefined && (row === undefined || row.usedAt <= now - viewUseInterval)) {
      await write(key, used, now);
    }
    return used;
  }

  return {
    async keepView(view) {
      const { key, body } = viewRowOf(view);
      await use(key, body);
      return key;
    },

    async openView(key) {
      const body = (await use(key)) ?? unwritten.bodyOf(key);
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
