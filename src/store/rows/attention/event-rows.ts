import type { PaperId } from '../../../corpus/paper.ts';
import type { RecordedEvent } from '../../../trending/attention-event.ts';

/** A paper on a page as an event, as a database gives it. */
export interface ListingRow {
  readonly paper: PaperId;
  readonly day: string;
  readonly undated: 0 | 1;
  readonly page: number;
  readonly rank: number;
  readonly papers: number;
}

/** What a live source counted more on a day, as a database gives it: an event as it is. */
export interface GainRow {
  readonly paper: PaperId;
  readonly kind: 'upvotes' | 'stars';
  readonly day: string;
  readonly amount: number;
}

/** An open as a database gives it. */
export interface OpenRow {
  readonly paper: PaperId;
  readonly day: string;
  readonly fromSearch: 0 | 1;
}

/** What a team did, as a database gives it. */
export interface TeamEventRow {
  readonly paper: PaperId;
  readonly kind: 'save' | 'discussion';
  readonly at: number;
  /** Of saves. */
  readonly person: string | null;
}

/** A row as an event. */
export function listingOf({ paper, day, undated, page, rank, papers }: ListingRow): RecordedEvent {
  const place = { rank, papers };
  return { paper, kind: 'listing', day, page, place, ...(undated === 1 && { undated: true }) };
}

/** A row as an event. */
export function openOf({ paper, day, fromSearch }: OpenRow): RecordedEvent {
  return { paper, kind: 'open', day, fromSearch: fromSearch === 1 };
}

/** A row as an event. @param reader - the person who alone reads the answer. */
export function teamEventOf(row: TeamEventRow, reader: string | undefined): RecordedEvent {
  const { paper, kind, at, person } = row;
  const moment = new Date(at);
  const day = moment.toISOString().slice(0, 10);
  return {
    paper,
    kind,
    day,
    at: moment,
    ...(person !== null && person === reader && { mine: true }),
  };
}
