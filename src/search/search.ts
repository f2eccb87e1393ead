import type { Reference } from '../corpus/identifiers/reference.ts';
import type { Day, PaperId } from '../corpus/paper.ts';
import type { TopicOf } from '../corpus/topics.ts';

/** What a hit must satisfy; a field left out asks for nothing. */
export interface PaperFilter {
  /** A topic's slug, given or guessed. */
  readonly topic?: string;
  /** An author's name or a part of it: words in any order, initials, else beginnings of words. */
  readonly author?: string;
  /** Seen on a page of this day or later. */
  readonly since?: Day;
  /** Has (true) or has not (false) a link to code. */
  readonly hasCode?: boolean;
  /** One of these. */
  readonly ids?: readonly PaperId[];
}

/** A query and the filter that its hits must pass. */
export interface SearchQuery {
  readonly text: string;
  readonly filter?: PaperFilter;
  /** First hit to return, from 0. */
  readonly offset?: number;
  /** Hits to return; 10 by default. */
  readonly limit?: number;
  /** Search for exactly what was typed: no spelling correction. */
  readonly asTyped?: boolean;
  /** Say for each hit what gave it its place. */
  readonly explain?: boolean;
}

/** A piece of cleaned text with the stretches of it that match, as [start, end) in UTF-16 units. */
export interface Passage {
  readonly text: string;
  readonly matches: readonly (readonly [number, number])[];
}

/** What a list shows of a paper that was found. */
export interface Passages {
  /**
   * What the paper does or finds: its summary, else the sentence of the abstract that says it best
   * for the query.
   */
  readonly passage?: Passage | undefined;
  /** A sentence of the abstract with what of the query title and `passage` lack, where it is much. */
  readonly furtherMatch?: Passage | undefined;
}

/** A paper that answers a query. */
export interface SearchHit extends Passages {
  readonly id: PaperId;
  /** Comparable within one answer only. */
  readonly score: number;
  /** One line a layer, with `explain`. */
  readonly explanation?: readonly string[];
}

/** Hits, best first, and what was corrected. */
export interface SearchResults {
  readonly hits: readonly SearchHit[];
  /** Hits there are in all, before offset and limit. */
  readonly total: number;
  /** Hits with something of the query in their texts; they come first, and the others are only close in meaning. */
  readonly matching: number;
  /** Words of the query, as typed, that no paper has. */
  readonly unmentioned?: readonly string[];
  /** Papers that were searched. */
  readonly searched: number;
  /** While the index is being built, how many papers there are to search. */
  readonly of?: number;
  /** The query that was searched, where its spelling was corrected. */
  readonly correctedTo?: string;
  /** Where the query is a number, DOI or address: only papers that have it are found. */
  readonly reference?: Reference;
  /** Numbers, DOIs and addresses among the words of the query that no paper has. */
  readonly missing?: readonly Reference[];
  /** Where the query is somebody's name: how many of the first hits are theirs. */
  readonly author?: { readonly name: string; readonly papers: number };
  /** In a sentence, why nothing was searched for: the query can only be half understood. */
  readonly problem?: string;
  /** Where nothing was found: what to try instead. */
  readonly nearest?: { readonly query?: string; readonly withoutFilter?: number };
}

/** A topic or keyword and how many papers carry it. */
export interface TermCount {
  readonly term: string;
  readonly papers: number;
}

/** A title that completes what somebody types. */
export interface TitleSuggestion {
  readonly id: PaperId;
  /** The cleaned title, whole. */
  readonly title: string;
}

/** What papers are looked through for; each thing counts one. */
export interface Wanted {
  /** Slugs. */
  readonly topics: readonly string[];
  /** As a phrase finder takes them. */
  readonly phrases: readonly string[];
  readonly authors: readonly string[];
}

/** Which papers are looked through, in which order, and the part of the answer that is asked for. */
export interface BrowseQuery extends Wanted {
  /** Papers that are known on this day, with what was known of them then. */
  readonly on: Day;
  /** Points that papers have before. */
  readonly bonus?: ReadonlyMap<PaperId, number>;
  /** First paper to return, from 0. */
  readonly offset?: number;
  readonly limit: number;
}

/** A paper that may have something of what is wanted. */
export interface BrowsedPaper {
  readonly id: PaperId;
  /** At most: by the words it has, in whatever order. */
  readonly points: number;
  /** Its place among papers of equal points, from 0: more pages, later seen, lower id. */
  readonly place: number;
  /** Undefined where none is known. */
  readonly topic: string | undefined;
}

/**
 * Finding papers. Answers come from the corpus as of the last `refresh`. Until the first one is done,
 * queries and suggestions wait a little and are then answered from the papers taken in so far; what
 * looks through the whole corpus waits. All of it can be sent between threads.
 */
export interface Search {
  find(query: SearchQuery): Promise<SearchResults>;
  /**
   * Those of these papers that have the phrases of a query and nothing it excludes, and that its AND
   * and OR ask for.
   * @param notes - texts that count as the papers' own.
   */
  satisfying(
    text: string,
    ids: readonly PaperId[],
    notes?: ReadonlyMap<PaperId, string>,
  ): Promise<ReadonlySet<PaperId>>;
  /** Papers close in content to this one, never itself, best first. */
  similar(id: PaperId, limit?: number): Promise<readonly SearchHit[]>;
  /** For each of these papers the ids of those close to it, which costs a fraction of `similar`. */
  closeTo(ids: readonly PaperId[], limit: number): Promise<readonly (readonly PaperId[])[]>;
  /**
   * The papers that may have anything of what is wanted (all, where nothing is named): most points
   * first, then by place.
   */
  browse(query: BrowseQuery): Promise<readonly BrowsedPaper[]>;
  /**
   * For each of what is wanted, the places among these papers of those that may have anything of it,
   * ascending; the others have nothing.
   */
  mayMatch(wanted: readonly Wanted[], ids: readonly PaperId[]): Promise<readonly Uint32Array[]>;
  /**
   * Titles that complete what is typed; for a number, DOI or address those of its papers, for a name
   * those of the author's first.
   */
  suggestTitles(typed: string, limit?: number): Promise<readonly TitleSuggestion[]>;
  suggestTopics(typed: string, limit?: number): Promise<readonly TermCount[]>;
  suggestKeywords(typed: string, limit?: number): Promise<readonly TermCount[]>;
  /** Names with the family name last, most papers first; none while no paper names its authors. */
  suggestAuthors(typed: string, limit?: number): Promise<readonly TermCount[]>;
  /** All topics, most papers first, `other` last. */
  topics(): Promise<readonly TermCount[]>;
  /** The most common keywords. */
  keywords(limit?: number): Promise<readonly TermCount[]>;
  /** For each of these papers its topic; undefined where none is known. */
  topicsOf(ids: readonly PaperId[]): Promise<readonly (TopicOf | undefined)[]>;
  /** Resolves when the first `refresh` is done: every paper has been taken in. */
  complete(): Promise<void>;
  /** Takes in what changed in the corpus since the last refresh; answers are never torn between the two. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}
