import type { PaperId } from '../../../corpus/paper.ts';
import type { Sql } from '../database/sql.ts';

/** Notes are kept up to this many characters. */
const maxNote = 4000;

/** Locked in the order in which every other step locks saves. */
const lock = 'SELECT id FROM saves WHERE paper IN ($1, $2) ORDER BY id FOR UPDATE';

/** Where somebody saved both papers in one library: `other` is of the first, `kept` of the second. */
const twice = `other.paper = $1 AND kept.paper = $2
  AND kept.shelf = other.shelf AND kept.person = other.person`;

const join = `
  UPDATE saves AS kept SET
    asked = greatest(kept.asked, other.asked),
    saved_at = CASE
      WHEN kept.removed_at IS NULL AND other.removed_at IS NOT NULL THEN kept.saved_at
      WHEN kept.removed_at IS NOT NULL AND other.removed_at IS NULL THEN other.saved_at
      ELSE least(kept.saved_at, other.saved_at) END,
    removed_at = CASE WHEN kept.removed_at IS NULL OR other.removed_at IS NULL THEN NULL
      ELSE greatest(kept.removed_at, other.removed_at) END,
    note = CASE
      WHEN kept.note IS NULL OR kept.note = other.note THEN coalesce(other.note, kept.note)
      WHEN other.note IS NULL THEN kept.note
      ELSE left(kept.note || chr(10) || chr(10) || other.note, ${maxNote}) END,
    -- What is joined is shared only where both parts were.
    note_shared = CASE
      WHEN kept.note IS NULL THEN other.note_shared
      WHEN other.note IS NULL THEN kept.note_shared
      ELSE least(kept.note_shared, other.note_shared) END,
    state = coalesce(kept.state, other.state)
  FROM saves AS other WHERE ${twice}
`;

const joinTags = `
  INSERT INTO save_tags (save, tag)
  SELECT kept.id, tag FROM saves AS kept, saves AS other JOIN save_tags ON save = other.id
  WHERE ${twice}
  ON CONFLICT DO NOTHING
`;

const joinReactions = `
  INSERT INTO save_reactions (save, message, emoji, normal, super, counts)
  SELECT kept.id, message, emoji, normal, super, counts
  FROM saves AS kept, saves AS other JOIN save_reactions ON save = other.id
  WHERE ${twice}
  ON CONFLICT (save, message, emoji) DO UPDATE SET
    normal = greatest(save_reactions.normal, excluded.normal),
    super = greatest(save_reactions.super, excluded.super),
    counts = greatest(save_reactions.counts, excluded.counts)
`;

const dropOther = `DELETE FROM saves AS other USING saves AS kept WHERE ${twice}`;

const move = 'UPDATE saves SET paper = $2 WHERE paper = $1';

/**
 * Moves the saves of one paper to another, inside a transaction of the caller's. Where somebody saved
 * both in one library, one save is left, which holds while either did and has the tags, notes,
 * reading state and reactions of both.
 */
export async function moveSaves(sql: Sql, from: PaperId, to: PaperId): Promise<void> {
  for (const statement of [lock, join, joinTags, joinReactions, dropOther, move]) {
    await sql.query(statement, [from, to]);
  }
}
