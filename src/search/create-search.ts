import PQueue from 'p-queue';
import type { PaperId } from '../corpus/paper.ts';
import type { CorpusOverview, PaperReader, Revision } from '../corpus/paper-reader.ts';
import { rememberLast } from '../corpus/text/remember-last.ts';
import { yieldWhenDue } from '../corpus/yield-when-due.ts';
import type { Logger } from '../log.ts';
import { type IndexKeeper, readIndex, writeIndex } from './index/kept-index.ts';
import { createMiniSearchEngine } from './index/minisearch-engine.ts';
import { createPaperIndex, type PaperIndex, type PaperIndexOptions } from './index/paper-index.ts';
import type { TermEngine } from './index/term-engine.ts';
import { createTermLists } from './index/term-lists.ts';
import type { TermStatistics } from './index/terms/term-statistics.ts';
import type { SentenceEncoder } from './meaning/sentence-encoder.ts';
import { rankQuery, readHits } from './query/rank-query.ts';
import { rememberRankings } from './query/remember-rankings.ts';
import { satisfyingPapers } from './query/satisfying-papers.ts';
import { papersCloseTo, similarPapers } from './query/similar-papers.ts';
import type { Layer } from './ranking/layer.ts';
import type { Search, SearchQuery, SearchResults, TermCount } from './search.ts';
import { suggestTitles } from './suggest/suggest-titles.ts';
import type { TermList } from './topics/term-counts.ts';
import { within } from './within.ts';

/** What search is made of. */
export interface SearchOptions {
  readonly papers: PaperReader;
  readonly log?: Logger;
  /**
   * Opens the engine for a corpus of more than `largeFrom` papers; up to that it is MiniSearch.
   * @default one over the index itself
   */
  readonly openLargeEngine?: () => Promise<TermEngine>;
  /** @default 2000: above that, MiniSearch takes more than twice the memory of the index itself */
  readonly largeFrom?: number;
  /** Keeps the index between two runs; not with an encoder, whose vectors are not kept. */
  readonly keeper?: IndexKeeper;
  /**
   * What tells papers close in meaning.
   * @default latent semantic analysis of the corpus, up to 2,000 papers
   */
  readonly encoder?: SentenceEncoder | 'none';
  /** What ranking leaves out, to measure what it earns. */
  readonly without?: readonly Layer[];
}

const defaultLargeFrom = 2_000;
/** A change of more than this part of the papers rebuilds the index. */
const largestChange = 0.2;
/** The index is written again once this many papers, and this part of them, have changed. */
const keptAfter = { papers: 100, share: 0.02 };
/** Papers whose closest are kept until the corpus changes. */
const maxClosest = 5_000;
/** Discord shows no more choices. */
const maxSuggestions = 25;
/** Milliseconds that a query waits for the first index, before it is answered from a part of it. */
const queryPatience = 4_000;
/** Milliseconds that it waits further while no paper is there: the kept index is read in seconds. */
const emptyPatience = 60_000;
/** The same for suggestions, which Discord gives three seconds. */
const suggestionPatience = 1_000;

/**
 * Search over a corpus. It answers nothing until `refresh` has been called once.
 * @example
 * const search = createSearch({ papers });
 * await search.refresh();
 * const { hits } = await search.find({ text: 'reward hacking' });
 */
