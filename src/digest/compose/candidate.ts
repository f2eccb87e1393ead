import type { Day, Paper } from '../../corpus/paper.ts';
import type { TrendingPaper } from '../../trending/rank-trending.ts';
import type { Match } from '../gather/interest-filter.ts';

/** What a paper's listings say of it. */
export interface Standing {
  /** Somebody chose it for a list; lists of everything say nothing. */
  readonly isChosen: boolean;
  readonly listings: number;
  readonly bestRank: number;
}

/** A paper that may go into a digest; it passed the destination's filter. */
export interface Candidate {
  readonly paper: Paper;
  readonly match: Match;
  readonly standing: Standing;
  /** The topic it is counted under; undefined where it has none or is `other`. */
  readonly topic?: string;
  /** The day of its first dated page. */
  readonly firstSeen?: Day;
  /** A paper that the team saved and that it is close to, where that is why it is here. */
  readonly closeTo?: Paper;
}

/** A paper that may be shown as trending. */
export interface TrendingCandidate extends Candidate {
  readonly trending: TrendingPaper;
}

/** An older paper that may fill a place. */
export type ShelfCandidate = Candidate;
