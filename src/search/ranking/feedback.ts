import type { DocumentNumber } from '../index/term-engine.ts';
import { saturation } from '../index/terms/bm25.ts';
import { gap, type TermNumber } from '../index/terms/term-sequence.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import { nthLargest } from '../nth-largest.ts';
import type { Concept } from '../query/query-concepts.ts';

/** The best papers of the first ranking, taken as if somebody had called them relevant. */
const feedbackDocuments = 10;
/** The terms taken from them. */
const feedbackTerms = 20;
/** What they count for, the query counting for the rest. */
export const feedbackWeight = 0.3;

/**
 * The terms that set the best papers apart, as concepts whose weights add up to one:
 * pseudo-relevance feedback after Rocchio (1971) in the form of RM3 (Abdul-Jaleel et al., 2004),
 * with each paper counting by its score and each term by its part of a BM25 score.
 */
export function feedbackConcepts(
  statistics: TermStatistics,
  best: readonly { readonly document: DocumentNumber; readonly score: number }[],
): Concept[] {
  const documents = best.slice(0, feedbackDocuments);
  const totalScore = documents.reduce((sum, { score }) => sum + score, 0);
  const worth = new Map<TermNumber, number>();
  for (const { document, score } of documents) {
    termWorth(statistics, document).forEach((value, term) => {
      worth.set(term, (worth.get(term) ?? 0) + (value * score) / totalScore);
    });
  }
  const terms = strongestTerms(worth, feedbackTerms);
  const totalWorth = terms.reduce((sum, [, value]) => sum + value, 0);
  return terms.map(([number, value]) => ({
    variants: [{ terms: [number], weight: 1 }],
    weight: value / totalWorth,
    idf: statistics.idf(number),
    origin: 'typed',
  }));
}

/** What each term of a document that is not its alone would add to a BM25 score. */
export function termWorth(
  statistics: TermStatistics,
  document: DocumentNumber,
): Map<TermNumber, number> {
  const sequence = statistics.sequence(document);
  const counts = new Map<TermNumber, number>();
  if (sequence === undefined) {
    return counts;
  }
  const { terms, headLength, length } = sequence;
  for (let i = 0; i < terms.length; i++) {
    const number = terms[i] ?? gap;
    if (number !== gap && statistics.frequency(number) >= 2) {
      counts.set(number, (counts.get(number) ?? 0) + (i < headLength ? 2 : 1));
    }
  }
  const { averageLength } = statistics;
  counts.forEach((count, number) => {
    counts.set(number, saturation(count, length, averageLength) * statistics.idf(number));
  });
  return counts;
}

/** The terms that are worth the most, best first; of two as good, the one with the lower number. */
export function strongestTerms(
  worth: ReadonlyMap<TermNumber, number>,
  limit: number,
): (readonly [TermNumber, number])[] {
  const least = nthLargest([...worth.values()], limit);
  const terms: (readonly [TermNumber, number])[] = [];
  worth.forEach((value, term) => {
    if (value >= least) {
      terms.push([term, value]);
    }
  });
  return terms.sort(([a, x], [b, y]) => y - x || a - b).slice(0, limit);
}
