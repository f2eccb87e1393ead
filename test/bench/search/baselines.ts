import MiniSearch from 'minisearch';
import type { Paper, PaperId } from '../../../src/corpus/paper.ts';
import { openSqlite } from '../../../src/store/sqlite/database/open-sqlite.ts';

/** A search to compare with, answering at once. */
export interface Baseline {
  readonly name: string;
  find(query: string): PaperId[];
  close(): void;
}

/** MiniSearch as it comes: title and text, no stems, no stop words. */
export function plainMiniSearch(papers: readonly Paper[]): Baseline {
  const index = new MiniSearch<{ id: PaperId; title: string; text: string }>({
    fields: ['title', 'text'],
  });
  index.addAll(papers.map(({ id, title, abstract = '' }) => ({ id, title, text: abstract })));
  return {
    name: 'plain MiniSearch',
    find: (query) =>
      index
        .search(query)
        .slice(0, 10)
        .map(({ id }) => id as PaperId),
    close: () => index.removeAll(),
  };
}

/** SQLite's FTS5 with Porter stems, the words of the query joined by OR. */
export function plainFts5(papers: readonly Paper[]): Baseline {
  const database = openSqlite(':memory:');
  database.exec(
    "CREATE VIRTUAL TABLE papers USING fts5 (title, text, tokenize = 'porter unicode61')",
  );
  const insert = database.prepare('INSERT INTO papers (rowid, title, text) VALUES (?, ?, ?)');
  database.transaction(() => {
    for (const [i, { title, abstract = '' }] of papers.entries()) {
      insert.run(i, title, abstract);
    }
  })();
  const search = database
    .prepare<[string], number>(
      'SELECT rowid FROM papers WHERE papers MATCH ? ORDER BY rank LIMIT 10',
    )
    .pluck();
  return {
    name: 'plain FTS5 (porter)',
    find(query) {
      const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
      if (words.length === 0) {
        return [];
      }
      const rows = search.all(words.map((word) => `"${word}"`).join(' OR '));
      return rows.flatMap((row) => papers[row]?.id ?? []);
    },
    close: () => {
      database.close();
    },
  };
}
