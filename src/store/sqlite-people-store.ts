import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { PaperId } from '../corpus/paper.ts';
import type { PeopleStore, PersonHash } from '../library/people.ts';
import type { SaveKey } from '../library/save.ts';
import type { SaveStore, StandingReaction } from '../library/save-store.ts';
import type { SettingsStore } from '../library/settings.ts';

/** What belongs to people and servers as such, in SQLite. */
export function createSqlitePeopleStore(
  database: Database,
  { saves, settings }: { readonly saves: SaveStore; readonly settings: SettingsStore },
): PeopleStore {
  const shelvesOf = database
    .prepare<[string], string>('SELECT DISTINCT shelf FROM saves WHERE person = ?')
    .pluck();
  const passedOverOf = database.prepare<[string], { shelf: string; paper: PaperId; at: number }>(
    'SELECT shelf, paper, at FROM passed_over WHERE person = ? ORDER BY at, paper',
  );
  const follows = database
    .prepare<[string], string>("SELECT interests FROM schedules WHERE destination = '@' || ?")
    .pluck();
  const passOver = database.prepare<SaveKey & { at: number }>(`
    INSERT INTO passed_over (shelf, person, paper, at) VALUES ($shelf, $person, $paper, $at)
    ON CONFLICT DO NOTHING
  `);
  const passedOver = database
    .prepare<[string, string], PaperId>(
      'SELECT paper FROM passed_over WHERE shelf = ? AND person = ? ORDER BY at DESC',
    )
    .pluck();

  return {
    ...prepareForgetting(database),
    ...prepareMembers(database),
    ...prepareServers(database),

    async personalData(person) {
      const kept = await Promise.all(
        shelvesOf
          .all(person)
          .map(async (shelf) => [
            ...(await saves.list({ shelf, person })),
            ...(await saves.listRemoved(shelf, person)),
          ]),
      );
      return {
        person,
        settings: await settings.personSettings(person),
        saves: kept.flat(),
        followed: followedBy(follows.get(person)),
        passedOver: passedOverOf.all(person).map((row) => ({ ...row, at: new Date(row.at) })),
      };
    },

    async passOver(key, now) {
      passOver.run({ ...key, at: now.getTime() });
    },

    async passedOver(shelf, person) {
      return passedOver.all(shelf, person);
    },
  };
}

/** The topics, words and authors of somebody's own digest. */
function followedBy(interests: string | undefined): string[] {
  const lists = Object.values(JSON.parse(interests ?? '{}') as Record<string, string[]>);
  return lists.flat();
}

type ForgettingPart = Pick<
  PeopleStore,
  | 'forget'
  | 'isForgotten'
  | 'takeOffForgotten'
  | 'clearForgotten'
  | 'keepForgotten'
  | 'expireForgotten'
>;

function prepareForgetting(database: Database): ForgettingPart {
  const standing = database.prepare<
    [string, number],
    Pick<StandingReaction, 'message' | 'emoji'> & { normal: 0 | 1; super: 0 | 1 }
  >(`
    SELECT message, save_reactions.emoji, normal, super FROM save_reactions
    JOIN saves ON saves.id = save JOIN shown_messages ON shown_messages.id = message
    WHERE person = ? AND normal + super > 0 AND posted_at >= ?
  `);
  const keep = database.prepare<[string, string, string, string, number]>(`
    INSERT INTO forgotten_reactions (message, emoji, who, kind, forgotten_at)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
  `);
  const keepPerson = database.prepare<[string, number]>(`
    INSERT INTO forgotten_people (who, forgotten_at) VALUES (?, ?)
    ON CONFLICT (who) DO UPDATE SET forgotten_at = excluded.forgotten_at
  `);
  const drops = ['saves', 'passed_over', 'members', 'zotero_items']
    .map((table) => `DELETE FROM ${table} WHERE person = ?`)
    .concat(
      'DELETE FROM people WHERE id = ?',
      'UPDATE opens SET person = NULL WHERE person = ?',
      "DELETE FROM schedules WHERE destination = '@' || ?",
      "UPDATE schedules SET set_up_by = 'nobody' WHERE set_up_by = ?",
    )
    .map((sql) => database.prepare<[string]>(sql));
  const forgottenAt = database
    .prepare<[string, string, string], number>(
      'SELECT forgotten_at FROM forgotten_reactions WHERE message = ? AND emoji = ? AND who = ?',
    )
    .pluck();
  const takeOff = database.prepare<[string, string, string, string]>(
    'DELETE FROM forgotten_reactions WHERE message = ? AND emoji = ? AND who = ? AND kind = ?',
  );
  const clear = database.prepare<{ message: string; emoji: string | null }>(
    'DELETE FROM forgotten_reactions WHERE message = $message AND ($emoji IS NULL OR emoji = $emoji)',
  );
  const ofMessage = database.prepare<[string], { emoji: string; who: string; kind: string }>(
    'SELECT emoji, who, kind FROM forgotten_reactions WHERE message = ?',
  );
  const expireReactions = database.prepare<[number]>(
    'DELETE FROM forgotten_reactions WHERE forgotten_at < ?',
  );
  const expirePeople = database.prepare<[number]>(
    'DELETE FROM forgotten_people WHERE forgotten_at < ?',
  );

  const forget = database.transaction(
    (person: string, hash: PersonHash, since: number, now: number) => {
      for (const { message, emoji, normal, super: burst } of standing.all(person, since)) {
        const who = hash(person, message);
        if (normal) keep.run(message, emoji, who, 'normal', now);
        if (burst) keep.run(message, emoji, who, 'super', now);
      }
      keepPerson.run(hash(person, ''), now);
      for (const drop of drops) drop.run(person);
    },
  );
  const isForgotten = database.transaction(
    (message: string, emoji: string, who: string, kind: string) => {
      const since = forgottenAt.get(message, emoji, who);
      if (since === undefined) return false;
      keep.run(message, emoji, who, kind, since);
      return true;
    },
  );
  const keepStanding = database.transaction((message: string, stands: ReadonlySet<string>) => {
    for (const { emoji, who, kind } of ofMessage.all(message)) {
      if (!stands.has(`${emoji} ${who} ${kind}`)) takeOff.run(message, emoji, who, kind);
    }
  });

  return {
    async forget(person, hash, since, now) {
      forget.immediate(person, hash, since.getTime(), now.getTime());
    },
    async isForgotten({ message, emoji, person, kind }, hash) {
      return isForgotten.immediate(message, emoji, hash(person, message), kind);
    },
    async takeOffForgotten({ message, emoji, person, kind }, hash) {
      takeOff.run(message, emoji, hash(person, message), kind);
    },
    async clearForgotten(message, emoji) {
      clear.run({ message, emoji: emoji ?? null });
    },
    async keepForgotten(message, standing, hash) {
      const names = standing.map(
        ({ emoji, person, kind }) => `${emoji} ${hash(person, message)} ${kind}`,
      );
      keepStanding.immediate(message, new Set(names));
    },
    async expireForgotten(before) {
      expireReactions.run(before.getTime());
      expirePeople.run(before.getTime());
    },
  };
}

