import type { PaperId } from '../../corpus/paper.ts';
import type { TrendingPaper } from '../../trending/rank-trending.ts';
import type { InterestFilter } from '../gather/interest-filter.ts';
import type { KnownPaper } from '../gather/known-paper.ts';

/** A paper that may go into a digest; it passed the destination's filter. Thousands are made for one digest. */
export interface Candidate {
  readonly known: KnownPaper;
  /** How many of the destination's interests it matches. */
  readonly strength: number;
  /** Tells which, where it is shown. */
  readonly filter: Pick<InterestFilter, 'matchOf'>;
  /** A paper that the team saved and that it is close to, where that is why it is here. */
  readonly closeTo: PaperId | undefined;
}

/** A paper that may be shown as trending. */
export interface TrendingCandidate extends Candidate {
  readonly trending: TrendingPaper;
}

/** An older paper that may fill a place. */
export type ShelfCandidate = Candidate;
