import type { PaperId } from '../../corpus/paper.ts';
import { otherTopic, type TopicOf } from '../../corpus/topics.ts';
import type { IndexedPaper, IndexPart } from './indexed-paper.ts';
import type { DocumentNumber } from './term-engine.ts';

/** Every paper of the index by its number and by its id. */
export interface Catalogue extends IndexPart {
  readonly entries: ReadonlyMap<DocumentNumber, IndexedPaper>;
  document(id: PaperId): DocumentNumber | undefined;
  /** Undefined where none is given and none could be guessed. */
  topicOf(document: DocumentNumber): TopicOf | undefined;
}

/** An empty catalogue. */
export function createCatalogue(): Catalogue {
  const entries = new Map<DocumentNumber, IndexedPaper>();
  const documents = new Map<PaperId, DocumentNumber>();
  return {
    entries,
    add(document, paper) {
      documents.set(paper.id, document);
      entries.set(document, paper);
    },
    remove(document, { id }) {
      if (documents.get(id) === document) {
        documents.delete(id);
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
