import type { Database } from 'better-sqlite3';
import type { SourceStore } from '../../../sources/source-store.ts';
import { type SourceRow, sourceStateOf } from '../../rows/corpus/source-rows.ts';

/** The states and paces of sources in SQLite. */
export function createSourceStore(database: Database): SourceStore {
  const states = database.prepare<[], SourceRow>(`
    SELECT name, last_success AS lastSuccess, next_try AS nextTry, last_error AS lastError,
      failing_since AS failingSince, told
    FROM source_states ORDER BY name
  `);
  const noteSuccess = database.prepare<{ name: string; at: number; nextTry: number }>(`
    INSERT INTO source_states (name, last_success, next_try) VALUES ($name, $at, $nextTry)
    ON CONFLICT (name) DO UPDATE SET last_success = excluded.last_success,
      next_try = excluded.next_try, last_error = NULL, failing_since = NULL, told = 0
  `);
  const noteFailure = database.prepare<{
    name: string;
    at: number;
    nextTry: number;
    error: string;
  }>(`
    INSERT INTO source_states (name, next_try, last_error, failing_since)
    VALUES ($name, $nextTry, $error, $at)
    ON CONFLICT (name) DO UPDATE SET next_try = excluded.next_try,
      last_error = excluded.last_error,
      failing_since = coalesce(source_states.failing_since, excluded.failing_since)
  `);
  const noteTold = database.prepare<[string]>('UPDATE source_states SET told = 1 WHERE name = ?');
  const take = database.prepare<{ name: string; now: number; until: number }>(`
    INSERT INTO paces (name, free_at) VALUES ($name, $until)
    ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at WHERE free_at <= $now
  `);
  const freeAt = database
    .prepare<[string], number>('SELECT free_at FROM paces WHERE name = ?')
    .pluck();
  const endTurn = database.prepare<[number, string]>('UPDATE paces SET free_at = ? WHERE name = ?');
  const takeTurn = database.transaction((name: string, now: number, until: number) =>
    take.run({ name, now, until }).changes > 0 ? undefined : freeAt.get(name),
  );

  return {
    async sourceStates() {
      return states.all().map(sourceStateOf);
    },

    async noteRead(name, { at, nextTry, error }) {
      const row = { name, at: at.getTime(), nextTry: nextTry.getTime() };
      if (error === undefined) {
        noteSuccess.run(row);
      } else {
        noteFailure.run({ ...row, error });
      }
    },

    async noteTold(name) {
      noteTold.run(name);
    },

    async takeTurn(pace, now, until) {
      const free = takeTurn.immediate(pace, now.getTime(), until.getTime());
      return free === undefined ? undefined : new Date(free);
    },

    async endTurn(pace, next) {
      endTurn.run(next.getTime(), pace);
    },
  };
}
