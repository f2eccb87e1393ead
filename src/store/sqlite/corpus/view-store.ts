import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../corpus/clock.ts';
import type { View, ViewStore } from '../../../reply/view-store.ts';
import { createUnwrittenViews } from '../../rows/corpus/unwritten-views.ts';
import {
  type StoredView,
  viewLease,
  viewRowOf,
  viewUseInterval,
} from '../../rows/corpus/view-rows.ts';
import { isDiskFull } from '../../store-error.ts';
import { withoutSync } from '../database/without-sync.ts';

/**
 * Views in SQLite, deleted 30 days after their last recorded use. While the disk is full the newest
 * are kept in memory.
 */
export function createViewStore(database: Database, clock: Clock): ViewStore {
  const keep = database.prepare<{ key: string; body: string; now: number }>(`
    INSERT INTO views (key, body, used_at) VALUES ($key, $body, $now)
    ON CONFLICT (key) DO UPDATE SET used_at = excluded.used_at
  `);
  const read = database.prepare<{ key: string; oldest: number }, StoredView>(
    'SELECT body, used_at AS usedAt FROM views WHERE key = $key AND used_at >= $oldest',
  );
  const purge = database.prepare<[oldest: number]>('DELETE FROM views WHERE used_at < ?');
  const keepAndPurge = database.transaction((key: string, body: string, now: number) => {
    purge.run(now - viewLease);
    keep.run({ key, body, now });
  });
  const unwritten = createUnwrittenViews();

  /** Lost in a power cut, a view is gone as an old one is: its button says how to ask again. */
  function write(key: string, body: string, now: number): void {
    try {
      withoutSync(database, () => keepAndPurge.immediate(key, body, now));
    } catch (error) {
      if (!isDiskFull(error)) {
        throw error;
      }
      unwritten.keep(key, body);
    }
  }

  /** The body of a view, its use recorded where that is due. */
  function use(key: string, body?: string): string | undefined {
    const now = clock.now().getTime();
    const row = read.get({ key, oldest: now - viewLease });
    const used = row?.body ?? body;
    if (used !== undefined && (row === undefined || row.usedAt <= now - viewUseInterval)) {
      write(key, used, now);
    }
    return used;
  }

  return {
    async keepView(view) {
      const { key, body } = viewRowOf(view);
      use(key, body);
      return key;
    },

    async openView(key) {
      const body = use(key) ?? unwritten.bodyOf(key);
      return body === undefined ? undefined : (JSON.parse(body) as View);
    },
  };
}
