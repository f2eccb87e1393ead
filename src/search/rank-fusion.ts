/** How fast a place loses its worth. */
export const fusionConstant = 10;

/** A ranking, best first, and how much it counts. */
export interface WeightedRanking<T> {
  readonly ranking: readonly T[];
  readonly weight: number;
}

/**
 * Several rankings as one score each: reciprocal rank fusion (Cormack, Clarke and Büttcher,
 * "Reciprocal Rank Fusion Outperforms Condorcet and Individual Rank Learning Methods", 2009).
 */
export function fuseRankings<T>(rankings: readonly WeightedRanking<T>[]): Map<T, number> {
  const scores = new Map<T, number>();
  for (const { ranking, weight } of rankings) {
    for (const [i, item] of ranking.entries()) {
      scores.set(item, (scores.get(item) ?? 0) + weight / (fusionConstant + i + 1));
    }
  }
  return scores;
}
