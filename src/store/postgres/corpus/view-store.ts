import type { Clock } from '../../../corpus/clock.ts';
import type { View, ViewStore } from '../../../reply/view-store.ts';
import { viewLease, viewRowOf } from '../../rows/corpus/view-rows.ts';
import type { Postgres } from '../database/sql.ts';

const keep = `
  INSERT INTO views (key, body, used_at) VALUES ($1, $2, $3)
  ON CONFLICT (key) DO UPDATE SET used_at = greatest(views.used_at, excluded.used_at)
`;

const renew = `
  UPDATE views SET used_at = greatest(used_at, $2) WHERE key = $1 AND used_at >= $3 RETURNING body
`;

/** Views in PostgreSQL, deleted 30 days after their last use. */
export function createViewStore(postgres: Postgres, clock: Clock): ViewStore {
  return {
    async keepView(view) {
      const { key, body } = viewRowOf(view);
      const now = clock.now().getTime();
      await postgres.query('DELETE FROM views WHERE used_at < $1', [now - viewLease]);
      await postgres.query(keep, [key, body, now]);
      return key;
    },

    async openView(key) {
      const now = clock.now().getTime();
      const values = [key, now, now - viewLease];
      const [row] = await postgres.query<{ body: string }>(renew, values);
      return row && (JSON.parse(row.body) as View);
    },
  };
}
