import type { DocumentNumber } from '../index/term-engine.ts';
import { saturation } from '../index/terms/bm25.ts';
import { gap, type TermNumber, type TermSequence } from '../index/terms/term-sequence.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';

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
  const pairs = pairsOf(statistics, query);
  const scores = new Float64Array(candidates.length);
  if (pairs.length === 0) {
    return scores;
  }
  const count = countPairs(statistics, pairs);
  for (let i = 0; i < candidates.length; i++) {
    const sequence = statistics.sequence(candidates[i] ?? -1);
    if (sequence === undefined || !count(sequence)) {
      continue;
    }
    const worth = (occurrences: number) =>
      occurrences === 0 ? 0 : saturation(occurrences, sequence.length, statistics.averageLength);
    let score = 0;
    for (const { idf, adjacent, near } of pairs) {
      score += idf * (adjacentWeight * worth(adjacent) + nearWeight * worth(near));
    }
    scores[i] = score;
  }
  return scores;
}

/** Two terms that follow each other in the query, and how often they do in the document at hand. */
interface Pair {
  readonly first: TermNumber;
  readonly second: TermNumber;
  readonly idf: number;
  adjacent: number;
  near: number;
}

function pairsOf(statistics: TermStatistics, query: readonly TermNumber[]): Pair[] {
  return query.slice(1).flatMap((second, i) => {
    const first = query[i] ?? gap;
    if (first === gap || second === gap || first === second) {
      return [];
    }
    const idf = (statistics.idf(first) + statistics.idf(second)) / 2;
    return [{ first, second, idf, adjacent: 0, near: 0 }];
  });
}

/**
 * A function that counts the pairs in a document, an occurrence in the title as two, and says
 * whether there is any.
 */
function countPairs(
  statistics: TermStatistics,
  pairs: readonly Pair[],
): (sequence: TermSequence) => boolean {
  const isWanted = new Uint8Array(statistics.nextTerm);
  for (const { first, second } of pairs) {
    isWanted[first] = isWanted[second] = 1;
  }
  const lastPlace = new Map<TermNumber, number>();
  return ({ terms, headLength }) => {
    lastPlace.clear();
    let any = false;
    for (const pair of pairs) {
      pair.adjacent = pair.near = 0;
    }
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] ?? gap;
      if (isWanted[term] === 0) {
        continue;
      }
      const weight = i < headLength ? 2 : 1;
      for (const pair of pairs) {
        if (term !== pair.first && term !== pair.second) {
          continue;
        }
        const partner = term === pair.first ? pair.second : pair.first;
        const distance = i - (lastPlace.get(partner) ?? -reach);
        if (distance >= reach) {
          continue;
        }
        pair.near += weight;
        if (distance === 1 && term === pair.second) {
          pair.adjacent += weight;
        }
        any = true;
      }
      lastPlace.set(term, i);
    }
    return any;
  };
}
