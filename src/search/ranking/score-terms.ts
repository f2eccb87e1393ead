import quickselect from 'quickselect';
import type { DocumentNumber } from '../index/term-engine.ts';
import { saturation } from '../index/terms/bm25.ts';
import type { Postings } from '../index/terms/postings.ts';
import type { TermNumber } from '../index/terms/term-sequence.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
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
  const plain = new Float64Array(nextDocument);
  const weighted = new Float64Array(nextDocument);
  const found: DocumentNumber[] = [];
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
          found.push(document);
        }
        plain[document] = (plain[document] ?? 0) + idf * part;
        weighted[document] = (weighted[document] ?? 0) + weight * idf * part;
      }
    }
  }
  const least = atPlace(found, plain, limit);
  return found
    .filter((document) => (plain[document] ?? 0) >= least)
    .map((document) => ({ document, score: weighted[document] ?? 0 }));
}

/** The score at a place, from 1, of these documents by their scores. */
function atPlace(documents: readonly DocumentNumber[], scores: Float64Array, place: number) {
  if (documents.length <= place) {
    return 0;
  }
  const found = documents.map((document) => scores[document] ?? 0);
  quickselect(found, place - 1, 0, found.length - 1, (a, b) => b - a);
  return found[place - 1] ?? 0;
}
