import type { RawText } from './raw-text.ts';

/** Identity of a paper: a short hash of its normalised title, the same in every installation. */
export type PaperId = string & { readonly paperId: unique symbol };

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** One appearance of a paper on a saved page or in a source's list. */
export interface Listing {
  /** The page it is on. */
  readonly page: string;
  /** The day of that page; absent where the page has no date. */
  readonly date?: Day;
  /** True where the year was worked out rather than stated. */
  readonly inferred: boolean;
  /** Place on the page, from 1. */
  readonly rank: number;
}

/** A paper as people are shown it: title, abstract and summary have been through `cleanText`. */
export interface Paper {
  readonly id: PaperId;
  readonly title: string;
  /** The title as it first came, for JSON that programs compare with their own. */
  readonly storedTitle: RawText;
  /** The abstract of the newest page that brought one. */
  readonly abstract?: string | undefined;
  /** One or two sentences in somebody's own words. */
  readonly tldr?: string | undefined;
  /** Abstract, summary and keywords for the search index: only as clean as words need it. */
  readonly searchText: string;
  readonly keywords: readonly string[];
  /** A topic's slug, as the source gave it. */
  readonly topic?: string;
  /** Links found in the abstract or given by the source, without glued punctuation. */
  readonly links: readonly string[];
  readonly authors: readonly string[];
  readonly arxivId?: string;
  /** The paper's own DOI, as its source gave it; arXiv's DOI of the number is not kept here. */
  readonly doi?: string;
  /** When it was first published, as far as its source told: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly published?: string;
  /** The organisation that its page names. */
  readonly organisation?: string;
  /** The id that the record it came with gives it, for programs that know it by that. */
  readonly recordId?: string;
  /** Oldest first; undated last. */
  readonly listings: readonly Listing[];
}
