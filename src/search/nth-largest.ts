import quickselect from 'quickselect';

/** How many times n numbers are looked at together. */
const together = 4;

/**
 * The nth largest of some numbers, counted from 1; minus infinity where there are no more than n, so that
 * the n largest are always those that are at least as large. What is smaller than n others is dropped early.
 */
export function nthLargest(numbers: ArrayLike<number>, n: number): number {
  const largest: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  const keepLargest = () => {
    quickselect(largest, n - 1, 0, largest.length - 1, (a, b) => b - a);
    largest.length = n;
    least = largest[n - 1] ?? least;
  };
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? least;
    if (number <= least) {
      continue;
    }
    largest.push(number);
    if (largest.length === together * n) {
      keepLargest();
    }
  }
  if (largest.length > n) {
    keepLargest();
  }
  return least;
}
