import { numberOfDay } from '../../corpus/days.ts';
import type { PaperId } from '../../corpus/paper.ts';
import { linksOf } from '../../corpus/text/links-of.ts';
import { otherTopic } from '../../corpus/topics.ts';
import type { TopicOf } from '../search.ts';
import type { IndexPart } from './indexed-paper.ts';
import type { FilteredPaper } from './paper-filter.ts';
import type { DocumentNumber } from './term-engine.ts';

/** What is remembered of a paper besides its terms. */
export interface CatalogueEntry extends Omit<FilteredPaper, 'topic'> {
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
}

/** Every paper of the index by its number and by its id. */
export interface Catalogue extends IndexPart {
  readonly entries: ReadonlyMap<DocumentNumber, CatalogueEntry>;
  document(id: PaperId): DocumentNumber | undefined;
  /** Undefined where none is given and none could be guessed. */
  topicOf(document: DocumentNumber): TopicOf | undefined;
}

/** An empty catalogue. */
export function createCatalogue(): Catalogue {
  const entries = new Map<DocumentNumber, CatalogueEntry>();
  const documents = new Map<PaperId, DocumentNumber>();
  return {
    entries,
    add(document, { paper, title }) {
      documents.set(paper.id, document);
      const listedOn = paper.listings.flatMap(({ date }) => (date ? numberOfDay(date) : []));
      entries.set(document, {
        id: paper.id,
        title,
        keywords: paper.keywords,
        topic: paper.topic ?? otherTopic,
        topicIsGiven: paper.topic !== undefined,
        authors: paper.authors,
        lastSeen: paper.listings.reduce((last, { date = '' }) => (date > last ? date : last), ''),
        listedOn,
        undatedListings: paper.listings.length - listedOn.length,
        hasCode: linksOf(paper).some(({ code }) => code),
      });
    },
    remove(document) {
      const entry = entries.get(document);
      if (entry !== undefined && documents.get(entry.id) === document) {
        documents.delete(entry.id);
      }
      entries.delete(document);
    },
    document: (id) => documents.get(id),
    topicOf(document) {
      const entry = entries.get(document);
      const isUnknown = entry?.topic === otherTopic && !entry.topicIsGiven;
      return isUnknown ? undefined : entry && { topic: entry.topic, guessed: !entry.topicIsGiven };
    },
  };
}
