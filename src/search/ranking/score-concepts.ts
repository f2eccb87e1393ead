import type { DocumentNumber } from '../index/term-engine.ts';
import { saturation } from '../index/terms/bm25.ts';
import type { TermNumber, TermSequence } from '../index/terms/term-sequence.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import type { Concept, Variant } from '../query/query-concepts.ts';

/** The BM25 score of each candidate for the concepts, in the order of the candidates. */
export function scoreConcepts(
  statistics: TermStatistics,
  candidates: readonly DocumentNumber[],
  concepts: readonly Concept[],
): Float64Array {
  const count = countConcepts(statistics, concepts);
  const worth = Float64Array.from(concepts, ({ weight, idf }) => weight * idf);
  const { averageLength } = statistics;
  const scores = new Float64Array(candidates.length);
  for (let i = 0; i < candidates.length; i++) {
    const sequence = statistics.sequence(candidates[i] ?? -1);
    if (sequence === undefined) {
      continue;
    }
    const counts = count(sequence);
    let score = 0;
    for (let j = 0; j < worth.length; j++) {
      const occurrences = counts[j] ?? 0;
      if (occurrences === 0) {
        continue;
      }
      score += (worth[j] ?? 0) * saturation(occurrences, sequence.length, averageLength);
    }
    scores[i] = score;
  }
  return scores;
}

/**
 * A function that counts each concept in a document, an occurrence in the title as two. The array
 * it returns is the same at each call.
 */
export function countConcepts(
  statistics: TermStatistics,
  concepts: readonly Concept[],
): (sequence: TermSequence) => Float64Array {
  const starts: { readonly concept: number; readonly variant: Variant }[][] = [[]];
  /** For each term the place in `starts` of the variants that begin with it. */
  const startOf = new Uint16Array(statistics.nextTerm);
  for (const [concept, { variants }] of concepts.entries()) {
    for (const variant of variants) {
      const first = variant.terms[0] ?? 0;
      startOf[first] ||= starts.push([]) - 1;
      starts[startOf[first] ?? 0]?.push({ concept, variant });
    }
  }
  const counts = new Float64Array(concepts.length);
  return ({ terms, headLength }) => {
    counts.fill(0);
    for (let i = 0; i < terms.length; i++) {
      const start = startOf[terms[i] ?? 0] ?? 0;
      if (start === 0) {
        continue;
      }
      for (const { concept, variant } of starts[start] ?? []) {
        if (!standsAt(terms, i, variant.terms)) {
          continue;
        }
        counts[concept] = (counts[concept] ?? 0) + variant.weight * (i < headLength ? 2 : 1);
      }
    }
    return counts;
  };
}

/** Whether these terms stand one after the other from `at` on. */
function standsAt(terms: Uint32Array, at: number, wanted: readonly TermNumber[]): boolean {
  for (let j = 1; j < wanted.length; j++) {
    if (terms[at + j] !== wanted[j]) {
      return false;
    }
  }
  return true;
}
