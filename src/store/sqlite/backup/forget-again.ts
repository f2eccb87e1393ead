import type { Database } from 'better-sqlite3';
import type { PersonHash } from '../../../library/people/people.ts';
import { StoreError } from '../../store-error.ts';
import { hasColumn, hasTable } from '../database/has-table.ts';
import { openSqlite } from '../database/open-sqlite.ts';

/** Somebody who had themselves forgotten, by a keyed hash. */
export interface ForgottenPerson {
  readonly who: string;
  readonly forgottenAt: number;
}

/** Whom the database that a backup replaces has forgotten, and the key of their hashes. */
export interface Forgotten {
  readonly secret: Uint8Array;
  readonly people: readonly ForgottenPerson[];
  readonly reactions: readonly Readonly<Record<string, unknown>>[];
}

/** Whom a SQLite file has forgotten; undefined where it is older than forgetting. */
export function readForgotten(path: string): Forgotten | undefined {
  const today = openSqlite(path, { readonly: true });
  try {
    if (!hasTable(today, 'forgotten_people')) {
      return undefined;
    }
    const people = today.prepare<[], ForgottenPerson>(
      'SELECT who, forgotten_at AS forgottenAt FROM forgotten_people',
    );
    const reactions = today.prepare<[], Record<string, unknown>>(
      'SELECT * FROM forgotten_reactions',
    );
    return { secret: secretOf(today), people: people.all(), reactions: reactions.all() };
  } finally {
    today.close();
  }
}

/** Forgets in a backup whom the database of today has forgotten. @returns how many people. */
export function forgetAgain(
  restoring: Database,
  { secret, people, reactions }: Forgotten,
  personHash: (secret: Uint8Array) => PersonHash,
): number {
  if (!hasTable(restoring, 'forgotten_people')) {
    return 0;
  }
  const hash = personHash(secret);
  return restoring.transaction(() => {
    // Under another key the hashes of today do not match the backup's own.
    if (secretOf(restoring).equals(secret)) {
      carryOver(restoring, people, reactions);
    }
    return dropForgotten(restoring, new Map(people.map((each) => [each.who, each])), hash);
  })();
}

function carryOver(
  restoring: Database,
  people: readonly ForgottenPerson[],
  reactions: readonly Record<string, unknown>[],
): void {
  const person = restoring.prepare(`
    INSERT INTO forgotten_people (who, forgotten_at) VALUES ($who, $forgottenAt)
    ON CONFLICT (who) DO UPDATE SET forgotten_at = max(forgotten_at, excluded.forgotten_at)
  `);
  const reaction = restoring.prepare(`
    INSERT INTO forgotten_reactions (message, emoji, who, kind, forgotten_at)
    VALUES ($message, $emoji, $who, $kind, $forgotten_at) ON CONFLICT DO NOTHING
  `);
  for (const each of people) {
    person.run(each);
  }
  for (const each of reactions) {
    reaction.run(each);
  }
}

/** Where a person may be in a backup: a table, or a column that it has since some schema. */
const peopleIn: readonly (readonly [table: string, sql: string])[] = [
  ['saves', 'SELECT person FROM saves'],
  ['passed_over', 'SELECT person FROM passed_over'],
  ['members', 'SELECT person FROM members'],
  ['people', 'SELECT id FROM people'],
  ['shown_messages.person', 'SELECT person FROM shown_messages WHERE person IS NOT NULL'],
  ['zotero_items', 'SELECT person FROM zotero_items WHERE person IS NOT NULL'],
  ['opens', 'SELECT person FROM opens WHERE person IS NOT NULL'],
  ['schedules', "SELECT substr(destination, 2) FROM schedules WHERE destination LIKE '@%'"],
  ['schedules', 'SELECT set_up_by FROM schedules'],
  ['imports', 'SELECT person FROM imports WHERE person IS NOT NULL'],
];

const savesNothing = 'NOT EXISTS (SELECT 1 FROM saves WHERE person = $person)';

/** What goes of a person. What they did after they had themselves forgotten is theirs again. */
const drops: readonly (readonly [table: string, sql: string])[] = [
  [
    'digests',
    `DELETE FROM shown_messages WHERE server IS NULL AND posted_at <= $at AND channel IN (
      SELECT channel FROM shown_messages WHERE id IN (
        SELECT message FROM save_reactions JOIN saves ON saves.id = save WHERE person = $person
        UNION SELECT message FROM digests WHERE destination = '@' || $person
      )
    )`,
  ],
  [
    'shown_messages.person',
    `DELETE FROM shown_messages WHERE posted_at <= $at AND channel IN (
      SELECT channel FROM shown_messages WHERE person = $person
    )`,
  ],
  ['saves', 'DELETE FROM saves WHERE person = $person AND saved_at <= $at'],
  ['passed_over', 'DELETE FROM passed_over WHERE person = $person AND at <= $at'],
  ['members', `DELETE FROM members WHERE person = $person AND ${savesNothing}`],
  ['people', `DELETE FROM people WHERE id = $person AND ${savesNothing}`],
  ['zotero_items', `DELETE FROM zotero_items WHERE person = $person AND ${savesNothing}`],
  ['opens', 'UPDATE opens SET person = NULL WHERE person = $person'],
  ['schedules', "DELETE FROM schedules WHERE destination = '@' || $person AND set_up_at <= $at"],
  [
    'schedules',
    "UPDATE schedules SET set_up_by = 'nobody' WHERE set_up_by = $person AND set_up_at <= $at",
  ],
  ['imports', 'UPDATE imports SET person = NULL WHERE person = $person AND at <= $at'],
  ['views', 'DELETE FROM views WHERE instr(body, json_quote($person)) > 0 AND used_at <= $at'],
];

/** @returns how many people. */
function dropForgotten(
  restoring: Database,
  forgotten: ReadonlyMap<string, ForgottenPerson>,
  hash: PersonHash,
): number {
  const there = ([where]: readonly [string, string]) => {
    const [table = '', column] = where.split('.');
    return column ? hasColumn(restoring, table, column) : hasTable(restoring, table);
  };
  const names = peopleIn.filter(there).map(([, sql]) => sql);
  const people = restoring.prepare<[], string>(names.join(' UNION ')).pluck().all();
  const steps = drops
    .filter(there)
    .map(([, sql]) => restoring.prepare<{ person: string; at: number }>(sql));
  const found = people.flatMap((person) => {
    const at = forgotten.get(hash(person, ''))?.forgottenAt;
    return at === undefined ? [] : [{ person, at }];
  });
  for (const each of found) {
    for (const step of steps) {
      step.run(each);
    }
  }
  return found.length;
}

function secretOf(database: Database): Buffer {
  const secret = database
    .prepare<[], Buffer>(`SELECT value FROM secrets WHERE name = 'person hash'`)
    .pluck()
    .get();
  if (!secret) {
    throw new StoreError('The database has lost its key for hashes of people.');
  }
  return secret;
}
