import { setImmediate } from 'node:timers/promises';
import type { Day, Paper, PaperId } from '../../corpus/paper.ts';
import type { Search } from '../../search/search.ts';
import type { Trending } from '../../trending/trending.ts';
import type { Interests } from '../schedule/schedule.ts';
import type { DigestSources } from './digest-sources.ts';
import { phrasesOf } from './interest-filter.ts';
import { type MentionFinder, prepareMentionFinder } from './mention-finder.ts';

/** A paper as it was on a day. */
export interface KnownPaper {
  /** With its listings until then. */
  readonly paper: Paper;
  /** As its source gave it, else guessed. */
  readonly topic: string | undefined;
  /** The day of its first dated page. */
  readonly firstSeen: Day | undefined;
}

/**
 * What the digests of one moment have in common, read once, whichever of them asks first. What a
 * team did is never kept.
 */
export interface SharedReads extends Pick<DigestSources, 'savedLately' | 'saveCounts'> {
  readonly trending: Trending;
  readonly search: Pick<Search, 'browse'>;
  /** Looks for the words of all who may ask. */
  mentions(): Promise<MentionFinder>;
  /** Makes something once for all digests that ask for it by the same name. */
  once<Value>(name: string, make: () => Promise<Value>): Promise<Value>;
  pageDays(on: Day): Promise<readonly Day[]>;
  firstListed(from: Day, to: Day, among?: 'chosen' | 'all'): Promise<readonly PaperId[]>;
  /** These papers in their order; those that there are. */
  papers(ids: readonly PaperId[], on: Day): Promise<readonly KnownPaper[]>;
  /** Those of these papers that may be excluded by the interests, or have something of them. */
  mayConcern(interests: Interests, ids: readonly PaperId[]): Promise<ReadonlySet<PaperId>>;
  /** The papers close to another, the closest first. */
  closeTo(id: PaperId): Promise<readonly PaperId[]>;
}

/** Papers read at a stretch: a few milliseconds. */
const readAtOnce = 20;
/** Papers next to a save that count as close to it. */
const nearest = 20;

/** @param interests - of all who may ask: their words are looked for in a paper all at once. */
export function shareReads(sources: DigestSources, interests: readonly Interests[]): SharedReads {
  const { corpus, search, pages, trending, savedLately, saveCounts } = sources;
  const remembered = new Map<string, Promise<unknown>>();
  const papers = new Map<PaperId, Promise<Paper | undefined>>();
  const known = new Map<string, KnownPaper>();

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

  async function readPapers(ids: readonly PaperId[]): Promise<readonly Paper[]> {
    const unread = ids.filter((id) => !papers.has(id));
    for (let i = 0; i < unread.length; i += readAtOnce) {
      const some = unread.slice(i, i + readAtOnce);
      const reading = corpus.papers(some);
      for (const id of some) {
        const own = reading.then(
          // A paper that was merged into another comes under the id of that one.
          async (found) => found.find((paper) => paper.id === id) ?? (await corpus.papers([id]))[0],
        );
        own.catch(() => papers.delete(id));
        papers.set(id, own);
      }
      await reading;
      await setImmediate();
    }
    const found = new Map<PaperId, Paper>();
    for (const id of ids) {
      const paper = await papers.get(id);
      if (paper) {
        found.set(paper.id, paper);
      }
    }
    return [...found.values()];
  }

  async function asOf(paper: Paper, on: Day): Promise<KnownPaper> {
    const key = `${paper.id} ${on}`;
    const before = known.get(key);
    if (before) {
      return before;
    }
    const topic = paper.topic ?? (await search.topicOf(paper.id))?.topic;
    const listings = paper.listings.filter(({ date }) => date === undefined || date <= on);
    const firstSeen = listings.flatMap(({ date }) => date ?? []).toSorted()[0];
    // Only where a listing is still to come is it another paper: texts are cleaned once.
    const then = listings.length === paper.listings.length ? paper : { ...paper, listings };
    const value = { paper: then, topic, firstSeen };
    known.set(key, value);
    return value;
  }

  return {
    trending: trending.asOfNow(),
    search,
    once,
    ...(savedLately && { savedLately }),
    ...(saveCounts && { saveCounts }),
    mentions: () =>
      once('mentions', async () =>
        prepareMentionFinder([...new Set(interests.flatMap(phrasesOf))]),
      ),
    pageDays: (on) => once(`days ${on}`, () => pages.pageDays(on)),
    firstListed: (from, to, among = 'chosen') =>
      once(`listed ${from} ${to} ${among}`, () => pages.firstListed(from, to, among)),
    async papers(ids, on) {
      const found: KnownPaper[] = [];
      for (const paper of await readPapers(ids)) {
        found.push(await asOf(paper, on));
      }
      return found;
    },
    mayConcern(asked, ids) {
      const { topics, authors } = asked;
      return search.mayMatch({ topics, authors, phrases: phrasesOf(asked) }, ids);
    },
    closeTo: (id) => search.closeTo(id, nearest),
  };
}
