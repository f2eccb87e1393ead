import type { Database } from 'better-sqlite3';
import type { Save, SaveKey } from '../../../library/saves/save.ts';
import type { SaveRule } from '../../../library/saves/save-rules.ts';
import type { SaveChange, SaveFilter, SaveStore } from '../../../library/saves/save-store.ts';
import {
  keyOf,
  type ReactionRow,
  rowOf,
  type SaveRow,
  saveOf,
} from '../../rows/library/save-rows.ts';

const select = `
  SELECT id, shelf, person, paper, asked, saved_at AS savedAt, removed_at AS removedAt, note,
    note_shared AS noteShared, state,
    (SELECT json_group_array(tag) FROM save_tags WHERE save = saves.id) AS tags,
    (SELECT json_group_array(json_object('message', message, 'emoji', emoji, 'normal', normal,
      'super', super, 'counts', counts)) FROM save_reactions WHERE save = saves.id) AS reactions
  FROM saves
`;

/** Saves in SQLite: every change reads, applies its rule and writes in one transaction. */
export function createSaveStore(database: Database): SaveStore {
  const findRow = database.prepare<SaveKey, SaveRow>(
    `${select} WHERE shelf = $library AND person = $person AND paper = $paper`,
  );
  const onMessage = database.prepare<{ message: string }, SaveRow>(
    `${select} WHERE id IN (SELECT save FROM save_reactions WHERE message = $message)`,
  );
  const removedBefore = database.prepare<{ moment: number }, SaveRow>(
    `${select} WHERE removed_at < $moment`,
  );
  const removedOf = database.prepare<{ library: string; person: string }, SaveRow>(
    `${select} WHERE shelf = $library AND person = $person AND removed_at IS NOT NULL
     ORDER BY removed_at DESC, id DESC`,
  );
  const listRows = database.prepare<
    {
      library: string;
      person: string | null;
      tag: string | null;
      state: string | null;
      papers: string | null;
    },
    SaveRow
  >(`
    ${select}
    WHERE shelf = $library AND removed_at IS NULL
      AND ($person IS NULL OR person = $person)
      AND ($state IS NULL OR state = $state)
      AND ($tag IS NULL OR EXISTS (SELECT 1 FROM save_tags WHERE save = saves.id AND tag = $tag))
      AND ($papers IS NULL OR paper IN (SELECT value FROM json_each($papers)))
    ORDER BY saved_at DESC, id DESC
  `);
  const countByServer = database.prepare<[], { server: string; saves: number }>(`
    SELECT shelf AS server, count(*) AS saves FROM saves
    WHERE removed_at IS NULL AND substr(shelf, 1, 1) <> '@' GROUP BY shelf ORDER BY shelf
  `);
  const writeSave = prepareWriter(database);

  function apply(key: SaveKey, before: Save | undefined, rule: SaveRule): SaveChange {
    const after = rule(before);
    if (after !== before) {
      writeSave(key, after);
    }
    return { key, before, after };
  }

  const change = database.transaction((key: SaveKey, rule: SaveRule) => {
    const row = findRow.get(key);
    return apply(key, row && saveOf(row), rule);
  });
  const changeRows = database.transaction((rows: () => SaveRow[], rule: SaveRule) =>
    rows().map((row) => apply(keyOf(row), saveOf(row), rule)),
  );

  return {
    async change(key, rule) {
      return change.immediate(key, rule);
    },

    async changeOnMessage(message, rule) {
      return changeRows.immediate(() => onMessage.all({ message }), rule);
    },

    async find(key) {
      const row = findRow.get(key);
      return row && saveOf(row);
    },

    async list(filter) {
      return listRows.all(parametersOf(filter)).map((row) => ({ ...keyOf(row), ...saveOf(row) }));
    },

    async listRemoved(library, person) {
      return removedOf.all({ library, person }).map((row) => ({ ...keyOf(row), ...saveOf(row) }));
    },

    async servers() {
      return countByServer.all();
    },

    async standingReactions(message) {
      return onMessage.all({ message }).flatMap((row) =>
        saveOf(row)
          .reactions.filter((reaction) => reaction.message === message && reaction.on.length > 0)
          .map((reaction) => ({ ...reaction, person: row.person })),
      );
    },

    async changeRemovedBefore(moment, rule) {
      const rows = () => removedBefore.all({ moment: moment.getTime() });
      return changeRows.immediate(rows, rule).filter(({ before, after }) => before !== after)
        .length;
    },
  };
}

/** Writes one save whole, inside the caller's transaction. */
function prepareWriter(database: Database): (key: SaveKey, save: Save | undefined) => void {
  const remove = database.prepare<SaveKey>(
    'DELETE FROM saves WHERE shelf = $library AND person = $person AND paper = $paper',
  );
  const upsert = database
    .prepare<SaveKey & Record<string, unknown>, number>(`
      INSERT INTO saves (shelf, person, paper, asked, saved_at, removed_at, note, note_shared, state)
      VALUES ($library, $person, $paper, $asked, $savedAt, $removedAt, $note, $noteShared, $state)
      ON CONFLICT (shelf, person, paper) DO UPDATE SET asked = excluded.asked,
        saved_at = excluded.saved_at, removed_at = excluded.removed_at,
        note = excluded.note, note_shared = excluded.note_shared, state = excluded.state
      RETURNING id
    `)
    .pluck();
  const dropTags = database.prepare<[number]>('DELETE FROM save_tags WHERE save = ?');
  const addTag = database.prepare<[number, string]>(
    'INSERT INTO save_tags (save, tag) VALUES (?, ?)',
  );
  const dropReactions = database.prepare<[number]>('DELETE FROM save_reactions WHERE save = ?');
  const addReaction = database.prepare<ReactionRow & { save: number }>(`
    INSERT INTO save_reactions (save, message, emoji, normal, super, counts)
    VALUES ($save, $message, $emoji, $normal, $super, $counts)
  `);

  return (key, save) => {
    if (!save) {
      remove.run(key);
      return;
    }
    const id = upsert.get({
      ...key,
      asked: save.asked ? 1 : 0,
      savedAt: save.savedAt.getTime(),
      removedAt: save.removedAt?.getTime() ?? null,
      note: save.note ?? null,
      noteShared: save.noteShared ? 1 : 0,
      state: save.state ?? null,
    });
    if (id === undefined) {
      throw new Error('A save was written and gave no id.');
    }
    dropTags.run(id);
    for (const tag of save.tags) {
      addTag.run(id, tag);
    }
    dropReactions.run(id);
    for (const reaction of save.reactions) {
      addReaction.run({ save: id, ...rowOf(reaction) });
    }
  };
}

function parametersOf({ library, person, tag, state, papers }: SaveFilter) {
  return {
    library,
    person: person ?? null,
    tag: tag ?? null,
    state: state ?? null,
    papers: papers ? JSON.stringify(papers) : null,
  };
}
