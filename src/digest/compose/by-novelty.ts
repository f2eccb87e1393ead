import type { Day, Listing } from '../../corpus/paper.ts';
import { strengthOf } from '../gather/interest-filter.ts';
import type { Candidate, Standing } from './candidate.ts';

/**
 * The order of new papers: the later listed, the better matched, those that somebody chose for a
 * list, the more often listed, the higher on its page, the lower id.
 */
export function byNovelty(a: Candidate, b: Candidate): number {
  return (
    compareDays(b.firstSeen, a.firstSeen) ||
    strengthOf(b.match) - strengthOf(a.match) ||
    Number(b.standing.isChosen) - Number(a.standing.isChosen) ||
    b.standing.listings - a.standing.listings ||
    a.standing.bestRank - b.standing.bestRank ||
    (a.paper.id < b.paper.id ? -1 : 1)
  );
}

function compareDays(a: Day = '', b: Day = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Reads the listings of a paper. */
export function standingOf(listings: readonly Pick<Listing, 'isBulk' | 'rank'>[]): Standing {
  return {
    isChosen: listings.some(({ isBulk = false }) => !isBulk),
    listings: listings.length,
    bestRank: Math.min(...listings.map(({ rank }) => rank)),
  };
}
