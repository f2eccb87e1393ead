import type { Database } from 'better-sqlite3';
import type { PeopleStore, PersonHash } from '../../../library/people/people.ts';
import type { StandingReaction } from '../../../library/saves/save-store.ts';
import { dropCopiesBefore } from '../backup/keep-copy.ts';
import { emptyLog } from '../database/empty-log.ts';

type ForgettingPart = Pick<
  PeopleStore,
  | 'forget'
  | 'isForgotten'
  | 'takeOffForgotten'
  | 'clearForgotten'
  | 'keepForgotten'
  | 'expireForgotten'
>;

/** What is done so that somebody who was forgotten stays forgotten. */
export function prepareForgetting(database: Database): ForgettingPart {
  const standing = database.prepare<
    [string, number],
    Pick<StandingReaction, 'message' | 'emoji'> & { normal: 0 | 1; super: 0 | 1 }
  >(`
    SELECT message, save_reactions.emoji, normal, super FROM save_reactions
    JOIN saves ON saves.id = save JOIN shown_messages ON shown_messages.id = message
    WHERE saves.person = ? AND normal + super > 0 AND posted_at >= ?
  `);
  const keep = database.prepare<[string, string, string, string, number]>(`
    INSERT INTO forgotten_reactions (message, emoji, who, kind, forgotten_at)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
  `);
  const keepPerson = database.prepare<[string, number]>(`
    INSERT INTO forgotten_people (who, forgotten_at) VALUES (?, ?)
    ON CONFLICT (who) DO UPDATE SET forgotten_at = excluded.forgotten_at
  `);
  const drops = [
    // What they were shown in direct messages, as far as it is known whose these are.
    `DELETE FROM shown_messages WHERE server IS NULL AND channel IN (
      SELECT channel FROM shown_messages WHERE id IN (
        SELECT message FROM save_reactions JOIN saves ON saves.id = save WHERE person = $person
        UNION SELECT message FROM digests WHERE destination = '@' || $person
      ) OR person = $person
    )`,
    'DELETE FROM saves WHERE person = $person',
    'DELETE FROM passed_over WHERE person = $person',
    'DELETE FROM members WHERE person = $person',
    'DELETE FROM zotero_items WHERE person = $person',
    'DELETE FROM people WHERE id = $person',
    'UPDATE opens SET person = NULL WHERE person = $person',
    "DELETE FROM schedules WHERE destination = '@' || $person",
    "UPDATE schedules SET set_up_by = 'nobody' WHERE set_up_by = $person",
    'UPDATE imports SET person = NULL WHERE person = $person',
    // Lists of theirs that others looked at, and settings that can be undone.
    'DELETE FROM views WHERE instr(body, json_quote($person)) > 0',
  ].map((sql) => database.prepare<{ person: string }>(sql));
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
  const expireImporters = database.prepare<[number]>(
    'UPDATE imports SET person = NULL WHERE at < ?',
  );
  const expirePeople = database.prepare<[number]>(
    'DELETE FROM forgotten_people WHERE forgotten_at < ?',
  );

  const forget = database.transaction(
    (person: string, hash: PersonHash, since: number, now: number) => {
      for (const { message, emoji, normal, super: burst } of standing.all(person, since)) {
        const who = hash(person, message);
        if (normal) {
          keep.run(message, emoji, who, 'normal', now);
        }
        if (burst) {
          keep.run(message, emoji, who, 'super', now);
        }
      }
      keepPerson.run(hash(person, ''), now);
      for (const drop of drops) {
        drop.run({ person });
      }
    },
  );
  const isForgotten = database.transaction(
    (message: string, emoji: string, who: string, kind: string) => {
      const since = forgottenAt.get(message, emoji, who);
      if (since === undefined) {
        return false;
      }
      keep.run(message, emoji, who, kind, since);
      return true;
    },
  );
  const keepStanding = database.transaction((message: string, stands: ReadonlySet<string>) => {
    for (const { emoji, who, kind } of ofMessage.all(message)) {
      if (!stands.has(`${emoji} ${who} ${kind}`)) {
        takeOff.run(message, emoji, who, kind);
      }
    }
  });

  return {
    async forget(person, hash, since, now) {
      forget.immediate(person, hash, since.getTime(), now.getTime());
      await emptyLog(database);
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
      expireImporters.run(before.getTime());
      if (!database.memory) {
        dropCopiesBefore(database.name, before);
      }
      await emptyLog(database);
    },
  };
}
