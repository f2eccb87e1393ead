import MiniSearch, { type SearchResult } from 'minisearch';
import type { DocumentNumber, TermEngine } from './term-engine.ts';
import { b, k1 } from './terms/bm25.ts';

interface Entry {
  readonly id: DocumentNumber;
  readonly terms: string;
}

/** The engine of a small corpus: a radix tree in memory, answering in this thread. */
export function createMiniSearchEngine(): TermEngine {
  const index = new MiniSearch<Entry>({
    fields: ['terms'],
    tokenize: (terms) => terms.split(' '),
    processTerm: (term) => term,
    searchOptions: { bm25: { k: k1, b, d: 0 } },
  });
  return {
    name: 'MiniSearch',
    async update(added, removed) {
      index.discardAll(removed.filter((document) => index.has(document)));
      index.addAll(added.map(({ document, terms }) => ({ id: document, terms })));
    },
    async search({ any, all = [], none = [], among, limit }) {
      const terms = [...new Set([...any, ...all, ...none])];
      if (terms.length === 0) {
        return [];
      }
      const mayBeFound = ({ id, queryTerms }: SearchResult) =>
        (among === undefined || among[id as DocumentNumber] === 1) &&
        all.every((term) => queryTerms.includes(term)) &&
        !none.some((term) => queryTerms.includes(term));
      return index
        .search(terms.join(' '), { filter: mayBeFound })
        .map(({ id, score, queryTerms }) => ({
          document: id as DocumentNumber,
          // MiniSearch multiplies by the number of matched terms; BM25 does not.
          score: score / queryTerms.length,
        }))
        .sort((x, y) => y.score - x.score || x.document - y.document)
        .slice(0, limit)
        .map(({ document }) => document);
    },
    // Nothing to free: emptying the index would fail a vacuum that is under way.
    async close() {},
  };
}
