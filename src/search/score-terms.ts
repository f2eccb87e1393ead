import { saturation } from './bm25.ts';
import type { DocumentNumber } from './term-engine.ts';
import type { TermNumber, TermStatistics } from './term-statistics.ts';

/** Terms to look for and how much each counts. */
export type WeightedTerms = ReadonlyMap<TermNumber, number>;

/** The BM25 score of each candidate for weighted terms, in the order of the candidates. */
export function scoreTerms(
  statistics: TermStatistics,
  candidates: readonly DocumentNumber[],
  terms: WeightedTerms,
): Float64Array {
  const numbers = [...terms.keys()];
  const worth = numbers.map((number) => (terms.get(number) ?? 0) * statistics.idf(number));
  const slotOf = new Map(numbers.map((number, slot) => [number, slot]));
  const counts = new Float64Array(numbers.length);
  return Float64Array.from(candidates, (document) => {
    const sequence = statistics.sequence(document);
    if (sequence === undefined) return 0;
    counts.fill(0);
    for (const [i, number] of sequence.terms.entries()) {
      const slot = slotOf.get(number);
      if (slot !== undefined)
        counts[slot] = (counts[slot] ?? 0) + (i < sequence.titleLength ? 2 : 1);
    }
    let score = 0;
    for (const [slot, count] of counts.entries()) {
      if (count > 0) {
        score += (worth[slot] ?? 0) * saturation(count, sequence.length, statistics.averageLength);
      }
    }
    return score;
  });
}
