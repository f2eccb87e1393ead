import type { DocumentNumber } from '../index/term-engine.ts';
import { saturation } from '../index/terms/bm25.ts';
import { gap, type TermNumber } from '../index/terms/term-sequence.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
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
    for (const [term, value] of termWorth(statistics, document)) {
      worth.set(term, (worth.get(term) ?? 0) + (value * score) / totalScore);
    }
  }
  const terms = [...worth].sort(([a, x], [b, y]) => y - x || a - b).slice(0, feedbackTerms);
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
  for (const [i, number] of sequence.terms.entries()) {
    if (number === gap || statistics.frequency(number) < 2) {
      continue;
    }
    counts.set(number, (counts.get(number) ?? 0) + (i < sequence.headLength ? 2 : 1));
  }
  const { averageLength } = statistics;
  for (const [number, count] of counts) {
    counts.set(number, saturation(count, sequence.length, averageLength) * statistics.idf(number));
  }
  return counts;
}
