import type { Save } from '../../../library/saves/save.ts';
import type { SaveChange } from '../../../library/saves/save-store.ts';
import { rowOf } from '../../rows/library/save-rows.ts';
import type { Sql } from '../database/sql.ts';

const insert = `
  INSERT INTO saves (asked, saved_at, removed_at, note, note_shared, state, shelf, person, paper)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (shelf, person, paper) DO NOTHING RETURNING id
`;

const update = `
  UPDATE saves SET asked = $1, saved_at = $2, removed_at = $3, note = $4, note_shared = $5,
    state = $6
  WHERE id = $7
`;

const writeTags = `
  WITH dropped AS (DELETE FROM save_tags WHERE save = $1 AND tag <> ALL($2::text[]))
  INSERT INTO save_tags (save, tag) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING
`;

const writeReactions = `
  WITH given AS (
    SELECT * FROM unnest($2::text[], $3::text[], $4::smallint[], $5::smallint[], $6::smallint[])
      AS given (message, emoji, normal, super, counts)
  ), dropped AS (
    DELETE FROM save_reactions
    WHERE save = $1 AND (message, emoji) NOT IN (SELECT message, emoji FROM given)
  )
  INSERT INTO save_reactions (save, message, emoji, normal, super, counts)
  SELECT $1, given.* FROM given
  ON CONFLICT (save, message, emoji) DO UPDATE SET
    normal = excluded.normal, super = excluded.super, counts = excluded.counts
`;

/**
 * Writes one save whole, inside the caller's transaction.
 * @param id - of its row, which the caller has locked; undefined where there was none.
 * @returns false where there was none, and somebody else has made it meanwhile: nothing is written.
 */
export async function writeSave(
  sql: Sql,
  { key, before, after }: SaveChange,
  id: number | undefined,
): Promise<boolean> {
  if (after === before) {
    return true;
  }
  if (!after) {
    await sql.query('DELETE FROM saves WHERE id = $1', [id]);
    return true;
  }
  const { library, person, paper } = key;
  const [row] =
    id === undefined
      ? await sql.query<{ id: number }>(insert, [...valuesOf(after), library, person, paper])
      : [{ id }];
  if (!row) {
    return false;
  }
  if (id !== undefined) {
    await sql.query(update, [...valuesOf(after), id]);
  }
  if (!isSame(after.tags, before?.tags ?? [])) {
    await sql.query(writeTags, [row.id, after.tags]);
  }
  if (!isSame(after.reactions, before?.reactions ?? [])) {
    await sql.query(writeReactions, [row.id, ...columnsOf(after.reactions)]);
  }
  return true;
}

function valuesOf(save: Save): readonly unknown[] {
  return [
    save.asked ? 1 : 0,
    save.savedAt.getTime(),
    save.removedAt?.getTime() ?? null,
    save.note ?? null,
    save.noteShared ? 1 : 0,
    save.state ?? null,
  ];
}

function columnsOf(reactions: Save['reactions']): readonly unknown[] {
  const rows = reactions.map(rowOf);
  return [
    rows.map(({ message }) => message),
    rows.map(({ emoji }) => emoji),
    rows.map(({ normal }) => normal),
    rows.map((row) => row.super),
    rows.map(({ counts }) => counts),
  ];
}

/** Most changes leave the tags alone, and many the reactions. */
function isSame(after: readonly unknown[], before: readonly unknown[]): boolean {
  return JSON.stringify(after) === JSON.stringify(before);
}
