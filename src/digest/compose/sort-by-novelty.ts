import type { Day, Listing } from '../../corpus/paper.ts';
import { sortInSlices } from '../../search/sort-in-slices.ts';
import { strengthOf } from '../gather/interest-filter.ts';
import type { Candidate, Standing } from './candidate.ts';

/**
 * New papers in their order: the later listed, the better matched, those that somebody chose for a
 * list, the more often listed, the higher on its page, the lower id.
 */
export async function sortByNovelty(candidates: readonly Candidate[]): Promise<Candidate[]> {
  const keyed = candidates.map(
    (candidate): Keyed => ({
      candidate,
      day: candidate.firstSeen ?? '',
      strength: strengthOf(candidate.match),
    }),
  );
  const sorted = await sortInSlices(keyed, byNovelty);
  return sorted.map(({ candidate }) => candidate);
}

/** A candidate with what comparing it would look up again and again. */
interface Keyed {
  readonly candidate: Candidate;
  readonly day: Day;
  readonly strength: number;
}

function byNovelty(a: Keyed, b: Keyed): number {
  if (a.day !== b.day) {
    return a.day < b.day ? 1 : -1;
  }
  const [one, other] = [a.candidate.standing, b.candidate.standing];
  return (
    b.strength - a.strength ||
    Number(other.isChosen) - Number(one.isChosen) ||
    other.listings - one.listings ||
    one.bestRank - other.bestRank ||
    (a.candidate.paper.id < b.candidate.paper.id ? -1 : 1)
  );
}

/** Reads the listings of a paper. */
export function standingOf(listings: readonly Pick<Listing, 'isBulk' | 'rank'>[]): Standing {
  return {
    isChosen: listings.some(({ isBulk = false }) => !isBulk),
    listings: listings.length,
    bestRank: Math.min(...listings.map(({ rank }) => rank)),
  };
}
