/** Something with a score, better if higher. */
export interface Scored<T> {
  readonly item: T;
  readonly score: number;
}

/**
 * Two rankings as one: a weighted sum of scores that are each 1 for the best (a convex combination:
 * Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023). Measured
 * against reciprocal rank fusion it loses less of a sure first place. The first counts 1, the
 * second `weight`; both come best first.
 */
export function fuseScores<T>(
  first: readonly Scored<T>[],
  second: readonly Scored<T>[],
  weight: number,
): Map<T, number> {
  const fused = new Map<T, number>();
  for (const [ranking, share] of [
    [first, 1],
    [second, weight],
  ] as const) {
    const best = ranking[0]?.score || 1;
    for (const { item, score } of ranking) {
      fused.set(item, (fused.get(item) ?? 0) + (share * score) / best);
    }
  }
  return fused;
}
