import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { PeopleStore } from '../../../library/people/people.ts';

type MembersPart = Pick<PeopleStore, 'membersToLookUp' | 'noteMember' | 'dropNamesAwaySince'>;

/** Who is still there, and whose names go because they left. */
export function prepareMembers(database: Database): MembersPart {
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
    'UPDATE saves SET person = $name, note = NULL, note_shared = 0 WHERE shelf = $server AND person = $person',
  );
  const steps = [
    'DELETE FROM passed_over WHERE shelf = ? AND person = ?',
    'DELETE FROM members WHERE server = ? AND person = ?',
    "UPDATE schedules SET set_up_by = 'nobody' WHERE server = ? AND set_up_by = ?",
  ].map((sql) => database.prepare<[string, string]>(sql));
  const settle = database.prepare<[string, string]>(
    `DELETE FROM people WHERE id = ? AND NOT EXISTS (SELECT 1 FROM saves WHERE person = ?)`,
  );
  const dropNotes = database.prepare<[string]>('DELETE FROM zotero_items WHERE person = ?');
  const dropNames = database.transaction((before: number) => {
    const gone = awaySince.all(before);
    for (const { server, person } of gone) {
      rename.run({ name: `left-${randomBytes(8).toString('hex')}`, server, person });
      for (const step of steps) {
        step.run(server, person);
      }
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
