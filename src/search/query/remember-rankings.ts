import type { PaperIndex } from '../index/paper-index.ts';
import type { SearchQuery } from '../search.ts';
import type { RankedQuery } from './rank-query.ts';

/** Rankings that are remembered, of about 4 kB each: people turn the pages of a list soon, or never. */
const maxRankings = 500;

/** The last queries as they were ranked, whichever page of their hits was asked for. */
export interface RankingMemory {
  /** As this state of the index remembers it, else as made now; one that fails is not remembered. */
  of(query: SearchQuery, index: PaperIndex, make: () => Promise<RankedQuery>): Promise<RankedQuery>;
  forget(): void;
}

/** Remembers rankings of one state of the index at a time. */
export function rememberRankings(): RankingMemory {
  const rankings = new Map<string, Promise<RankedQuery>>();
  let from: { readonly index: PaperIndex; readonly changes: number } | undefined;

  function forget(): void {
    rankings.clear();
    from = undefined;
  }

  return {
    of(query, index, make) {
      if (index !== from?.index || index.changes !== from.changes) {
        forget();
        from = { index, changes: index.changes };
      }
      const key = JSON.stringify({ ...query, offset: undefined, limit: undefined });
      const ranking = rankings.get(key) ?? make();
      rankings.delete(key);
      rankings.set(key, ranking);
      ranking.catch(() => rankings.delete(key));
      const [oldest] = rankings.keys();
      if (rankings.size > maxRankings && oldest !== undefined) {
        rankings.delete(oldest);
      }
      return ranking;
    },
    forget,
  };
}
