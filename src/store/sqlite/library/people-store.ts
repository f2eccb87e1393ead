import type { Database } from 'better-sqlite3';
import type { PaperId } from '../../../corpus/paper.ts';
import type { PeopleStore, PersonalData } from '../../../library/people/people.ts';
import type { SettingsStore } from '../../../library/people/settings.ts';
import type { SaveKey } from '../../../library/saves/save.ts';
import type { SaveStore } from '../../../library/saves/save-store.ts';
import {
  type FollowRow,
  followingOf,
  type LookedUpRow,
  lookedUpOf,
} from '../../rows/library/personal-data-rows.ts';
import { prepareForgetting } from './prepare-forgetting.ts';
import { prepareMembers } from './prepare-members.ts';
import { prepareServers } from './prepare-servers.ts';

/** What belongs to people and servers as such, in SQLite. */
export function createPeopleStore(
  database: Database,
  { saves, settings }: { readonly saves: SaveStore; readonly settings: SettingsStore },
): PeopleStore {
  const shelvesOf = database
    .prepare<[string], string>('SELECT DISTINCT shelf FROM saves WHERE person = ? ORDER BY shelf')
    .pluck();
  const passedOverOf = database.prepare<[string], { library: string; paper: PaperId; at: number }>(
    'SELECT shelf AS library, paper, at FROM passed_over WHERE person = ? ORDER BY at, paper',
  );
  const restOf = prepareRest(database);
  const passOver = database.prepare<SaveKey & { at: number }>(`
    INSERT INTO passed_over (shelf, person, paper, at) VALUES ($library, $person, $paper, $at)
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
          .map(async (library) => [
            ...(await saves.list({ library, person })),
            ...(await saves.listRemoved(library, person)),
          ]),
      );
      return {
        person,
        settings: await settings.personSettings(person),
        saves: kept.flat(),
        passedOver: passedOverOf.all(person).map((row) => ({ ...row, at: new Date(row.at) })),
        ...restOf(person),
      };
    },

    async passOver(key, now) {
      passOver.run({ ...key, at: now.getTime() });
    },

    async passedOver(library, person) {
      return passedOver.all(library, person);
    },
  };
}

type Rest = Omit<PersonalData, 'person' | 'settings' | 'saves' | 'passedOver'>;

/** What other rooms keep about people. */
function prepareRest(database: Database): (person: string) => Rest {
  const follows = database.prepare<[string], FollowRow>(
    "SELECT interests, minute, zone, days FROM schedules WHERE destination = '@' || ?",
  );
  const broughtBy = database
    .prepare<[string], PaperId>(`
      SELECT paper FROM digest_papers JOIN digests ON digests.id = digest
      WHERE destination = '@' || ? ORDER BY claimed_at, place
    `)
    .pluck();
  const setUp = database
    .prepare<[string], string>(
      'SELECT destination FROM schedules WHERE set_up_by = ? AND server IS NOT NULL ORDER BY 1',
    )
    .pluck();
  const opened = database.prepare<[string], Rest['opened'][number]>(
    'SELECT server, paper, day FROM opens WHERE person = ? ORDER BY day, server, paper',
  );
  const seen = database.prepare<[string], LookedUpRow>(
    'SELECT server, looked_up_at AS at, away_since AS away FROM members WHERE person = ? ORDER BY 1',
  );
  const zoteroNotes = database
    .prepare<[string], number>('SELECT count(*) FROM zotero_items WHERE person = ?')
    .pluck();

  return (person) => ({
    ...followingOf(follows.get(person)),
    brought: broughtBy.all(person),
    digestsSetUp: setUp.all(person),
    opened: opened.all(person),
    lookedUp: seen.all(person).map(lookedUpOf),
    notesAtZotero: zoteroNotes.get(person) ?? 0,
  });
}
