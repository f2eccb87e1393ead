import type { Database } from 'better-sqlite3';
import type { PaperId } from '../../../corpus/paper.ts';
import type { ShownStore } from '../../../library/saves/save-store.ts';
import type { ShownMessage } from '../../../library/saves/shown-message.ts';
import { type ShownRow, shownOf } from '../../rows/library/shown-rows.ts';
import { withoutSync } from '../database/without-sync.ts';

const select = `
  SELECT id, channel, server, person, posted_at AS postedAt, emoji,
    (SELECT json_group_array(paper ORDER BY place) FROM shown_papers WHERE message = shown_messages.id)
      AS papers
  FROM shown_messages
`;

/** Which papers our messages show, in SQLite. */
export function createShownStore(database: Database): ShownStore {
  const find = database.prepare<[string], ShownRow>(`${select} WHERE id = ?`);
  const since = database.prepare<[number], ShownRow>(
    `${select} WHERE posted_at >= ? ORDER BY posted_at DESC, id DESC`,
  );
  const withPaper = database.prepare<[string, PaperId, number], ShownRow>(`
    ${select} WHERE server = ? AND id IN (SELECT message FROM shown_papers WHERE paper = ?)
    ORDER BY posted_at DESC, id DESC LIMIT ?
  `);
  const add = database.prepare<Omit<ShownRow, 'papers'>>(`
    INSERT INTO shown_messages (id, channel, server, person, posted_at, emoji)
    VALUES ($id, $channel, $server, $person, $postedAt, $emoji) ON CONFLICT (id) DO NOTHING
  `);
  const addPaper = database.prepare<[string, number, PaperId]>(
    'INSERT INTO shown_papers (message, place, paper) VALUES (?, ?, ?)',
  );
  const drop = database.prepare<[string]>(
    'DELETE FROM shown_messages WHERE id IN (SELECT value FROM json_each(?))',
  );
  const keep = database.transaction((message: ShownMessage) => {
    const { id, channel, server = null, person = null, postedAt, emoji, papers } = message;
    const added = add.run({ id, channel, server, person, postedAt: postedAt.getTime(), emoji });
    if (added.changes === 0) {
      return;
    }
    for (const [at, paper] of papers.entries()) {
      addPaper.run(id, at + 1, paper);
    }
  });

  return {
    async keepShown(message) {
      withoutSync(database, () => keep.immediate(message));
    },

    async findShown(id) {
      const row = find.get(id);
      return row && shownOf(row);
    },

    async shownSince(moment) {
      return since.all(moment.getTime()).map(shownOf);
    },

    async shownWith(server, paper, limit) {
      return withPaper.all(server, paper, limit).map(shownOf);
    },

    async dropShown(ids) {
      drop.run(JSON.stringify(ids));
    },
  };
}
