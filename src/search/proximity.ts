import { saturation } from './bm25.ts';
import type { DocumentNumber } from './term-engine.ts';
import { gap, type TermNumber, type TermStatistics } from './term-statistics.ts';

/** For two terms of the query that follow each other in the document too. */
const adjacentWeight = 0.2;
/** For two such terms near each other, in either order. */
const nearWeight = 0.1;
/** "Near", in terms. */
const reach = 8;

/**
 * What each candidate gains because neighbouring terms of the query are neighbours in it: the
 * ordered and unordered features of the sequential dependence model (Metzler and Croft, "A Markov
 * Random Field Model for Term Dependencies", 2005), counted as BM25 counts terms.
 */
export function scoreProximity(
  statistics: TermStatistics,
  candidates: readonly DocumentNumber[],
  query: readonly TermNumber[],
): Float64Array {
  const pairs = query.slice(1).flatMap((second, i) => {
    const first = query[i] ?? gap;
    return first === gap || second === gap || first === second ? [] : [{ first, second }];
  });
  const scores = new Float64Array(candidates.length);
  for (const { first, second } of pairs) {
    const idf = (statistics.idf(first) + statistics.idf(second)) / 2;
    for (let i = 0; i < candidates.length; i++) {
      const sequence = statistics.sequence(candidates[i] ?? -1);
      if (sequence === undefined) continue;
      const { adjacent, near } = countPair(sequence.terms, sequence.titleLength, first, second);
      if (near + adjacent === 0) continue;
      const worth = (count: number) => saturation(count, sequence.length, statistics.averageLength);
      const gain = adjacentWeight * worth(adjacent) + nearWeight * worth(near);
      scores[i] = (scores[i] ?? 0) + idf * gain;
    }
  }
  return scores;
}

/** An occurrence in the title counts as two. */
function countPair(
  terms: Uint32Array,
  titleLength: number,
  first: TermNumber,
  second: TermNumber,
): { adjacent: number; near: number } {
  let adjacent = 0;
  let near = 0;
  let lastFirst = -reach;
  let lastSecond = -reach;
  for (let i = 0; i < terms.length; i++) {
    const weight = i < titleLength ? 2 : 1;
    if (terms[i] === first) {
      if (i - lastSecond < reach) near += weight;
      lastFirst = i;
    } else if (terms[i] === second) {
      if (i - lastFirst === 1) adjacent += weight;
      if (i - lastFirst < reach) near += weight;
      lastSecond = i;
    }
  }
  return { adjacent, near };
}
