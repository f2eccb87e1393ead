import type { Database } from 'better-sqlite3';
import type { AlertStore } from '../../../digest/post/alert-store.ts';
import { type AlertRow, alertOf } from '../../rows/digest/alert-rows.ts';

/** Alerts in SQLite. */
export function createAlertStore(database: Database): AlertStore {
  const note = database.prepare<[string, string, number]>(`
    INSERT INTO digest_troubles (destination, message, noted_at, told) VALUES (?, ?, ?, 0)
    -- A person's digest is switched off by it, and on again by that person: told each time.
    ON CONFLICT (destination) DO UPDATE SET message = excluded.message, told = 0
      WHERE destination LIKE '@%'
  `);
  const tell = database.prepare<[string]>(
    'UPDATE digest_troubles SET told = 1 WHERE destination = ?',
  );
  const untell = database.prepare<[string]>(
    'UPDATE digest_troubles SET told = 0 WHERE destination = ?',
  );
  const clear = database.prepare<[string]>('DELETE FROM digest_troubles WHERE destination = ?');
  const untold = database.prepare<{ own: string; server: string | null }, AlertRow>(`
    SELECT destination, server, message FROM digest_troubles JOIN schedules USING (destination)
    WHERE told = 0 AND stopped_at IS NULL AND (destination = $own OR server = $server)
    ORDER BY noted_at, destination
  `);
  const take = database.transaction((own: string, server: string | null) => {
    const rows = untold.all({ own, server });
    for (const { destination } of rows) {
      tell.run(destination);
    }
    return rows;
  });

  return {
    async raise({ destination, message }, at) {
      return note.run(destination, message, at.getTime()).changes === 1;
    },
    async markDelivered(destination) {
      tell.run(destination);
    },
    async clear(destination) {
      clear.run(destination);
    },
    async takeUndelivered({ person, server = null, manages }) {
      const own = `@${person}`;
      // Asked after every command: only what is there to tell is worth a question and a write.
      if (!untold.get({ own, server })) {
        return [];
      }
      const managed = server !== null && (await manages()) ? server : null;
      return take.immediate(own, managed).map(alertOf);
    },
    async requeue(troubles) {
      for (const { destination } of troubles) {
        untell.run(destination);
      }
    },
  };
}
