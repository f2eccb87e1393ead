import type { DocumentNumber, TermEngine } from './term-engine.ts';
import { saturation } from './terms/bm25.ts';
import type { Postings } from './terms/postings.ts';
import type { TermNumber } from './terms/term-sequence.ts';
import type { TermStatistics } from './terms/term-statistics.ts';

/**
 * About how many postings a query may score. What only words beyond that would find is not among
 * the best: as a "common terms query", the rarest words find the candidates, and the layers above
 * count the common ones.
 */
const maxScored = 1_000_000;

/** The engine that search has by itself: BM25 over the postings of the index, in this thread. */
export function createPostingsEngine(
  statistics: TermStatistics,
  postings: () => Promise<readonly Postings[]>,
): TermEngine {
  function known(terms: readonly string[]): TermNumber[] {
    return [...new Set(terms)].flatMap((term) => {
      const number = statistics.number(term);
      return number !== undefined && statistics.frequency(number) > 0 ? number : [];
    });
  }

  /** The rarest terms, as many as may be scored. */
  function telling(terms: readonly TermNumber[]): TermNumber[] {
    let scored = 0;
    return terms
      .toSorted((a, b) => statistics.frequency(a) - statistics.frequency(b))
      .filter((term, i) => {
        scored += statistics.frequency(term);
        return i === 0 || scored <= maxScored;
      });
  }

  return {
    name: 'postings',
    // What it searches is in the index.
    async update() {},
    async search({ any, all = [], none = [], among, limit }) {
      const stretches = await postings();
      const required = known(all);
      if (required.length < new Set(all).size) {
        return [];
      }
      const scores = new Float64Array(statistics.nextDocument);
      for (const term of new Set([...telling(known(any)), ...required])) {
        addScores(statistics, stretches, term, scores);
      }
      for (const term of required) {
        const has = new Uint8Array(scores.length);
        forEachDocument(stretches, term, (document) => {
          has[document] = 1;
        });
        for (let document = 0; document < scores.length; document++) {
          if (has[document] === 0) {
            scores[document] = 0;
          }
        }
      }
      for (const term of known(none)) {
        forEachDocument(stretches, term, (document) => {
          scores[document] = 0;
        });
      }
      return best(scores, among, limit);
    },
    async close() {},
  };
}

function forEachDocument(
  stretches: readonly Postings[],
  term: TermNumber,
  visit: (document: DocumentNumber) => void,
): void {
  for (const stretch of stretches) {
    stretch.documents(term).forEach(visit);
  }
}

/** Adds what a term is worth to the scores of the documents that have it. */
function addScores(
  statistics: TermStatistics,
  stretches: readonly Postings[],
  term: TermNumber,
  scores: Float64Array,
): void {
  const { averageLength } = statistics;
  const idf = statistics.idf(term);
  for (const stretch of stretches) {
    const documents = stretch.documents(term);
    const counts = stretch.counts(term);
    for (let i = 0; i < documents.length; i++) {
      const document = documents[i] ?? 0;
      const length = statistics.length(document);
      if (length > 0) {
        const part = saturation(counts[i] ?? 0, length, averageLength);
        scores[document] = (scores[document] ?? 0) + idf * part;
      }
    }
  }
}

/** How many times the limit is gathered before the rest is thrown away. */
const slack = 8;

/** The documents with the highest scores, best first; of equal ones the lower number. */
function best(
  scores: Float64Array,
  among: Uint8Array | undefined,
  limit: number,
): DocumentNumber[] {
  const byScore = (a: DocumentNumber, b: DocumentNumber) =>
    (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
  let found: DocumentNumber[] = [];
  let least = 0;
  for (let document = 0; document < scores.length; document++) {
    if ((scores[document] ?? 0) <= least || (among !== undefined && among[document] !== 1)) {
      continue;
    }
    found.push(document);
    if (found.length === slack * limit) {
      found = found.sort(byScore).slice(0, limit);
      least = scores[found.at(-1) ?? 0] ?? 0;
    }
  }
  return found.sort(byScore).slice(0, limit);
}
