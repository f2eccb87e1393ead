import type { Day, PaperId } from '../../corpus/paper.ts';
import type { Mark } from '../../trending/attention-event.ts';
import type { Memory, Part } from '../compose/pick.ts';
import type { Destination } from '../schedule/schedule.ts';

/** The right to post one digest, taken before anything is posted. */
export interface Claim {
  /** See `claimIdOf`. */
  readonly id: string;
  readonly destination: Destination;
  readonly day: Day;
  readonly edition: number;
  readonly claimedAt: Date;
  /** The last page that was read by then. */
  readonly lastPage: number;
}

/**
 * How a digest ended: posted; nothing to post; `unknown` where nobody can tell whether it was
 * posted; `refused` by Discord; `missed` because it could not be posted in time.
 */
export type Outcome = 'posted' | 'empty' | 'unknown' | 'refused' | 'missed';

/** A paper that a digest showed, and in which part. */
export interface ShownPaper {
  readonly id: PaperId;
  readonly part: Part;
  /** Its trending score on the day. */
  readonly score: number;
}

/** What a message that was posted says. */
export interface PostRecord {
  readonly messageId: string;
  readonly postedAt: Date;
  /** In the order of the message. */
  readonly shown: readonly ShownPaper[];
  /** What had no room; the best first. */
  readonly more: readonly { readonly id: PaperId; readonly part: Part }[];
  /** What was left out and why. */
  readonly note?: string | undefined;
}

/** A claim and what became of it. */
export interface LedgerEntry extends Claim {
  readonly messageId?: string;
  /** Absent while it is being worked on. */
  readonly outcome?: Outcome;
  /** What was left out and why, or why it was refused; a sentence. */
  readonly note?: string;
  readonly papers: number;
}

/** What was posted where, kept so that nothing is posted twice. Each method is one whole step. */
export interface DigestLedger {
  /** Those of these claims that nobody had before: each id is given to exactly one caller. */
  claim(claims: readonly Claim[]): Promise<readonly Claim[]>;
  /** Claims without an outcome, the oldest first. */
  openClaims(): Promise<readonly LedgerEntry[]>;
  /** Keeps what a claim's message shows. Doing so again changes nothing. */
  record(id: string, post: PostRecord): Promise<void>;
  /** Ends a claim. One that ended stays as it is. */
  complete(id: string, outcome: Outcome, note?: string): Promise<void>;
  entry(id: string): Promise<LedgerEntry | undefined>;
  /** A destination's entries, the last claimed first. */
  entries(destination: Destination, most: number): Promise<readonly LedgerEntry[]>;
  /**
   * The days, both included, whose daily digest must not be started: it is claimed, or one that
   * somebody asked for was posted or is on its way. As `destination day`.
   */
  claimedDays(from: Day, to: Day): Promise<ReadonlySet<string>>;
  /** The last day before another on which something was posted, empty, or may have been posted. */
  lastDealtWith(destination: Destination, before: Day): Promise<Day | undefined>;
  /** The last digest that was posted, or that was by a moment. */
  previousPost(destination: Destination, until?: Date): Promise<Mark | undefined>;
  /** What a destination was shown, and what had no room lately, or was and had at a moment. */
  memory(destination: Destination, until?: Date): Promise<Memory>;
  /** What had no room in a digest. */
  moreOf(id: string): Promise<readonly PaperId[]>;
}
