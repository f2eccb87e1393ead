import type { PeopleStore } from '../../../library/people/people.ts';
import type { Postgres } from '../database/sql.ts';

type ServersPart = Pick<PeopleStore, 'noteServers' | 'noteServer' | 'dropServersLeft'>;

/** A server that was never set up has its row from its first save at the latest. */
const knownServers = `(
  SELECT id FROM servers UNION SELECT shelf FROM saves WHERE left(shelf, 1) <> '@'
  UNION SELECT server FROM shown_messages WHERE server IS NOT NULL
  UNION SELECT server FROM discussions
  UNION SELECT server FROM schedules WHERE server IS NOT NULL
) AS known`;

const others = `SELECT id FROM ${knownServers} WHERE id <> ALL($1::text[])`;

const left = `
  INSERT INTO servers (id, left_at) SELECT id, $2 FROM unnest($1::text[]) AS gone (id) ORDER BY id
  ON CONFLICT (id) DO UPDATE SET left_at = excluded.left_at WHERE servers.left_at IS NULL
`;

const back = `
  UPDATE servers SET left_at = NULL WHERE id = ANY($1::text[]) AND left_at IS NOT NULL
`;

const drops = [
  'DELETE FROM saves WHERE shelf = ANY($1::text[])',
  'DELETE FROM passed_over WHERE shelf = ANY($1::text[])',
  'DELETE FROM members WHERE server = ANY($1::text[])',
  'DELETE FROM discussions WHERE server = ANY($1::text[])',
  'DELETE FROM shown_messages WHERE server = ANY($1::text[])',
  'DELETE FROM schedules WHERE server = ANY($1::text[])',
  'DELETE FROM opens WHERE server = ANY($1::text[])',
  'DELETE FROM servers WHERE id = ANY($1::text[])',
];

/** Which servers the bot is in, and what goes with those it left, in PostgreSQL. */
export function createServers(postgres: Postgres): ServersPart {
  return {
    async noteServers({ present, isOurs }, now) {
      await postgres.transaction(async (sql) => {
        const known = await sql.query<{ id: string }>(others, [present]);
        const gone = known.map(({ id }) => id).filter(isOurs);
        await sql.query(left, [gone, now.getTime()]);
        await sql.query(back, [present]);
      }, 'read committed');
    },

    async noteServer(server, present, now) {
      await (present
        ? postgres.query(back, [[server]])
        : postgres.query(left, [[server], now.getTime()]));
    },

    async dropServersLeft(before) {
      return postgres.transaction(async (sql) => {
        const text = 'SELECT id FROM servers WHERE left_at < $1 ORDER BY id FOR UPDATE';
        const servers = await sql.query<{ id: string }>(text, [before.getTime()]);
        const ids = servers.map(({ id }) => id);
        for (const drop of drops) {
          await sql.query(drop, [ids]);
        }
        return ids;
      }, 'read committed');
    },
  };
}
