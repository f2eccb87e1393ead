import type { DocumentNumber, IndexedText, TermQuery } from '../../../search/index/term-engine.ts';
import { openSqlite } from '../database/open-sqlite.ts';

/** A full-text index in SQLite; answers at once. */
export interface FtsIndex {
  update(added: readonly IndexedText[], removed: readonly DocumentNumber[]): void;
  search(query: TermQuery): DocumentNumber[];
  close(): void;
}

/**
 * About how many papers a query may have scored. What only words beyond that would find is not
 * among the best: as a "common terms query", the rarest words find the candidates, and the layers
 * above count the common ones.
 */
const scoredPapers = 30_000;

/**
 * SQLite's FTS5 over terms that are already analysed, in a temporary database of its own that
 * SQLite deletes: it is built from the corpus at each start, so that it is never out of date.
 */
export function openFtsIndex(): FtsIndex {
  const database = openSqlite('');
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -65536');
  database.exec(`
    CREATE VIRTUAL TABLE papers USING fts5 (
      terms, content = '', contentless_delete = 1,
      tokenize = "unicode61 remove_diacritics 0 tokenchars '*+#.'"
    )`);
  const insert = database.prepare<[number, string]>(
    'INSERT INTO papers (rowid, terms) VALUES (?, ?)',
  );
  const remove = database.prepare<[number]>('DELETE FROM papers WHERE rowid = ?');
  const match = database
    .prepare<[string], number>('SELECT rowid FROM papers WHERE papers MATCH ? ORDER BY rank')
    .pluck();
  const best = database
    .prepare<[string, number], number>(
      'SELECT rowid FROM papers WHERE papers MATCH ? ORDER BY rank LIMIT ?',
    )
    .pluck();
  /** In how many papers each term stands; papers that are gone still count. */
  const frequencies = new Map<string, number>();

  const update = database.transaction(
    (added: readonly IndexedText[], removed: readonly DocumentNumber[]) => {
      for (const { document, terms } of added) {
        insert.run(document, terms);
        for (const term of new Set(terms.split(' '))) {
          frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
        }
      }
      for (const document of removed) {
        remove.run(document);
      }
    },
  );

  function telling(terms: readonly string[]): string[] {
    const rarestFirst = terms
      .map((term) => ({ term, frequency: frequencies.get(term) ?? 0 }))
      .filter(({ frequency }) => frequency > 0)
      .sort((a, b) => a.frequency - b.frequency);
    let scored = 0;
    return rarestFirst
      .filter(({ frequency }, i) => {
        scored += frequency;
        return i === 0 || scored <= scoredPapers;
      })
      .map(({ term }) => term);
  }

  return {
    update,
    search({ any, all = [], none = [], among, limit }) {
      const expression = expressionOf(telling(any), all, none);
      if (expression === undefined) {
        return [];
      }
      if (among === undefined) {
        return best.all(expression, limit);
      }
      const found: DocumentNumber[] = [];
      for (const document of match.iterate(expression)) {
        if (among[document] === 1) {
          found.push(document);
        }
        if (found.length === limit) {
          break;
        }
      }
      return found;
    },
    close: () => {
      database.close();
    },
  };
}

/** An FTS5 query; undefined where nothing is asked for. */
function expressionOf(
  any: readonly string[],
  all: readonly string[],
  none: readonly string[],
): string | undefined {
  const wanted = all.length > 0 ? all.map(quoted).join(' AND ') : any.map(quoted).join(' OR ');
  if (wanted === '') {
    return undefined;
  }
  return none.length > 0 ? `(${wanted}) NOT (${none.map(quoted).join(' OR ')})` : wanted;
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
