import type { SourceStore } from '../../../sources/source-store.ts';
import { type SourceRow, sourceStateOf } from '../../rows/corpus/source-rows.ts';
import type { Sql } from '../database/sql.ts';

const states = `
  SELECT name, last_success AS "lastSuccess", next_try AS "nextTry", last_error AS "lastError",
    failing_since AS "failingSince", told
  FROM source_states ORDER BY name
`;

const noteSuccess = `
  INSERT INTO source_states (name, last_success, next_try) VALUES ($1, $2, $3)
  ON CONFLICT (name) DO UPDATE SET last_success = excluded.last_success,
    next_try = excluded.next_try, last_error = NULL, failing_since = NULL, told = 0
`;

const noteFailure = `
  INSERT INTO source_states (name, failing_since, next_try, last_error) VALUES ($1, $2, $3, $4)
  ON CONFLICT (name) DO UPDATE SET next_try = excluded.next_try,
    last_error = excluded.last_error,
    failing_since = coalesce(source_states.failing_since, excluded.failing_since)
`;

const take = `
  INSERT INTO paces (name, free_at) VALUES ($1, $3)
  ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at WHERE paces.free_at <= $2
  RETURNING 1
`;

/** The states and paces of sources in PostgreSQL. */
export function createSourceStore(sql: Sql): SourceStore {
  return {
    sourceStates: async () => (await sql.query<SourceRow>(states)).map(sourceStateOf),

    async noteRead(name, { at, nextTry, error }) {
      const values = [name, at.getTime(), nextTry.getTime()];
      await (error === undefined
        ? sql.query(noteSuccess, values)
        : sql.query(noteFailure, [...values, error]));
    },

    async noteTold(name) {
      await sql.query('UPDATE source_states SET told = 1 WHERE name = $1', [name]);
    },

    async takeTurn(pace, now, until) {
      for (;;) {
        const taken = await sql.query(take, [pace, now.getTime(), until.getTime()]);
        if (taken.length > 0) {
          return undefined;
        }
        const [row] = await sql.query<{ freeAt: number }>(
          'SELECT free_at AS "freeAt" FROM paces WHERE name = $1',
          [pace],
        );
        // Where the turn was given back between the two, it is there to take.
        if (row && row.freeAt > now.getTime()) {
          return new Date(row.freeAt);
        }
      }
    },

    async endTurn(pace, next) {
      await sql.query('UPDATE paces SET free_at = $1 WHERE name = $2', [next.getTime(), pace]);
    },
  };
}
