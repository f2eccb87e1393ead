import type { Paper } from '../corpus/paper.ts';
import type { PaperReader, Revision } from '../corpus/paper-reader.ts';
import { loadEnglishWords } from './english-words.ts';
import { findPapers } from './find-papers.ts';
import { createMiniSearchEngine } from './minisearch-engine.ts';
import { createPaperIndex, type PaperIndex } from './paper-index.ts';
import type { Search, SearchQuery, SearchResults, TermCount } from './search.ts';
import { similarPapers } from './similar-papers.ts';
import { countTerms, otherLast, suggesterOf } from './term-counts.ts';
import type { TermEngine } from './term-engine.ts';

export interface SearchOptions {
  readonly papers: PaperReader;
  /** The engine for a corpus of more than `largeFrom` papers; MiniSearch where not given. */
  readonly openLargeEngine?: () => Promise<TermEngine>;
  readonly largeFrom?: number;
}

/** The number of papers from which the large engine is used, where there is one. */
const usualLargeFrom = 2_000;
/** A change of more papers than this, or of a fifth of all, is taken in by building the index anew. */
const largestStep = 500;
/** Answers kept until the corpus changes. */
const keptAnswers = 200;

export function createSearch({
  papers,
  openLargeEngine,
  largeFrom = usualLargeFrom,
}: SearchOptions): Search {
  const english = loadEnglishWords();
  let index = createPaperIndex({ engine: createMiniSearchEngine(), english });
  let revision: Revision = 0;
  let refreshing: Promise<void> = Promise.resolve();
  const answers = new Map<string, Promise<SearchResults>>();
  const running = new Set<Promise<unknown>>();
  let keywordSuggester: ReturnType<typeof suggesterOf> | undefined;
  let topicSuggester: ReturnType<typeof suggesterOf> | undefined;

  /** Lets a replaced index finish what it was asked. */
  async function run<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  }

  function find(query: SearchQuery): Promise<SearchResults> {
    const key = JSON.stringify(query);
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = run(findPapers(papers, index, query));
      answer.catch(() => answers.delete(key));
      const oldest = answers.keys().next().value;
      if (answers.size >= keptAnswers && oldest !== undefined) answers.delete(oldest);
    } else answers.delete(key);
    answers.set(key, answer);
    return answer;
  }

  function topics(): TermCount[] {
    return otherLast(
      countTerms(Array.from(index.catalogue.entries.values(), ({ topic }) => topic)),
    );
  }

  function keywords(): TermCount[] {
    return countTerms([...index.catalogue.entries.values()].flatMap((entry) => entry.keywords));
  }

  async function refresh(): Promise<void> {
    const overview = await papers.overview();
    if (overview.revision === revision) return;
    const known = index.catalogue.entries.size;
    const changed: Paper[] = [];
    const mostInOneStep = Math.min(largestStep, known / 5);
    for await (const batch of papers.changedPapers(revision)) {
      changed.push(...batch);
      if (changed.length > mostInOneStep) break;
    }
    if (changed.length > mostInOneStep) await rebuild(overview.papers);
    else {
      await index.add(changed);
      if (index.catalogue.entries.size !== overview.papers) await rebuild(overview.papers);
    }
    revision = overview.revision;
    answers.clear();
    keywordSuggester = undefined;
    topicSuggester = undefined;
  }

  async function rebuild(size: number): Promise<void> {
    const large = openLargeEngine !== undefined && size > largeFrom;
    const next = createPaperIndex({
      engine: large ? await openLargeEngine() : createMiniSearchEngine(),
      english,
    });
    for await (const batch of papers.changedPapers(0)) await next.add(batch);
    await next.learn();
    const before: PaperIndex = index;
    index = next;
    void Promise.allSettled(running).then(() => before.close());
  }

  return {
    find,
    similar: (id, limit = 10) => run(similarPapers(papers, index, id, limit)),
    topics: async () => topics(),
    keywords: async (limit = 25) => keywords().slice(0, limit),
    async suggestTitles(typed, limit = 25) {
      return index.titles.suggest(typed, limit).flatMap((document) => {
        const entry = index.catalogue.entries.get(document);
        return entry ? [{ id: entry.id, title: entry.title }] : [];
      });
    },
    async suggestTopics(typed, limit = 25) {
      topicSuggester ??= suggesterOf(topics());
      return topicSuggester(typed, limit);
    },
    async suggestKeywords(typed, limit = 25) {
      keywordSuggester ??= suggesterOf(keywords());
      return keywordSuggester(typed, limit);
    },
    async topicOf(id) {
      const document = index.catalogue.document(id);
      return document === undefined ? undefined : index.catalogue.topicOf(document);
    },
    refresh() {
      refreshing = refreshing.catch(() => undefined).then(refresh);
      return refreshing;
    },
    async close() {
      await Promise.allSettled([...running, refreshing]);
      await index.close();
    },
  };
}
