import type { PaperIndex } from '../index/paper-index.ts';
import type { SearchQuery } from '../search.ts';
import type { RankedQuery } from './rank-query.ts';

/**
 * How many papers the remembered rankings may list in all, at twelve bytes each: those of 1,000
 * queries, or a few filters that let all of a large corpus through.
 */
const maxListed = 250_000;
/** What a ranking takes without its papers, as if it listed this many. */
const emptySize = 50;

/** The last queries as they were ranked, whichever page of their hits was asked for. */
export interface RankingMemory {
  /** As this state of the index remembers it, else as made now; one that fails is not remembered. */
  of(query: SearchQuery, index: PaperIndex, make: () => Promise<RankedQuery>): Promise<RankedQuery>;
  forget(): void;
}

interface Remembered {
  readonly ranking: Promise<RankedQuery>;
  /** Known when it is made. */
  size: number;
}

/** Remembers rankings of one state of the index at a time. */
export function rememberRankings(): RankingMemory {
  /** The query asked last at the end. */
  const remembered = new Map<string, Remembered>();
  let from: { readonly index: PaperIndex; readonly changes: number } | undefined;
  let size = 0;

  function forget(): void {
    remembered.clear();
    from = undefined;
    size = 0;
  }

  function remove(key: string, entry: Remembered): void {
    if (remembered.get(key) === entry) {
      remembered.delete(key);
      size -= entry.size;
    }
  }

  function add(key: string, ranking: Promise<RankedQuery>): Remembered {
    const entry: Remembered = { ranking, size: 0 };
    ranking.then(
      ({ documents }) => {
        if (remembered.get(key) !== entry) {
          return;
        }
        entry.size = emptySize + documents.length;
        size += entry.size;
        for (const [oldest, each] of remembered) {
          // The last is kept however long it is: its next page is the likeliest question.
          if (size <= maxListed || each === entry) {
            break;
          }
          remove(oldest, each);
        }
      },
      () => remove(key, entry),
    );
    return entry;
  }

  return {
    of(query, index, make) {
      if (index !== from?.index || index.changes !== from.changes) {
        forget();
        from = { index, changes: index.changes };
      }
      const key = JSON.stringify({ ...query, offset: undefined, limit: undefined });
      const entry = remembered.get(key) ?? add(key, make());
      remembered.delete(key);
      remembered.set(key, entry);
      return entry.ranking;
    },
    forget,
  };
}
