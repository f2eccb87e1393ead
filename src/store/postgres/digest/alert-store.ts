import type { AlertStore } from '../../../digest/post/alert-store.ts';
import { type AlertRow, alertOf } from '../../rows/digest/alert-rows.ts';
import type { Postgres } from '../database/sql.ts';

const raise = `
  INSERT INTO digest_troubles (destination, message, noted_at, told) VALUES ($1, $2, $3, 0)
  -- A person's digest is switched off by it, and on again by that person: told each time.
  ON CONFLICT (destination) DO UPDATE SET message = excluded.message, told = 0
    WHERE digest_troubles.destination LIKE '@%'
  RETURNING destination
`;

const untold = `schedules.destination = digest_troubles.destination AND told = 0
  AND stopped_at IS NULL AND (digest_troubles.destination = $1 OR server = $2)`;

/** An alert that another process takes at the same moment has been delivered once its row is free. */
const take = `
  WITH taken AS (
    UPDATE digest_troubles SET told = 1 FROM schedules WHERE ${untold}
    RETURNING digest_troubles.destination, server, message, noted_at
  )
  SELECT destination, server, message FROM taken ORDER BY noted_at, destination
`;

/** Alerts in PostgreSQL. */
export function createAlertStore(postgres: Postgres): AlertStore {
  return {
    async raise({ destination, message }, at) {
      return (await postgres.query(raise, [destination, message, at.getTime()])).length === 1;
    },
    async markDelivered(destination) {
      await postgres.query('UPDATE digest_troubles SET told = 1 WHERE destination = $1', [
        destination,
      ]);
    },
    async clear(destination) {
      await postgres.query('DELETE FROM digest_troubles WHERE destination = $1', [destination]);
    },
    async takeUndelivered({ person, server = null, manages }) {
      const own = `@${person}`;
      // Asked after every command: only what is there to tell is worth a question and a write.
      const any = `SELECT 1 FROM digest_troubles, schedules WHERE ${untold} LIMIT 1`;
      if ((await postgres.query(any, [own, server])).length === 0) {
        return [];
      }
      const managed = server !== null && (await manages()) ? server : null;
      const taken = await postgres.transaction(
        (sql) => sql.query<AlertRow>(take, [own, managed]),
        'read committed',
      );
      return taken.map(alertOf);
    },
    async requeue(troubles) {
      const text = 'UPDATE digest_troubles SET told = 0 WHERE destination = ANY($1::text[])';
      await postgres.query(text, [troubles.map(({ destination }) => destination)]);
    },
  };
}
