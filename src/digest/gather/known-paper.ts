import { numberOfDay } from '../../corpus/days.ts';
import type { Day, Paper } from '../../corpus/paper.ts';
import { otherTopic } from '../../corpus/topics.ts';
import type { FoundPhrases } from './phrase-memory.ts';

/** What a paper's listings say of it. */
export interface Standing {
  /** Somebody chose it for a list; lists of everything say nothing. */
  readonly isChosen: boolean;
  readonly listings: number;
  readonly bestRank: number;
}

/** A paper as it was on a day, the same for every destination. */
export interface KnownPaper {
  /** With its listings until then. */
  readonly paper: Paper;
  /** As its source gave it, else guessed. */
  readonly topic: string | undefined;
  /** The topic it is counted under; undefined where it has none or is `other`. */
  readonly countedAs: string | undefined;
  /** The day of its first dated page. */
  readonly firstSeen: Day | undefined;
  /** The same as a number, for comparing; 0 where there is none. See `numberOfDay`. */
  readonly firstSeenOn: number;
  readonly standing: Standing;
  /** Phrases that were found in it; undefined where none are remembered. */
  readonly found: FoundPhrases | undefined;
}

/** What of a paper is held against interests. */
export type FilteredPaper = Pick<KnownPaper, 'paper' | 'topic' | 'found'>;

/** A paper with what is known of it, as it was on a day. */
export function knownPaper(
  paper: Paper,
  on: Day,
  {
    topic,
    found,
  }: { readonly topic?: string | undefined; readonly found?: FoundPhrases | undefined },
): KnownPaper {
  const listings = paper.listings.filter(({ date }) => date === undefined || date <= on);
  const firstSeen = listings.flatMap(({ date }) => date ?? []).toSorted()[0];
  return {
    // Only where a listing is still to come is it another paper: texts are cleaned once.
    paper: listings.length === paper.listings.length ? paper : { ...paper, listings },
    topic,
    countedAs: topic === otherTopic ? undefined : topic,
    firstSeen,
    firstSeenOn: firstSeen === undefined ? 0 : numberOfDay(firstSeen),
    standing: {
      isChosen: listings.some(({ isBulk = false }) => !isBulk),
      listings: listings.length,
      bestRank: Math.min(...listings.map(({ rank }) => rank)),
    },
    found,
  };
}
