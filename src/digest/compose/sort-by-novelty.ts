import { sortInSlices } from '../../search/sort-in-slices.ts';
import type { Candidate } from './candidate.ts';

/**
 * New papers in their order: the later listed, the better matched, those that somebody chose for a
 * list, the more often listed, the higher on its page, the lower id.
 */
export function sortByNovelty(candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
  return sortInSlices(candidates, byNovelty);
}

function byNovelty(a: Candidate, b: Candidate): number {
  const [one, other] = [a.known, b.known];
  return (
    other.firstSeenOn - one.firstSeenOn ||
    b.strength - a.strength ||
    Number(other.standing.isChosen) - Number(one.standing.isChosen) ||
    other.standing.listings - one.standing.listings ||
    one.standing.bestRank - other.standing.bestRank ||
    (one.paper.id < other.paper.id ? -1 : 1)
  );
}
