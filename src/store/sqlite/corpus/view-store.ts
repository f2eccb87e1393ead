import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../corpus/clock.ts';
import type { View, ViewStore } from '../../../reply/view-store.ts';
import { createUnwrittenViews } from '../../rows/corpus/unwritten-views.ts';
import { viewLease, viewRowOf } from '../../rows/corpus/view-rows.ts';
import { isDiskFull } from '../../store-error.ts';
import { withoutSync } from '../database/without-sync.ts';

/**
 * Views in SQLite, deleted 30 days after their last use. While the disk is full the newest are kept
 * in memory.
 */
export function createViewStore(database: Database, clock: Clock): ViewStore {
  const keep = database.prepare<{ key: string; body: string; now: number }>(`
    INSERT INTO views (key, body, used_at) VALUES ($key, $body, $now)
    ON CONFLICT (key) DO UPDATE SET used_at = excluded.used_at
  `);
  const renew = database
    .prepare<{ key: string; now: number; oldest: number }, string>(`
      UPDATE views SET used_at = $now WHERE key = $key AND used_at >= $oldest RETURNING body
    `)
    .pluck();
  const read = database
    .prepare<{ key: string; oldest: number }, string>(
      'SELECT body FROM views WHERE key = $key AND used_at >= $oldest',
    )
    .pluck();
  const unwritten = createUnwrittenViews();
  const purge = database.prepare<[oldest: number]>('DELETE FROM views WHERE used_at < ?');

  const keepAndPurge = database.transaction((key: string, body: string, now: number) => {
    purge.run(now - viewLease);
    keep.run({ key, body, now });
  });

  function bodyOf(key: string, now: number, oldest: number): string | undefined {
    try {
      return withoutSync(database, () => renew.get({ key, now, oldest }));
    } catch (error) {
      if (isDiskFull(error)) {
        return read.get({ key, oldest });
      }
      throw error;
    }
  }

  return {
    async keepView(view) {
      const { key, body } = viewRowOf(view);
      // Lost in a power cut, it is gone as an old one is: the button says how to ask again.
      try {
        withoutSync(database, () => keepAndPurge.immediate(key, body, clock.now().getTime()));
      } catch (error) {
        if (!isDiskFull(error)) {
          throw error;
        }
        unwritten.keep(key, body);
      }
      return key;
    },

    async openView(key) {
      const now = clock.now().getTime();
      const body = bodyOf(key, now, now - viewLease) ?? unwritten.bodyOf(key);
      return body === undefined ? undefined : (JSON.parse(body) as View);
    },
  };
}
