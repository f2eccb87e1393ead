import { addDays } from '../../corpus/days.ts';
import type { Day, Paper, PaperId } from '../../corpus/paper.ts';
import { nextTurn, yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { Search } from '../../search/search.ts';
import type { Trending } from '../../trending/trending.ts';
import type { Candidate } from '../compose/candidate.ts';
import { standingOf } from '../compose/sort-by-novelty.ts';
import {
  type ConcernedPapers,
  createConcernedPapers,
  type ListedPapers,
} from './concerned-papers.ts';
import type { DigestSources } from './digest-sources.ts';
import { noMatch } from './interest-filter.ts';
import { createPaperWords, type PaperWords } from './paper-words.ts';
import type { KnownPhrases } from './phrase-memory.ts';

/** A paper as it was on a day. */
export interface KnownPaper {
  /** With its listings until then. */
  readonly paper: Paper;
  /** As its source gave it, else guessed. */
  readonly topic: string | undefined;
  /** For somebody who asks for nothing. */
  readonly plain: Candidate;
}

/** Topics by paper. */
export type KnownTopics = ReadonlyMap<PaperId, string | undefined>;

/**
 * What the digests of one moment have in common, read once, whichever of them asks first. What a
 * team did is never kept.
 */
export interface SharedReads extends Pick<DigestSources, 'savedLately' | 'saveCounts'> {
  readonly trending: Trending;
  readonly search: Pick<Search, 'browse'>;
  readonly words: PaperWords;
  readonly phrases: KnownPhrases | undefined;
  /** Makes something once for all digests that ask for it by the same name. */
  once<Value>(name: string, make: () => Promise<Value>): Promise<Value>;
  pageDays(on: Day): Promise<readonly Day[]>;
  /** The papers whose first dated page is of these days; see `EventStore`. */
  firstListed(from: Day, to: Day, among?: 'chosen' | 'all'): Promise<ListedPapers>;
  /**
   * These papers in their order; those that there are.
   * @param topics - of papers that came without one, where they are known.
   */
  papers(ids: readonly PaperId[], on: Day, topics?: KnownTopics): Promise<readonly KnownPaper[]>;
  readonly concerned: Pick<ConcernedPapers, 'expect' | 'among'>;
  /** For each of these papers those close to it, the closest first. */
  closeTo(ids: readonly PaperId[]): Promise<readonly (readonly PaperId[])[]>;
}

/** Papers read at a stretch: a few milliseconds. */
const readAtOnce = 20;
/** Papers next to a save that count as close to it. */
const nearest = 20;

/**
 * Reads what the digests of one moment need.
 * @param phrases - what was found in papers before.
 */
export function shareReads(sources: DigestSources, phrases?: KnownPhrases): SharedReads {
  const { corpus, search, pages, trending, savedLately, saveCounts } = sources;
  const remembered = new Map<string, Promise<unknown>>();
  const papers = new Map<PaperId, Promise<Paper | undefined>>();
  const days = new Map<Day, Map<PaperId, KnownPaper>>();
  const concerned = createConcernedPapers(search);

  function once<Value>(name: string, make: () => Promise<Value>): Promise<Value> {
    const before = remembered.get(name) as Promise<Value> | undefined;
    if (before) {
      return before;
    }
    const value = make();
    remembered.set(name, value);
    value.catch(() => remembered.delete(name));
    return value;
  }

  async function readPapers(ids: readonly PaperId[]): Promise<void> {
    const unread = ids.filter((id) => !papers.has(id));
    for (let i = 0; i < unread.length; i += readAtOnce) {
      const some = unread.slice(i, i + readAtOnce);
      const reading = corpus
        .papers(some)
        .then((found) => new Map(found.map((paper) => [paper.id, paper])));
      for (const id of some) {
        const own = reading.then(
          // A paper that was merged into another comes under the id of that one.
          async (found) => found.get(id) ?? (await corpus.papers([id]))[0],
        );
        own.catch(() => papers.delete(id));
        papers.set(id, own);
      }
      await reading;
      await nextTurn();
    }
  }

  /** Topics of papers that came without. */
  async function topicsOf(all: readonly Paper[]): Promise<KnownTopics> {
    const ids = all.flatMap(({ id, topic }) => (topic === undefined ? id : []));
    const topics = ids.length > 0 ? await search.topicsOf(ids) : [];
    return new Map(ids.map((id, at) => [id, topics[at]?.topic]));
  }

  function asOf(paper: Paper, topic: string | undefined, on: Day): KnownPaper {
    const listings = paper.listings.filter(({ date }) => date === undefined || date <= on);
    const firstSeen = listings.flatMap(({ date }) => date ?? []).toSorted()[0];
    // Only where a listing is still to come is it another paper: texts are cleaned once.
    const then = listings.length === paper.listings.length ? paper : { ...paper, listings };
    const plain = {
      paper: then,
      match: noMatch,
      standing: standingOf(listings),
      ...(topic !== undefined && topic !== 'other' && { topic }),
      ...(firstSeen !== undefined && { firstSeen }),
    };
    return { paper: then, topic, plain };
  }

  /** Those of these papers that there are, by the ids that were asked for. */
  async function readDay(
    ids: readonly PaperId[],
    on: Day,
    topics?: KnownTopics,
  ): Promise<Map<PaperId, KnownPaper>> {
    const day = days.get(on) ?? new Map<PaperId, KnownPaper>();
    days.set(on, day);
    const unknown = ids.filter((id) => !day.has(id));
    if (unknown.length === 0) {
      return day;
    }
    await readPapers(unknown);
    const found = await Promise.all(unknown.map(async (id) => papers.get(id)));
    const guesses = topics ?? (await topicsOf(found.flatMap((paper) => paper ?? [])));
    for (const [at, id] of unknown.entries()) {
      await yieldWhenDue();
      const paper = found[at];
      if (paper && !day.has(id)) {
        day.set(id, day.get(paper.id) ?? asOf(paper, paper.topic ?? guesses.get(paper.id), on));
      }
    }
    return day;
  }

  return {
    trending: trending.asOfNow(),
    search,
    once,
    ...(savedLately && { savedLately }),
    ...(saveCounts && { saveCounts }),
    words: createPaperWords(),
    phrases,
    pageDays: (on) => once(`days ${on}`, () => pages.pageDays(on)),
    firstListed: (from, to, among = 'chosen') =>
      once(`listed ${from} ${to} ${among}`, async () => {
        const listed: PaperId[] = [];
        for (let day = from; day <= to; day = addDays(day, 1)) {
          // Two weeks at once would keep the event loop.
          listed.push(...(await pages.firstListed(day, day, among)));
          await nextTurn();
        }
        const known = new Set(listed.sort());
        const list = { ids: [...known], has: (id: PaperId) => known.has(id) };
        concerned.share(list, among === 'all' ? 'selective' : 'others');
        return list;
      }),
    async papers(ids, on, topics) {
      const day = await readDay(ids, on, topics);
      const found: KnownPaper[] = [];
      let wereMerged = false;
      for (const id of ids) {
        const known = day.get(id);
        if (known) {
          found.push(known);
          wereMerged ||= known.paper.id !== id;
        }
      }
      return wereMerged ? [...new Map(found.map((each) => [each.paper.id, each])).values()] : found;
    },
    concerned,
    closeTo: (ids) => search.closeTo(ids, nearest),
  };
}
