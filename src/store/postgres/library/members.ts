import { randomBytes } from 'node:crypto';
import type { PeopleStore } from '../../../library/people/people.ts';
import type { Postgres } from '../database/sql.ts';

type MembersPart = Pick<PeopleStore, 'membersToLookUp' | 'noteMember' | 'dropNamesAwaySince'>;

interface MemberRow {
  readonly server: string;
  readonly person: string;
}

const toLookUp = `
  SELECT shelf AS server, saves.person FROM saves
  LEFT JOIN members ON members.server = shelf AND members.person = saves.person
  LEFT JOIN servers ON servers.id = shelf
  WHERE left(shelf, 1) <> '@' AND saves.person NOT LIKE 'left-%'
    AND servers.left_at IS NULL AND coalesce(looked_up_at, 0) < $1
  GROUP BY shelf, saves.person, looked_up_at
  ORDER BY coalesce(looked_up_at, 0), shelf, saves.person LIMIT $2
`;

const note = `
  INSERT INTO members (server, person, looked_up_at, away_since)
  VALUES ($1, $2, $3::bigint, CASE WHEN $4::boolean THEN NULL ELSE $3 END)
  ON CONFLICT (server, person) DO UPDATE SET looked_up_at = excluded.looked_up_at,
    away_since = CASE WHEN $4 THEN NULL ELSE coalesce(members.away_since, $3) END
`;

const awaySince = `
  SELECT server, person FROM members WHERE away_since < $1 ORDER BY server, person FOR UPDATE
`;

const gone = 'unnest($1::text[], $2::text[]) AS gone (server, person)';

const dropNames = [
  `DELETE FROM passed_over USING ${gone}
    WHERE shelf = gone.server AND passed_over.person = gone.person`,
  `DELETE FROM members USING ${gone}
    WHERE members.server = gone.server AND members.person = gone.person`,
  `UPDATE schedules SET set_up_by = 'nobody' FROM ${gone}
    WHERE schedules.server = gone.server AND set_up_by = gone.person`,
  `DELETE FROM people USING ${gone}
    WHERE id = gone.person AND NOT EXISTS (SELECT 1 FROM saves WHERE saves.person = gone.person)`,
  `DELETE FROM zotero_items USING ${gone} WHERE zotero_items.person = gone.person`,
];

const rename = `
  UPDATE saves SET person = gone.name, note = NULL, note_shared = 0
  FROM unnest($1::text[], $2::text[], $3::text[]) AS gone (server, person, name)
  WHERE shelf = gone.server AND saves.person = gone.person
`;

/** Who is still there, and whose names go because they left, in PostgreSQL. */
export function createMembers(postgres: Postgres): MembersPart {
  return {
    async membersToLookUp(before, limit) {
      return postgres.query<MemberRow>(toLookUp, [before.getTime(), limit]);
    },

    async noteMember(server, person, present, now) {
      await postgres.query(note, [server, person, now.getTime(), present]);
    },

    async dropNamesAwaySince(before) {
      return postgres.transaction(async (sql) => {
        const away = await sql.query<MemberRow>(awaySince, [before.getTime()]);
        const columns = [away.map(({ server }) => server), away.map(({ person }) => person)];
        const names = away.map(() => `left-${randomBytes(8).toString('hex')}`);
        await sql.query(rename, [...columns, names]);
        for (const drop of dropNames) {
          await sql.query(drop, columns);
        }
        return away.length;
      }, 'read committed');
    },
  };
}
