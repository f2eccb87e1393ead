import type { SettingsStore } from '../../../library/people/settings.ts';
import {
  flag,
  given,
  noPerson,
  noServer,
  type PersonRow,
  personOf,
  type ServerRow,
  serverOf,
} from '../../rows/library/settings-rows.ts';
import type { Sql } from '../database/sql.ts';

const serverColumns = {
  saveEmoji: 'save_emoji',
  timeZone: 'time_zone',
  managerRole: 'manager_role',
};
const personColumns = { named: 'named', timeZone: 'time_zone', sharesNotes: 'shares_notes' };

const namedAmong = `
  SELECT asked.id FROM unnest($1::text[]) WITH ORDINALITY AS asked (id, place)
  LEFT JOIN people ON people.id = asked.id
  WHERE coalesce(named, 1) = 1 AND asked.id NOT LIKE 'left-%' ORDER BY place
`;

const introduce = `
  INSERT INTO people (id, introduced) VALUES ($1, 1)
  ON CONFLICT (id) DO UPDATE SET introduced = 1 WHERE people.introduced = 0
  RETURNING id
`;

/** Settings of servers and people in PostgreSQL. */
export function createSettingsStore(sql: Sql): SettingsStore {
  const servers = createRowsOf<ServerRow>(sql, 'servers', serverColumns, noServer);
  const people = createRowsOf<PersonRow>(sql, 'people', personColumns, noPerson);

  return {
    async serverSettings(server) {
      return serverOf(await servers.read(server));
    },

    async changeServer(server, change) {
      return serverOf(await servers.change(server, given(change)));
    },

    async personSettings(person) {
      return personOf(await people.read(person));
    },

    async changePerson(person, { named, sharesNotes, ...rest }) {
      const flags = { named: flag(named), sharesNotes: flag(sharesNotes) };
      return personOf(await people.change(person, given({ ...rest, ...flags })));
    },

    async namedAmong(asked) {
      return (await sql.query<{ id: string }>(namedAmong, [asked])).map(({ id }) => id);
    },

    async claimIntroduction(person) {
      return (await sql.query(introduce, [person])).length === 1;
    },

    async giveBackIntroduction(person) {
      await sql.query('UPDATE people SET introduced = 0 WHERE id = $1', [person]);
    },
  };
}

/** Rows of choices. A change writes only what it names, so that two at once lose nothing. */
function createRowsOf<Row extends object>(
  sql: Sql,
  table: string,
  columns: Readonly<Record<keyof Row & string, string>>,
  none: Row,
) {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const selected = names.map((name) => `${columns[name]} AS "${name}"`).join(', ');
  return {
    async read(id: string): Promise<Row> {
      const text = `SELECT ${selected} FROM ${table} WHERE id = $1`;
      return (await sql.query<Row>(text, [id]))[0] ?? none;
    },

    async change(id: string, change: Partial<Row>): Promise<Row> {
      const changed = names.filter((name) => name in change);
      const written = ['id', ...changed.map((name) => columns[name])];
      const text = `
        INSERT INTO ${table} (${written.join(', ')})
        VALUES (${written.map((_, at) => `$${at + 1}`).join(', ')})
        ON CONFLICT (id) DO UPDATE SET ${written.map((name) => `${name} = excluded.${name}`).join(', ')}
        RETURNING ${selected}
      `;
      const [row] = await sql.query<Row>(text, [id, ...changed.map((name) => change[name])]);
      return row ?? none;
    },
  };
}
