import type { PaperId } from '../../corpus/paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import { createStringPool } from '../text/string-pool.ts';
import { extractKeywords } from '../topics/extract-keywords.ts';
import { createTermList, createTopicList, type TermList } from '../topics/term-counts.ts';
import { createTitleSpellings } from '../topics/title-spellings.ts';
import type { PaperIndex } from './paper-index.ts';

/** Topics and keywords of the corpus, counted when first asked for after a change. */
export interface TermLists {
  topics(): Promise<TermList>;
  keywords(): Promise<TermList>;
  /** The corpus has changed: these papers, or all by default. */
  forget(changed?: readonly PaperId[]): void;
}

/** Counts topics and keywords over an index. */
export function createTermLists(papers: PaperReader, index: () => PaperIndex): TermLists {
  /** Keywords taken from the texts of papers that came without. */
  const extracted = new Map<PaperId, readonly string[]>();
  let topicList: TermList | undefined;
  let keywordList: Promise<TermList> | undefined;

  async function countKeywords(): Promise<TermList> {
    const entries = [...index().catalogue.entries.values()];
    const unread = entries.filter(
      ({ id, keywords }) => keywords.length === 0 && !extracted.has(id),
    );
    const asOne = createStringPool();
    for (let i = 0; i < unread.length; i += 100) {
      for (const paper of await papers.papers(unread.slice(i, i + 100).map(({ id }) => id))) {
        const keywords = extractKeywords(paper.title, paper.abstract ?? paper.tldr ?? '');
        extracted.set(paper.id, keywords.map(asOne));
        await yieldWhenDue();
      }
    }
    const keywords = entries.flatMap((entry) =>
      entry.keywords.length > 0 ? entry.keywords : (extracted.get(entry.id) ?? []),
    );
    return createTermList(keywords, createTitleSpellings(entries.map(({ title }) => title)));
  }

  return {
    async topics() {
      await index().topics.ready();
      const entries = [...index().catalogue.entries.values()];
      // Where no paper came with a topic, none can be guessed either.
      const areKnown = entries.some(({ topicIsGiven }) => topicIsGiven);
      topicList ??= createTopicList(areKnown ? entries.map(({ topic }) => topic) : []);
      return topicList;
    },
    keywords() {
      keywordList ??= countKeywords().catch((error: unknown) => {
        keywordList = undefined;
        throw error;
      });
      return keywordList;
    },
    forget(changed) {
      if (changed === undefined) {
        extracted.clear();
      }
      for (const id of changed ?? []) {
        extracted.delete(id);
      }
      topicList = undefined;
      keywordList = undefined;
    },
  };
}
