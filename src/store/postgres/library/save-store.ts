import type { SaveRule } from '../../../library/saves/save-rules.ts';
import type { SaveChange, SaveFilter, SaveStore } from '../../../library/saves/save-store.ts';
import { keyOf, type SaveRow, saveOf } from '../../rows/library/save-rows.ts';
import type { Postgres, Sql } from '../database/sql.ts';
import { writeSave } from './write-save.ts';

const select = `
  SELECT id, shelf, person, paper, asked, saved_at AS "savedAt", removed_at AS "removedAt", note,
    note_shared AS "noteShared", state,
    (SELECT coalesce(json_agg(tag), '[]')::text FROM save_tags WHERE save = saves.id) AS tags,
    (SELECT coalesce(json_agg(json_build_object('message', message, 'emoji', emoji,
      'normal', normal, 'super', super, 'counts', counts) ORDER BY message, emoji), '[]')::text
      FROM save_reactions WHERE save = saves.id) AS reactions
  FROM saves
`;

const byKey = 'shelf = $1 AND person = $2 AND paper = $3';
const onMessage = 'id IN (SELECT save FROM save_reactions WHERE message = $1)';

const listed = `
  shelf = $1 AND removed_at IS NULL
  AND ($2::text IS NULL OR person = $2)
  AND ($3::text IS NULL OR state = $3)
  AND ($4::text IS NULL OR EXISTS (SELECT 1 FROM save_tags WHERE save = saves.id AND tag = $4))
  AND ($5::text[] IS NULL OR paper = ANY($5))
  ORDER BY saved_at DESC, id DESC
`;

const countByServer = `
  SELECT shelf AS server, count(*) AS saves FROM saves
  WHERE removed_at IS NULL AND left(shelf, 1) <> '@' GROUP BY shelf ORDER BY shelf
`;

/** Saves in PostgreSQL: every change locks its rows, reads them, applies its rule and writes. */
export function createSaveStore(postgres: Postgres): SaveStore {
  const rowsWhere = (where: string, values: readonly unknown[]) =>
    postgres.query<SaveRow>(`${select} WHERE ${where}`, values);

  async function savesWhere(where: string, values: readonly unknown[]) {
    return (await rowsWhere(where, values)).map((row) => ({ ...keyOf(row), ...saveOf(row) }));
  }

  const changeWhere = (where: string, values: readonly unknown[], rule: SaveRule) =>
    postgres.transaction(async (sql) => {
      const changes: SaveChange[] = [];
      for (const row of await lockWhere(sql, where, values)) {
        const before = saveOf(row);
        const change = { key: keyOf(row), before, after: rule(before) };
        await writeSave(sql, change, row.id);
        changes.push(change);
      }
      return changes;
    }, 'read committed');

  return {
    async change(key, rule) {
      const values = [key.library, key.person, key.paper];
      return postgres.transaction(async (sql) => {
        for (;;) {
          const [row] = await lockWhere(sql, byKey, values);
          const before = row && saveOf(row);
          const change = { key, before, after: rule(before) };
          // Where somebody else has just made the first save, this one goes on from that.
          if (await writeSave(sql, change, row?.id)) {
            return change;
          }
        }
      }, 'read committed');
    },

    async changeOnMessage(message, rule) {
      return changeWhere(onMessage, [message], rule);
    },

    async find({ library, person, paper }) {
      const [row] = await rowsWhere(byKey, [library, person, paper]);
      return row && saveOf(row);
    },

    async list(filter) {
      return savesWhere(listed, valuesOf(filter));
    },

    async listRemoved(library, person) {
      const where = `shelf = $1 AND person = $2 AND removed_at IS NOT NULL
        ORDER BY removed_at DESC, id DESC`;
      return savesWhere(where, [library, person]);
    },

    async servers() {
      return postgres.query<{ server: string; saves: number }>(countByServer);
    },

    async standingReactions(message) {
      return (await rowsWhere(onMessage, [message])).flatMap((row) =>
        saveOf(row)
          .reactions.filter((reaction) => reaction.message === message && reaction.on.length > 0)
          .map((reaction) => ({ ...reaction, person: row.person })),
      );
    },

    async changeRemovedBefore(moment, rule) {
      const changes = await changeWhere('removed_at < $1', [moment.getTime()], rule);
      return changes.filter(({ before, after }) => before !== after).length;
    },
  };
}

/**
 * Locks saves and reads them. Two statements: one that has waited for a lock sees the newest row, but
 * tags and reactions as they were when it began.
 */
async function lockWhere(
  sql: Sql,
  where: string,
  values: readonly unknown[],
): Promise<readonly SaveRow[]> {
  const lock = `SELECT id FROM saves WHERE ${where} ORDER BY id FOR UPDATE`;
  const locked = await sql.query<{ id: number }>(lock, values);
  if (locked.length === 0) {
    return [];
  }
  const ids = locked.map(({ id }) => id);
  const read = `${select} WHERE ${where} AND id = ANY($${values.length + 1}::bigint[]) ORDER BY id`;
  return sql.query<SaveRow>(read, [...values, ids]);
}

function valuesOf({ library, person, state, tag, papers }: SaveFilter): readonly unknown[] {
  return [library, person ?? null, state ?? null, tag ?? null, papers ?? null];
}
