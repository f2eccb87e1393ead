import { daysBetween } from '../corpus/days.ts';
import type { Day } from '../corpus/paper.ts';

const shortest = 3;

/**
 * The half-life of attention, in days: the median gap between the days of pages, at least three.
 * It follows the pages because otherwise, where they come every two weeks, each newcomer on the
 * last page would outrank a paper seen on all of them.
 */
export function halfLifeOf(pageDays: readonly Day[]): number {
  const days = [...new Set(pageDays)].toSorted();
  const gaps = days
    .flatMap((day, at) => {
      const before = days[at - 1];
      return before ? [daysBetween(before, day)] : [];
    })
    .toSorted((a, b) => a - b);
  return Math.max(shortest, medianOf(gaps));
}

function medianOf(sorted: readonly number[]): number {
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? 0 : (low + high) / 2;
}
