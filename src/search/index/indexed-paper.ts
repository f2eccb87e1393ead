import { numberOfDay } from '../../corpus/days.ts';
import type { Paper, PaperId } from '../../corpus/paper.ts';
import { linksOf } from '../../corpus/text/links-of.ts';
import { otherTopic } from '../../corpus/topics.ts';
import { type AcronymPair, mineAcronyms } from '../vocabulary/mine-acronyms.ts';
import { type Naming, namesOf } from './names-of.ts';
import type { FilteredPaper } from './paper-filter.ts';
import type { DocumentNumber } from './term-engine.ts';

/** What the index keeps of a paper besides its terms: plain data, so that it can be kept in a file. */
export interface IndexedPaper extends Omit<FilteredPaper, 'topic'> {
  readonly id: PaperId;
  readonly title: string;
  /** As the source gave them. */
  readonly keywords: readonly string[];
  /** As the source gave it, else guessed from the text, else `other`. */
  topic: string;
  readonly topicIsGiven: boolean;
  /** The days of its dated listings, as numbers; see `numberOfDay`. */
  readonly listedOn: readonly number[];
  readonly undatedListings: number;
  /** The names of the paper, and what is introduced in it, without what is between the words. */
  readonly names: readonly (readonly [key: string, naming: Naming])[];
  /** The acronyms that it explains. */
  readonly acronyms: readonly AcronymPair[];
}

/** Something that learns from each paper that comes in, and forgets those that go. */
export interface IndexPart {
  add(document: DocumentNumber, paper: IndexedPaper): void;
  remove(document: DocumentNumber, paper: IndexedPaper): void;
}

/**
 * Reads what the index keeps of a paper.
 * @param text - its `searchText`, which takes time to make.
 */
export function indexPaper(paper: Paper, text = paper.searchText): IndexedPaper {
  const { id, title, keywords, authors, listings } = paper;
  const listedOn = listings.flatMap(({ date }) => (date ? numberOfDay(date) : []));
  return {
    id,
    title,
    keywords,
    topic: paper.topic ?? otherTopic,
    topicIsGiven: paper.topic !== undefined,
    authors,
    lastSeen: listings.reduce((last, { date = '' }) => (date > last ? date : last), ''),
    listedOn,
    undatedListings: listings.length - listedOn.length,
    hasCode: linksOf(paper).some(({ code }) => code),
    names: namesOf(title, text),
    acronyms: mineAcronyms(`${title}. ${text}`),
  };
}
