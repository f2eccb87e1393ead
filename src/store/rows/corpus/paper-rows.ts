import type { Listing, PaperId } from '../../../corpus/paper.ts';
import type { CorpusOverview } from '../../../corpus/paper-reader.ts';
import type { RawText } from '../../../corpus/raw-text.ts';
import type { StoredPaper } from '../../../corpus/stored-paper.ts';

/** A paper as a database has it, whichever engine. */
export interface PaperRow {
  readonly id: PaperId;
  readonly title: RawText;
  readonly tldr: RawText | null;
  readonly topic: string | null;
  readonly arxivId: string | null;
  readonly doi: string | null;
  readonly published: string | null;
  readonly organisation: string | null;
  readonly recordId: string | null;
  readonly keywords: string;
  readonly links: string;
  readonly authors: string;
}

/** A listing of a paper, with what its page says. */
export interface ListingRow {
  readonly paper: PaperId;
  readonly page: string;
  readonly date: string | null;
  readonly inferred: 0 | 1;
  readonly bulk: 0 | 1;
  readonly rank: number;
  readonly abstract: number | null;
}

/** One of a paper's abstracts. */
export interface AbstractRow {
  readonly paper: PaperId;
  readonly ordinal: number;
  readonly text: RawText;
  readonly version: number | null;
}

/** The corpus at a glance. */
export interface OverviewRow {
  readonly revision: number;
  readonly papers: number;
  readonly listings: number;
  readonly pages: number;
  readonly newestPage: string | null;
  readonly lastImport: string | null;
}

/** Rows by their paper, in the order in which they came. */
export function groupByPaper<Row extends { readonly paper: PaperId }>(
  rows: readonly Row[],
): Map<PaperId, Row[]> {
  const groups = new Map<PaperId, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.paper);
    if (group) {
      group.push(row);
    } else {
      groups.set(row.paper, [row]);
    }
  }
  return groups;
}

/**
 * A paper of its rows.
 * @param listings - by date, those without one last.
 * @param abstracts - by version, those without one first.
 */
export function paperOf(
  row: PaperRow,
  listings: readonly ListingRow[],
  abstracts: readonly AbstractRow[],
): StoredPaper {
  const abstract = shownAbstract(listings, abstracts);
  return {
    id: row.id,
    title: row.title,
    ...(abstract !== undefined && { abstract }),
    ...(row.tldr !== null && { tldr: row.tldr }),
    keywords: JSON.parse(row.keywords) as string[],
    ...(row.topic !== null && { topic: row.topic }),
    links: JSON.parse(row.links) as string[],
    authors: JSON.parse(row.authors) as string[],
    ...(row.arxivId !== null && { arxivId: row.arxivId }),
    ...(row.doi !== null && { doi: row.doi }),
    ...(row.published !== null && { published: row.published }),
    ...(row.organisation !== null && { organisation: row.organisation }),
    ...(row.recordId !== null && { recordId: row.recordId }),
    listings: listings.map(listingOf),
  };
}

/**
 * The abstract of the newest page that brought one: the latest day, else the undated page kept
 * last; where only records brought one, the last of those, by version.
 */
function shownAbstract(
  listings: readonly ListingRow[],
  abstracts: readonly AbstractRow[],
): RawText | undefined {
  const withAbstract = listings.filter((listing) => listing.abstract !== null);
  const newest = withAbstract.findLast((listing) => listing.date !== null) ?? withAbstract.at(-1);
  const shown = newest
    ? abstracts.find((abstract) => abstract.ordinal === newest.abstract)
    : abstracts.at(-1);
  return shown?.text;
}

function listingOf(row: ListingRow): Listing {
  return {
    page: row.page,
    ...(row.date !== null && { date: row.date }),
    inferred: row.inferred === 1,
    ...(row.bulk === 1 && { isBulk: true }),
    rank: row.rank,
  };
}

/** The overview as the corpus room has it. */
export function overviewOf({ newestPage, lastImport, ...counts }: OverviewRow): CorpusOverview {
  return {
    ...counts,
    ...(newestPage !== null && { newestPage }),
    ...(lastImport !== null && { lastImport }),
  };
}
