import type { Database } from 'better-sqlite3';
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

/** Settings of servers and people in SQLite. */
export function createSettingsStore(database: Database): SettingsStore {
  const readServer = database.prepare<[string], ServerRow>(`
    SELECT save_emoji AS saveEmoji, time_zone AS timeZone, manager_role AS managerRole
    FROM servers WHERE id = ?
  `);
  const writeServer = database.prepare<ServerRow & { id: string }>(`
    INSERT INTO servers (id, save_emoji, time_zone, manager_role)
    VALUES ($id, $saveEmoji, $timeZone, $managerRole)
    ON CONFLICT (id) DO UPDATE SET save_emoji = excluded.save_emoji,
      time_zone = excluded.time_zone, manager_role = excluded.manager_role
  `);
  const readPerson = database.prepare<[string], PersonRow>(`
    SELECT named, time_zone AS timeZone, shares_notes AS sharesNotes FROM people WHERE id = ?
  `);
  const writePerson = database.prepare<PersonRow & { id: string }>(`
    INSERT INTO people (id, named, time_zone, shares_notes)
    VALUES ($id, $named, $timeZone, $sharesNotes)
    ON CONFLICT (id) DO UPDATE SET named = excluded.named, time_zone = excluded.time_zone,
      shares_notes = excluded.shares_notes
  `);
  const namedAmong = database
    .prepare<[string], string>(`
      SELECT value FROM json_each(?) LEFT JOIN people ON people.id = value
      WHERE coalesce(named, 1) = 1 AND value NOT LIKE 'left-%'
    `)
    .pluck();
  const introduce = database.prepare<[string]>(`
    INSERT INTO people (id, introduced) VALUES (?, 1)
    ON CONFLICT (id) DO UPDATE SET introduced = 1 WHERE introduced = 0
  `);
  const unintroduce = database.prepare<[string]>('UPDATE people SET introduced = 0 WHERE id = ?');

  const changeServer = database.transaction((id: string, change: Partial<ServerRow>) => {
    const row = { ...(readServer.get(id) ?? noServer), ...change };
    writeServer.run({ id, ...row });
    return row;
  });
  const changePerson = database.transaction((id: string, change: Partial<PersonRow>) => {
    const row = { ...(readPerson.get(id) ?? noPerson), ...change };
    writePerson.run({ id, ...row });
    return row;
  });

  return {
    async serverSettings(server) {
      return serverOf(readServer.get(server) ?? noServer);
    },

    async changeServer(server, change) {
      return serverOf(changeServer.immediate(server, given(change)));
    },

    async personSettings(person) {
      return personOf(readPerson.get(person) ?? noPerson);
    },

    async changePerson(person, { named, sharesNotes, ...rest }) {
      const flags = { named: flag(named), sharesNotes: flag(sharesNotes) };
      return personOf(changePerson.immediate(person, given({ ...rest, ...flags })));
    },

    async namedAmong(people) {
      return namedAmong.all(JSON.stringify(people));
    },

    async claimIntroduction(person) {
      return introduce.run(person).changes === 1;
    },

    async giveBackIntroduction(person) {
      unintroduce.run(person);
    },
  };
}