export function createSearch(options: SearchOptions): Search {
  const {
    papers,
    log,
    openLargeEngine,
    largeFrom = defaultLargeFrom,
    encoder,
    keeper,
    without = [],
  } = options;
  const createIndex = (parts: Partial<PaperIndexOptions> = {}) =>
    createPaperIndex({
      ...parts,
      without,
      ...(encoder && { encoder }),
      ...(log && { log }),
    });
  const openIndex = async (size: number, statistics?: TermStatistics) =>
    createIndex({
      ...(statistics && { statistics }),
      engine: size <= largeFrom ? createMiniSearchEngine() : await openLargeEngine?.(),
    });
  let index = createIndex();
  let revision: Revision = 0;
  /** How many papers the first index is to have; undefined when it has them. */
  let firstSize: number | undefined = 0;
  let closing = false;
  /** Papers that changed since the index was kept. */
  let unkept = 0;
  let noteComplete = () => {};
  const complete = new Promise<void>((resolve) => {
    noteComplete = resolve;
  });
  const refreshes = new PQueue({ concurrency: 1 });
  const lists = createTermLists(papers, () => index);
  const rankings = rememberRankings();
  const running = new Set<Promise<unknown>>();
  /** By paper and limit; asked again each day for what a team saved last. */
  let closest = rememberLast(maxClosest, closeTo);

  /** Waits for the first index, at most for this many milliseconds. */
  async function beComplete(milliseconds: number): Promise<void> {
    if (firstSize !== undefined) {
      await within(milliseconds, complete);
    }
  }

  /** Lets a replaced index finish what it was asked. */
  function run<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    return work.finally(() => running.delete(work));
  }

  function closeTo(key: string): Promise<readonly PaperId[]> {
    const [id = '', limit = ''] = key.split(' ');
    return run(papersCloseTo(index, id as PaperId, Number(limit)));
  }

  async function ask(query: SearchQuery): Promise<SearchResults> {
    const asked = index;
    const make = () => rankQuery(papers, asked, query);
    // While papers come in, the next answer is another one.
    const isWhole = firstSize === undefined;
    const ranked = await (isWhole ? rankings.of(query, asked, make) : make());
    return {
      hits: await readHits(papers, asked, query, ranked),
      ...ranked.findings,
      searched: asked.catalogue.entries.size,
      ...(!isWhole && { of: firstSize }),
    };
  }

  async function find(query: SearchQuery): Promise<SearchResults> {
    await beComplete(queryPatience);
    // Zero before the first refresh.
    if (firstSize && index.catalogue.entries.size === 0) {
      await beComplete(emptyPatience);
    }
    return run(ask(query));
  }

  async function refresh(): Promise<void> {
    const overview = await papers.overview();
    if (firstSize !== undefined) {
      firstSize = overview.papers;
      await restore(overview);
    }
    if (overview.revision !== revision) {
      const changed = revision > 0 ? await takeIn(overview) : undefined;
      if (changed === undefined) {
        await rebuild(overview.papers);
      }
      revision = overview.revision;
      rankings.forget();
      closest = rememberLast(maxClosest, closeTo);
      lists.forget(changed);
      unkept += changed?.length ?? Number.POSITIVE_INFINITY;
    }
    firstSize = undefined;
    noteComplete();
    if (keeper?.write && typeof encoder !== 'object') {
      prepareAndKeep().catch((err: unknown) => {
        log?.warn({ err }, 'search index could not be kept');
      });
    }
  }

  /** @returns the papers that changed; undefined where the index has to be built again. */
  async function takeIn(overview: CorpusOverview): Promise<readonly PaperId[] | undefined> {
    const { size } = index.catalogue.entries;
    if (size <= largeFrom && overview.papers > largeFrom) {
      return undefined;
    }
    const most = size * largestChange;
    const changed: PaperId[] = [];
    for await (const batch of papers.changedPapers(revision)) {
      changed.push(...batch.map(({ id }) => id));
      if (changed.length > most || closing) {
        return undefined;
      }
      await index.add(batch);
    }
    const gone = await papers.gonePapers(revision);
    // A paper that is gone is not among the changed ones, but the numbers differ.
    const holdsGone = gone.some((id) => index.catalogue.document(id) !== undefined);
    const isWhole = !holdsGone && index.catalogue.entries.size === overview.papers;
    return isWhole ? changed : undefined;
  }

  /** Begins with what was kept, if it is of use. */
  async function restore(overview: CorpusOverview): Promise<void> {
    const started = performance.now();
    try {
      const sections = typeof encoder === 'object' ? undefined : await keeper?.read();
      const kept = sections && (await readIndex(sections));
      const isOdd =
        kept === undefined ||
        kept.revision > overview.revision ||
        (kept.revision === overview.revision && kept.papers.length !== overview.papers);
      if (isOdd) {
        return;
      }
      const next = await openIndex(kept.papers.length, kept.statistics);
      await next.restore(kept);
      await next.learn();
      index = next;
      revision = kept.revision;
      const ms = Math.round(performance.now() - started);
      log?.info({ papers: kept.papers.length, ms }, 'search index was read');
    } catch (err) {
      log?.warn({ err }, 'search index could not be read, and is built again');
    }
  }

  /** Prepares what is asked for next, and keeps the index where much of it has changed. */
  async function prepareAndKeep(): Promise<void> {
    const { size } = index.catalogue.entries;
    const isMuch = unkept >= Math.max(keptAfter.papers, keptAfter.share * size);
    if (isMuch) {
      unkept = 0;
    }
    // Guessing topics takes as long as building a large index, and a bot may be started again meanwhile.
    if (isMuch && !index.topics.areGuessed()) {
      await refreshes.add(keep);
    }
    await index.prepare();
    if (isMuch) {
      await refreshes.add(async () => {
        await index.topics.ready();
        await keep();
      });
    }
  }

  async function keep(): Promise<void> {
    if (!closing) {
      await keeper?.write?.(await writeIndex(index, revision));
    }
  }

  async function rebuild(size: number): Promise<void> {
    const started = performance.now();
    const next = await openIndex(size);
    const before = index;
    if (firstSize !== undefined) {
      // A part of the papers answers better than none.
      index = next;
    }
    for await (const batch of papers.changedPapers(0)) {
      if (closing) {
        return;
      }
      await next.add(batch);
      // Who asks comes first.
      await Promise.allSettled(running);
      // Another process goes on importing, and these are too many for the engine chosen.
      const taken = next.catalogue.entries.size;
      if (size <= largeFrom && taken > largeFrom) {
        await next.close();
        return rebuild(taken);
      }
    }
    await next.learn();
    index = next;
    void Promise.allSettled(running).then(() => before.close());
    const fields = {
      papers: size,
      engine: next.engine.name,
      ms: Math.round(performance.now() - started),
    };
    log?.info(fields, 'search index was built');
  }

  /** An index that is whole. */
  async function whole(): Promise<PaperIndex> {
    await complete;
    return index;
  }

  /** What a list suggests; nothing where it is not made in time, though it will be for later letters. */
  async function suggestFrom(
    list: () => Promise<TermList>,
    typed: string,
    limit: number,
  ): Promise<readonly TermCount[]> {
    await beComplete(suggestionPatience);
    const made = firstSize === undefined ? await within(suggestionPatience, list()) : undefined;
    return made?.suggest(typed, limit) ?? [];
  }

  return {
    find,
    similar: async (id, limit = 10) => run(similarPapers(papers, await whole(), id, limit)),
    closeTo: async (ids, limit) => {
      await complete;
      const close: (readonly PaperId[])[] = [];
      for (const id of ids) {
        close.push(await closest(`${id} ${limit}`));
        await yieldWhenDue();
      }
      return close;
    },
    browse: async (query) => (await whole()).shelf.browse(query),
    mayMatch: async (wanted, ids) => (await whole()).shelf.mayMatch(wanted, ids),
    async topics() {
      await complete;
      return (await lists.topics()).counts;
    },
    async keywords(limit = maxSuggestions) {
      await complete;
      return (await lists.keywords()).counts.slice(0, limit);
    },
    satisfying: (text, ids, notes) => satisfyingPapers(papers, text, ids, notes),
    async suggestTitles(typed, limit = maxSuggestions) {
      await beComplete(suggestionPatience);
      return suggestTitles(papers, index, typed, limit);
    },
    suggestTopics: (typed, limit = maxSuggestions) =>
      suggestFrom(() => lists.topics(), typed, limit),
    suggestKeywords: (typed, limit = maxSuggestions) =>
      suggestFrom(() => lists.keywords(), typed, limit),
    async suggestAuthors(typed, limit = maxSuggestions) {
      await beComplete(suggestionPatience);
      const authors = await within(suggestionPatience, index.authors.list());
      return authors?.suggest(typed, limit) ?? [];
    },
    async topicsOf(ids) {
      const { catalogue, topics } = index;
      if (firstSize === undefined) {
        await topics.readyFor(ids.flatMap((id) => catalogue.document(id) ?? []));
      }
      return ids.map((id) => {
        const document = catalogue.document(id);
        return document === undefined ? undefined : catalogue.topicOf(document);
      });
    },
    complete: () => complete,
    refresh: () => refreshes.add(refresh),
    async close() {
      closing = true;
      index.topics.stop();
      await Promise.allSettled([...running, refreshes.onIdle()]);
      await index.close();
    },
  };
}
