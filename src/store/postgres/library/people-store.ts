import type { PaperId } from '../../../corpus/paper.ts';
import type { PeopleStore, PersonalData } from '../../../library/people/people.ts';
import type { SettingsStore } from '../../../library/people/settings.ts';
import type { SaveStore } from '../../../library/saves/save-store.ts';
import {
  type FollowRow,
  followingOf,
  type LookedUpRow,
  lookedUpOf,
} from '../../rows/library/personal-data-rows.ts';
import type { Postgres, Sql } from '../database/sql.ts';
import { createForgetting } from './forgetting.ts';
import { createMembers } from './members.ts';
import { createServers } from './servers.ts';

/** What belongs to people and servers as such, in PostgreSQL. */
export function createPeopleStore(
  postgres: Postgres,
  { saves, settings }: { readonly saves: SaveStore; readonly settings: SettingsStore },
): PeopleStore {
  async function savesOf(person: string): Promise<PersonalData['saves']> {
    const text = 'SELECT DISTINCT shelf AS library FROM saves WHERE person = $1 ORDER BY shelf';
    const libraries = await postgres.query<{ library: string }>(text, [person]);
    const kept = await Promise.all(
      libraries.map(async ({ library }) => [
        ...(await saves.list({ library, person })),
        ...(await saves.listRemoved(library, person)),
      ]),
    );
    return kept.flat();
  }

  return {
    ...createForgetting(postgres),
    ...createMembers(postgres),
    ...createServers(postgres),

    async personalData(person) {
      return {
        person,
        settings: await settings.personSettings(person),
        saves: await savesOf(person),
        passedOver: await passedOverOf(postgres, person),
        ...(await restOf(postgres, person)),
      };
    },

    async passOver({ library, person, paper }, now) {
      const text = `INSERT INTO passed_over (shelf, person, paper, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING`;
      await postgres.query(text, [library, person, paper, now.getTime()]);
    },

    async passedOver(library, person) {
      const text = `SELECT paper FROM passed_over WHERE shelf = $1 AND person = $2
        ORDER BY at DESC, paper`;
      const rows = await postgres.query<{ paper: PaperId }>(text, [library, person]);
      return rows.map(({ paper }) => paper);
    },
  };
}

async function passedOverOf(sql: Sql, person: string): Promise<PersonalData['passedOver']> {
  const rows = await sql.query<{ library: string; paper: PaperId; at: number }>(
    'SELECT shelf AS library, paper, at FROM passed_over WHERE person = $1 ORDER BY at, paper',
    [person],
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

const following = `
  SELECT interests, minute, zone, days FROM schedules WHERE destination = '@' || $1::text
`;

const brought = `
  SELECT paper FROM digest_papers JOIN digests ON digests.id = digest
  WHERE destination = '@' || $1::text ORDER BY claimed_at, place
`;

const setUp = `
  SELECT destination FROM schedules WHERE set_up_by = $1 AND server IS NOT NULL ORDER BY 1
`;

const opened = 'SELECT server, paper, day FROM opens WHERE person = $1 ORDER BY day, server, paper';

const lookedUp = `
  SELECT server, looked_up_at AS at, away_since AS away FROM members WHERE person = $1 ORDER BY 1
`;

const zoteroNotes = 'SELECT count(*) AS notes FROM zotero_items WHERE person = $1';

/** What other rooms keep about people. */
async function restOf(
  sql: Sql,
  person: string,
): Promise<Omit<PersonalData, 'person' | 'settings' | 'saves' | 'passedOver'>> {
  const read = <Row>(text: string) => sql.query<Row>(text, [person]);
  return {
    ...followingOf((await read<FollowRow>(following))[0]),
    brought: (await read<{ paper: PaperId }>(brought)).map(({ paper }) => paper),
    digestsSetUp: (await read<{ destination: string }>(setUp)).map((row) => row.destination),
    opened: await read<PersonalData['opened'][number]>(opened),
    lookedUp: (await read<LookedUpRow>(lookedUp)).map(lookedUpOf),
    notesAtZotero: (await read<{ notes: number }>(zoteroNotes))[0]?.notes ?? 0,
  };
}
