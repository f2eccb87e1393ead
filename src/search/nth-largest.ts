import quickselect from 'quickselect';

/**
 * The nth largest of some numbers, counted from 1; minus infinity where there are no more than n, so that
 * the n largest are always those that are at least as large.
 */
export function nthLargest(numbers: Iterable<number>, n: number): number {
  const sorted = Array.from(numbers);
  if (sorted.length <= n) {
    return Number.NEGATIVE_INFINITY;
  }
  quickselect(sorted, n - 1, 0, sorted.length - 1, (a, b) => b - a);
  return sorted[n - 1] ?? Number.NEGATIVE_INFINITY;
}
