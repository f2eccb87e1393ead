import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../corpus/clock.ts';
import type { View, ViewStore } from '../../../reply/view-store.ts';
import { withoutSync } from '../database/without-sync.ts';

/** Milliseconds that a view outlives its last use: 30 days. */
const lease = 30 * 24 * 60 * 60 * 1000;

/** 128 bits, which base64url writes in 22 characters. */
const keyBytes = 16;

/** Views in SQLite, deleted 30 days after their last use. */
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
  const purge = database.prepare<[oldest: number]>('DELETE FROM views WHERE used_at < ?');

  const keepAndPurge = database.transaction((key: string, body: string, now: number) => {
    purge.run(now - lease);
    keep.run({ key, body, now });
  });

  return {
    async keepView(view) {
      const body = canonicalJson(view);
      const key = createHash('sha256').update(body).digest().subarray(0, keyBytes);
      const name = key.toString('base64url');
      // Lost in a power cut, it is gone as an old one is: the button says how to ask again.
      withoutSync(database, () => keepAndPurge.immediate(name, body, clock.now().getTime()));
      return name;
    },

    async openView(key) {
      const now = clock.now().getTime();
      const body = withoutSync(database, () => renew.get({ key, now, oldest: now - lease }));
      return body === undefined ? undefined : (JSON.parse(body) as View);
    },
  };
}

/** JSON with the keys of every object in order, so that equal views give equal text. */
function canonicalJson(view: View): string {
  return JSON.stringify(view, (_key, value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
