import type { Database } from 'better-sqlite3';
import type { PaperId } from '../../../corpus/paper.ts';

interface Twice {
  readonly kept: number;
  readonly other: number;
}

/** Notes are kept up to this many characters. */
const maxNote = 4000;

/**
 * Moves the saves of one paper to another, inside a transaction of the caller's. Where somebody saved
 * both in one library, one save is left, which holds while either did and has the tags, notes,
 * reading state and reactions of both.
 */
export function prepareMoveSaves(database: Database): (from: PaperId, to: PaperId) => void {
  const findTwice = database.prepare<[PaperId, PaperId], Twice>(`
    SELECT kept.id AS kept, other.id AS other FROM saves AS other
      JOIN saves AS kept ON kept.shelf = other.shelf AND kept.person = other.person
    WHERE other.paper = ? AND kept.paper = ?
  `);
  const join = database.prepare<Twice>(`
    UPDATE saves SET
      asked = max(saves.asked, other.asked),
      saved_at = CASE
        WHEN saves.removed_at IS NULL AND other.removed_at IS NOT NULL THEN saves.saved_at
        WHEN saves.removed_at IS NOT NULL AND other.removed_at IS NULL THEN other.saved_at
        ELSE min(saves.saved_at, other.saved_at) END,
      removed_at = CASE WHEN saves.removed_at IS NULL OR other.removed_at IS NULL THEN NULL
        ELSE max(saves.removed_at, other.removed_at) END,
      note = CASE
        WHEN saves.note IS NULL OR saves.note = other.note THEN coalesce(other.note, saves.note)
        WHEN other.note IS NULL THEN saves.note
        ELSE substr(saves.note || char(10, 10) || other.note, 1, ${maxNote}) END,
      -- What is joined is shared only where both parts were.
      note_shared = CASE
        WHEN saves.note IS NULL THEN other.note_shared
        WHEN other.note IS NULL THEN saves.note_shared
        ELSE min(saves.note_shared, other.note_shared) END,
      state = coalesce(saves.state, other.state)
    FROM saves AS other WHERE saves.id = $kept AND other.id = $other
  `);
  const joinTags = database.prepare<Twice>(`
    INSERT OR IGNORE INTO save_tags (save, tag)
    SELECT $kept, tag FROM save_tags WHERE save = $other
  `);
  const joinReactions = database.prepare<Twice>(`
    INSERT INTO save_reactions (save, message, emoji, normal, super, counts)
    SELECT $kept, message, emoji, normal, super, counts FROM save_reactions WHERE save = $other
    ON CONFLICT (save, message, emoji) DO UPDATE SET
      normal = max(normal, excluded.normal), super = max(super, excluded.super),
      counts = max(counts, excluded.counts)
  `);
  const dropOther = database.prepare<Twice>('DELETE FROM saves WHERE id = $other');
  const move = database.prepare<[PaperId, PaperId]>('UPDATE saves SET paper = ? WHERE paper = ?');

  return (from, to) => {
    for (const twice of findTwice.all(from, to)) {
      for (const statement of [join, joinTags, joinReactions, dropOther]) {
        statement.run(twice);
      }
    }
    move.run(to, from);
  };
}
