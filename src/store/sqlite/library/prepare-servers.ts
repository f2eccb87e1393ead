import type { Database } from 'better-sqlite3';
import type { PeopleStore, ServersSeen } from '../../../library/people/people.ts';

type ServersPart = Pick<PeopleStore, 'noteServers' | 'noteServer' | 'dropServersLeft'>;

/** Which servers the bot is in, and what goes with those it left. */
export function prepareServers(database: Database): ServersPart {
  // A server that was never set up has its row from its first save at the latest.
  const knownServers = `
    SELECT id FROM servers UNION SELECT shelf FROM saves WHERE substr(shelf, 1, 1) <> '@'
    UNION SELECT server FROM shown_messages WHERE server IS NOT NULL
    UNION SELECT server FROM discussions
    UNION SELECT server FROM schedules WHERE server IS NOT NULL
  `;
  const others = database
    .prepare<[string], string>(
      `SELECT id FROM (${knownServers}) WHERE id NOT IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  const left = database.prepare<[string, number]>(`
    INSERT INTO servers (id, left_at) VALUES (?, ?)
    ON CONFLICT (id) DO UPDATE SET left_at = coalesce(left_at, excluded.left_at)
  `);
  const back = database.prepare<[string]>('UPDATE servers SET left_at = NULL WHERE id = ?');
  const leftBefore = database
    .prepare<[number], string>('SELECT id FROM servers WHERE left_at < ?')
    .pluck();
  const drops = [
    'DELETE FROM saves WHERE shelf = ?',
    'DELETE FROM passed_over WHERE shelf = ?',
    'DELETE FROM members WHERE server = ?',
    'DELETE FROM discussions WHERE server = ?',
    'DELETE FROM shown_messages WHERE server = ?',
    'DELETE FROM schedules WHERE server = ?',
    'DELETE FROM opens WHERE server = ?',
    'DELETE FROM servers WHERE id = ?',
  ].map((sql) => database.prepare<[string]>(sql));

  const noteServers = database.transaction(({ present, isOurs }: ServersSeen, now: number) => {
    for (const server of others.all(JSON.stringify(present)).filter(isOurs)) {
      left.run(server, now);
    }
    for (const server of present) {
      back.run(server);
    }
  });
  const dropLeft = database.transaction((before: number) => {
    const servers = leftBefore.all(before);
    for (const server of servers) {
      for (const drop of drops) {
        drop.run(server);
      }
    }
    return servers;
  });

  return {
    async noteServers(seen, now) {
      noteServers.immediate(seen, now.getTime());
    },
    async noteServer(server, present, now) {
      if (present) {
        back.run(server);
      } else {
        left.run(server, now.getTime());
      }
    },
    async dropServersLeft(before) {
      return dropLeft.immediate(before.getTime());
    },
  };
}
