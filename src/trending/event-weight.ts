import type { RecordedEvent } from './attention-event.ts';

/** Each person's save counts once, whatever led to it. */
export const saveWeight = 3;
/** The start of a discussion. */
const discussionWeight = 2;

/** One person opening a paper on one day; at most three a day are counted. */
export function openWeight(fromSearch: boolean): number {
  return fromSearch ? 0.8 : 0.5;
}

/**
 * A listing at place `rank` (from 1) of a page with `papers` papers: long pages and low places
 * count a little less. The place moves a weight by at most a quarter, since the order of saved
 * pages was measured to agree only weakly from page to page. A page without a date counts half.
 */
export function listingWeight(papers: number, rank: number, dated: boolean): number {
  const ofPage = Math.min(1.25, Math.max(0.5, Math.sqrt(50 / papers)));
  const ofPlace = 1 + 0.25 * (1 - (2 * (rank - 0.5)) / papers);
  return ofPage * ofPlace * (dated ? 1 : 0.5);
}

/** Up-votes gained since the last look. */
function upvotesWeight(gained: number): number {
  return 0.5 * Math.log2(1 + gained);
}

/** Stars of a paper's code gained since the last look. */
function starsWeight(gained: number): number {
  return 0.3 * Math.log2(1 + gained);
}

/** How much an event counts. */
export function weightOf(event: RecordedEvent): number {
  switch (event.kind) {
    case 'listing': {
      const { papers, rank } = event.place ?? { papers: 1, rank: 1 };
      return listingWeight(papers, rank, event.undated !== true);
    }
    case 'save':
      return saveWeight;
    case 'discussion':
      return discussionWeight;
    case 'open':
      return openWeight(event.fromSearch === true);
    case 'upvotes':
      return upvotesWeight(event.amount ?? 0);
    case 'stars':
      return starsWeight(event.amount ?? 0);
  }
}
