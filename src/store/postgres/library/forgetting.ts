import type { PeopleStore, PersonHash } from '../../../library/people/people.ts';
import type { ReactionRow } from '../../rows/library/save-rows.ts';
import type { Postgres, Sql } from '../database/sql.ts';

type ForgettingPart = Pick<
  PeopleStore,
  | 'forget'
  | 'isForgotten'
  | 'takeOffForgotten'
  | 'clearForgotten'
  | 'keepForgotten'
  | 'expireForgotten'
>;

const standing = `
  SELECT message, save_reactions.emoji, normal, super FROM save_reactions
  JOIN saves ON saves.id = save JOIN shown_messages ON shown_messages.id = message
  WHERE saves.person = $1 AND normal + super > 0 AND posted_at >= $2
`;

const keepReactions = `
  INSERT INTO forgotten_reactions (message, emoji, who, kind, forgotten_at)
  SELECT given.*, $5 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
    AS given (message, emoji, who, kind)
  ON CONFLICT DO NOTHING
`;

const keepPerson = `
  INSERT INTO forgotten_people (who, forgotten_at) VALUES ($1, $2)
  ON CONFLICT (who) DO UPDATE SET forgotten_at = excluded.forgotten_at
`;

const drops = [
  // What they were shown in direct messages, as far as it is known whose these are.
  `DELETE FROM shown_messages WHERE server IS NULL AND channel IN (
    SELECT channel FROM shown_messages WHERE id IN (
      SELECT message FROM save_reactions JOIN saves ON saves.id = save WHERE saves.person = $1
      UNION SELECT message FROM digests WHERE destination = '@' || $1::text
    ) OR person = $1
  )`,
  'DELETE FROM saves WHERE person = $1',
  'DELETE FROM passed_over WHERE person = $1',
  'DELETE FROM members WHERE person = $1',
  'DELETE FROM zotero_items WHERE person = $1',
  'DELETE FROM people WHERE id = $1',
  'UPDATE opens SET person = NULL WHERE person = $1',
  "DELETE FROM schedules WHERE destination = '@' || $1::text",
  "UPDATE schedules SET set_up_by = 'nobody' WHERE set_up_by = $1",
  'UPDATE imports SET person = NULL WHERE person = $1',
];

/** Lists of theirs that others looked at, and settings that can be undone. */
const dropViews = 'DELETE FROM views WHERE strpos(body, $1) > 0';

/** Whether one kind of a reaction is forgotten; the kind that is put on now joins it. */
const joinForgotten = `
  WITH found AS (
    SELECT message, emoji, who, forgotten_at FROM forgotten_reactions
    WHERE message = $1 AND emoji = $2 AND who = $3 LIMIT 1
  ), joined AS (
    INSERT INTO forgotten_reactions (message, emoji, who, kind, forgotten_at)
    SELECT message, emoji, who, $4, forgotten_at FROM found ON CONFLICT DO NOTHING
  )
  SELECT 1 FROM found
`;

/** What is done so that somebody who was forgotten stays forgotten, in PostgreSQL. */
export function createForgetting(postgres: Postgres): ForgettingPart {
  return {
    async forget(person, hash, since, now) {
      await postgres.transaction(async (sql) => {
        await keepStanding(sql, person, hash, { since, now });
        await sql.query(keepPerson, [hash(person, ''), now.getTime()]);
        for (const drop of drops) {
          await sql.query(drop, [person]);
        }
        await sql.query(dropViews, [JSON.stringify(person)]);
      });
    },

    async isForgotten({ message, emoji, person, kind }, hash) {
      const values = [message, emoji, hash(person, message), kind];
      return (await postgres.query(joinForgotten, values)).length > 0;
    },

    async takeOffForgotten({ message, emoji, person, kind }, hash) {
      const text = `DELETE FROM forgotten_reactions
        WHERE message = $1 AND emoji = $2 AND who = $3 AND kind = $4`;
      await postgres.query(text, [message, emoji, hash(person, message), kind]);
    },

    async clearForgotten(message, emoji) {
      const text = `DELETE FROM forgotten_reactions
        WHERE message = $1 AND ($2::text IS NULL OR emoji = $2)`;
      await postgres.query(text, [message, emoji ?? null]);
    },

    async keepForgotten(message, there, hash) {
      const names = there.map(
        ({ emoji, person, kind }) => `${emoji} ${hash(person, message)} ${kind}`,
      );
      const text = `DELETE FROM forgotten_reactions
        WHERE message = $1 AND emoji || ' ' || who || ' ' || kind <> ALL($2::text[])`;
      await postgres.query(text, [message, names]);
    },

    async expireForgotten(before) {
      await postgres.transaction(async (sql) => {
        for (const expire of [
          'DELETE FROM forgotten_reactions WHERE forgotten_at < $1',
          'DELETE FROM forgotten_people WHERE forgotten_at < $1',
          'UPDATE imports SET person = NULL WHERE at < $1 AND person IS NOT NULL',
        ]) {
          await sql.query(expire, [before.getTime()]);
        }
      });
    },
  };
}

/** Keeps the hashes of the reactions of a person that are still on messages. */
async function keepStanding(
  sql: Sql,
  person: string,
  hash: PersonHash,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<void> {
  const rows = await sql.query<ReactionRow>(standing, [person, since.getTime()]);
  const kept = rows.flatMap(({ message, emoji, normal, super: burst }) => {
    const reaction = { message, emoji, who: hash(person, message) };
    return [
      ...(normal ? [{ ...reaction, kind: 'normal' }] : []),
      ...(burst ? [{ ...reaction, kind: 'super' }] : []),
    ];
  });
  await sql.query(keepReactions, [
    kept.map(({ message }) => message),
    kept.map(({ emoji }) => emoji),
    kept.map(({ who }) => who),
    kept.map(({ kind }) => kind),
    now.getTime(),
  ]);
}