type MembersPart = Pick<PeopleStore, 'membersToLookUp' | 'noteMember' | 'dropNamesAwaySince'>;

function prepareMembers(database: Database): MembersPart {
  const toLookUp = database.prepare<[number, number], { server: string; person: string }>(`
    SELECT DISTINCT shelf AS server, saves.person FROM saves
    LEFT JOIN members ON members.server = shelf AND members.person = saves.person
    LEFT JOIN servers ON servers.id = shelf
    WHERE substr(shelf, 1, 1) <> '@' AND saves.person NOT LIKE 'left-%'
      AND servers.left_at IS NULL AND coalesce(looked_up_at, 0) < ?
    ORDER BY coalesce(looked_up_at, 0) LIMIT ?
  `);
  const note = database.prepare<{ server: string; person: string; now: number; away: 0 | 1 }>(`
    INSERT INTO members (server, person, looked_up_at, away_since)
    VALUES ($server, $person, $now, iif($away, $now, NULL))
    ON CONFLICT (server, person) DO UPDATE SET looked_up_at = excluded.looked_up_at,
      away_since = iif($away, coalesce(away_since, $now), NULL)
  `);
  const awaySince = database.prepare<[number], { server: string; person: string }>(
    'SELECT server, person FROM members WHERE away_since < ?',
  );
  const rename = database.prepare<{ name: string; server: string; person: string }>(
    'UPDATE saves SET person = $name, note = NULL WHERE shelf = $server AND person = $person',
  );
  const steps = [
    'DELETE FROM passed_over WHERE shelf = ? AND person = ?',
    'DELETE FROM members WHERE server = ? AND person = ?',
  ].map((sql) => database.prepare<[string, string]>(sql));
  const settle = database.prepare<[string, string]>(
    `DELETE FROM people WHERE id = ? AND NOT EXISTS (SELECT 1 FROM saves WHERE person = ?)`,
  );
  const dropNotes = database.prepare<[string]>('DELETE FROM zotero_items WHERE person = ?');
  const dropNames = database.transaction((before: number) => {
    const gone = awaySince.all(before);
    for (const { server, person } of gone) {
      rename.run({ name: `left-${randomBytes(8).toString('hex')}`, server, person });
      for (const step of steps) step.run(server, person);
      settle.run(person, person);
      dropNotes.run(person);
    }
    return gone.length;
  });

  return {
    async membersToLookUp(before, limit) {
      return toLookUp.all(before.getTime(), limit);
    },
    async noteMember(server, person, present, now) {
      note.run({ server, person, now: now.getTime(), away: present ? 0 : 1 });
    },
    async dropNamesAwaySince(before) {
      return dropNames.immediate(before.getTime());
    },
  };
}

type ServersPart = Pick<PeopleStore, 'noteServers' | 'noteServer' | 'dropServersLeft'>;

function prepareServers(database: Database): ServersPart {
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

  const noteServers = database.transaction((present: readonly string[], now: number) => {
    for (const server of others.all(JSON.stringify(present))) left.run(server, now);
    for (const server of present) back.run(server);
  });
  const dropLeft = database.transaction((before: number) => {
    const servers = leftBefore.all(before);
    for (const server of servers) for (const drop of drops) drop.run(server);
    return servers;
  });

  return {
    async noteServers(present, now) {
      noteServers.immediate(present, now.getTime());
    },
    async noteServer(server, present, now) {
      if (present) back.run(server);
      else left.run(server, now.getTime());
    },
    async dropServersLeft(before) {
      return dropLeft.immediate(before.getTime());
    },
  };
}
