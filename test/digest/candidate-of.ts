import type { Day, Paper } from '../../src/corpus/paper.ts';
import type { Candidate } from '../../src/digest/compose/candidate.ts';
import { knownPaper } from '../../src/digest/gather/known-paper.ts';

/** What a test may say of a candidate. */
export interface CandidateFields {
  readonly topic?: string;
  /** The day on which all its pages are from. */
  readonly firstSeen?: Day;
  /** Its rank on each of them. */
  readonly ranks?: readonly number[];
  /** Topics of the destination's interests that it matches. */
  readonly matched?: readonly string[];
}

/** A paper that may go into a digest. */
export function candidateOf(paper: Paper, fields: CandidateFields = {}): Candidate {
  const { topic, firstSeen: date = '2025-09-24', ranks = [1], matched = [] } = fields;
  const listings = ranks.map((rank) => ({ page: 'p', date, inferred: false, rank }));
  return {
    known: knownPaper({ ...paper, listings }, '2025-09-24', { topic }),
    strength: matched.length,
    filter: { matchOf: () => ({ topics: matched, mentions: [], authors: [] }) },
    closeTo: undefined,
  };
}
