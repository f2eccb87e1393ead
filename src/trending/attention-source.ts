import type { Day, PaperId } from '../corpus/paper.ts';
import type { RecordedEvent } from './attention-event.ts';

/** Who asks: events of the installation count, and those of this server where one is given. */
export interface Audience {
  readonly server?: string;
  /** The person who alone reads the answer: their own saves are told apart from those of teammates. */
  readonly reader?: string;
}

/** A server, and the person who alone reads the answer, if there is one. */
export interface Team {
  readonly server: string;
  readonly reader?: string;
}

/** Whose events: those of the installation, which every server sees, or those of one server. */
export type Whose = 'everyone' | Team;

/** Something that knows of events on papers: the pages, a team's library, a live source. */
export interface AttentionSource {
  /** Papers to which something happened from one day to another; undated pages and opens are nothing. */
  movedSince(since: Day, until: Day, whose: Whose): Promise<readonly PaperId[]>;
  /** Every event of these papers. */
  eventsOf(papers: readonly PaperId[], whose: Whose): Promise<readonly RecordedEvent[]>;
}

/** Keeps what no other room keeps: pages as events, opens, and what live sources count. */
export interface EventStore extends AttentionSource {
  /** The days of dated pages until `until`, oldest first. */
  pageDays(until: Day): Promise<readonly Day[]>;
  /** The number of the last page that was read; see `AttentionEvent.page`. */
  lastPage(): Promise<number>;
  /**
   * The papers whose first dated page is of these days, both included: of the pages that chose their
   * papers, or of all, lists of everything too.
   */
  firstListed(from: Day, to: Day, among?: 'chosen' | 'all'): Promise<readonly PaperId[]>;
  /** Somebody opened a paper; each person counts once a day, and three a day in all. */
  recordOpen(open: Open): Promise<void>;
  /** A live source counted more up-votes or stars than at its last look. */
  recordGain(gain: Gain): Promise<void>;
  /** A live source counted up-votes or stars; what is more than at the last look becomes a gain. @returns how many gains there were. */
  recordCounts(counts: readonly Count[], day: Day): Promise<number>;
  /** Drops who opened a paper before this day; that somebody did stays. */
  forgetOpeners(before: Day): Promise<void>;
}

/** Somebody opened a paper. */
export interface Open {
  readonly paper: PaperId;
  readonly server: string;
  readonly person: string;
  readonly at: Date;
  readonly fromSearch: boolean;
}

/** How many up-votes or stars a paper has. */
export interface Count {
  readonly paper: PaperId;
  readonly kind: 'upvotes' | 'stars';
  readonly amount: number;
}

/** A count of a paper, such as up-votes, has grown. */
export interface Gain {
  readonly paper: PaperId;
  readonly kind: 'upvotes' | 'stars';
  readonly day: Day;
  /** More than before, at least 1. */
  readonly amount: number;
}
