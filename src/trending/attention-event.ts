import type { Day, PaperId } from '../corpus/paper.ts';

/**
 * What can happen to a paper. Listings, up-votes and stars belong to the installation; saves,
 * discussions and opens to one server.
 */
export type AttentionKind = 'listing' | 'upvotes' | 'stars' | 'save' | 'discussion' | 'open';

/** Something that happened to a paper, once, on a day, as it is kept. */
export interface RecordedEvent {
  readonly paper: PaperId;
  readonly kind: AttentionKind;
  /** The day of the page for a listing, never the day on which it was imported. */
  readonly day: Day;
  /** Up-votes or stars gained. */
  readonly amount?: number;
  /** A listing on a page without a date: `day` is then the day on which the page was read. */
  readonly undated?: boolean;
  /** The exact moment, of what people do. */
  readonly at?: Date;
  /** The page of a listing, as a number that grows with every page read. */
  readonly page?: number;
  /** A listing's place on its page, from 1, and how many papers are there. */
  readonly place?: { readonly rank: number; readonly papers: number };
  /** An open that came from a search. */
  readonly fromSearch?: boolean;
  /** A save by the person who asks; see `Audience`. */
  readonly mine?: boolean;
}

/** Whether the team did it; everything else is public. */
export function isOfTeam({ kind }: Pick<RecordedEvent, 'kind'>): boolean {
  return kind === 'save' || kind === 'discussion' || kind === 'open';
}

/** An event and how much it counts. */
export interface AttentionEvent extends RecordedEvent {
  /** As `weightOf` gives it; more is more attention. */
  readonly weight: number;
}

/** The moment of a digest, against which later events are new. */
export interface Mark {
  readonly day: Day;
  readonly at?: Date;
  /** The last page that was read by then. */
  readonly page?: number;
}

/**
 * Whether this happened after the mark. A page of the mark's own day counts where it was read
 * later; a page of an earlier day never does, however late it comes in.
 */
export function happenedSince(event: AttentionEvent, mark: Mark): boolean {
  if (event.at && mark.at) {
    return event.at > mark.at;
  }
  if (event.day !== mark.day) {
    return event.day > mark.day;
  }
  return event.page !== undefined && mark.page !== undefined && event.page > mark.page;
}
