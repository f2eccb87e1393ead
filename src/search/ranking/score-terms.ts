import { saturation } from '../index/terms/bm25.ts';
import type { Postings } from '../index/terms/postings.ts';
import type { TermNumber } from '../index/terms/term-sequence.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import { nthLargest } from '../nth-largest.ts';
import type { RankedPaper } from './ranked-paper.ts';

/** A term and how much it counts besides its inverse document frequency. */
export interface WeightedTerm {
  readonly number: TermNumber;
  readonly weight: number;
}

/**
 * The documents with any of these terms that are best by BM25, scored with the weights of the
 * terms. In no order.
 */
export function scoreTerms(
  statistics: TermStatistics,
  postings: readonly Postings[],
  terms: readonly WeightedTerm[],
  limit: number,
): RankedPaper[] {
  const { averageLength, nextDocument } = statistics;
  const { plain, weighted, found, scores } = scratchFor(nextDocument);
  let size = 0;
  for (const { number, weight } of terms) {
    const idf = statistics.idf(number);
    for (const stretch of postings) {
      const documents = stretch.documents(number);
      const counts = stretch.counts(number);
      for (let i = 0; i < documents.length; i++) {
        const document = documents[i] ?? 0;
        const length = statistics.length(document);
        if (length === 0) {
          continue;
        }
        const part = saturation(counts[i] ?? 0, length, averageLength);
        if (plain[document] === 0) {
          found[size] = document;
          size++;
        }
        plain[document] = (plain[document] ?? 0) + idf * part;
        weighted[document] = (weighted[document] ?? 0) + weight * idf * part;
      }
    }
  }
  for (let i = 0; i < size; i++) {
    scores[i] = plain[found[i] ?? 0] ?? 0;
  }
  const least = nthLargest(scores.subarray(0, size), limit);
  const best: RankedPaper[] = [];
  for (let i = 0; i < size; i++) {
    const document = found[i] ?? 0;
    if ((scores[i] ?? 0) >= least) {
      best.push({ document, score: weighted[document] ?? 0 });
    }
    plain[document] = 0;
    weighted[document] = 0;
  }
  return best;
}

interface Scratch {
  /** Scores by document, all zero between two calls. */
  readonly plain: Float64Array;
  readonly weighted: Float64Array;
  /** Room for the documents that have a score, and for those scores. */
  readonly found: Uint32Array;
  readonly scores: Float64Array;
}

let scratch = createScratch(0);

function createScratch(size: number): Scratch {
  return {
    plain: new Float64Array(size),
    weighted: new Float64Array(size),
    found: new Uint32Array(size),
    scores: new Float64Array(size),
  };
}

/** The same memory for every call: new memory for each would be most of the garbage of a query. */
function scratchFor(documents: number): Scratch {
  if (scratch.plain.length < documents) {
    scratch = createScratch(Math.ceil(documents * 1.25));
  }
  return scratch;
}
