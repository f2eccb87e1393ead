import { addDays } from '../../corpus/days.ts';
import type { Day, PaperId } from '../../corpus/paper.ts';
import { nextTurn, yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { Search } from '../../search/search.ts';
import { sortInSlices } from '../../search/sort-in-slices.ts';
import type { Trending } from '../../trending/trending.ts';
import {
  type ConcernedPapers,
  createConcernedPapers,
  type ListedPapers,
} from './concerned-papers.ts';
import type { DigestSources } from './digest-sources.ts';
import { createKnownPapers, type KnownPapers } from './known-papers.ts';
import { createPaperWords, type PaperWords } from './paper-words.ts';
import type { KnownPhrases } from './phrase-memory.ts';

/**
 * What the digests of one moment have in common, read once, whichever of them asks first. What a
 * team did is never kept.
 */
export interface SharedReads
  extends Pick<DigestSources, 'savedLately' | 'saveCounts'>,
    KnownPapers {
  readonly trending: Trending;
  readonly search: Pick<Search, 'browse'>;
  readonly words: PaperWords;
  readonly phrases: KnownPhrases | undefined;
  /** Makes something once for all digests that ask for it by the same name. */
  once<Value>(name: string, make: () => Promise<Value>): Promise<Value>;
  pageDays(on: Day): Promise<readonly Day[]>;
  /** The papers whose first dated page is of these days; see `EventStore`. */
  firstListed(from: Day, to: Day, among?: 'chosen' | 'all'): Promise<ListedPapers>;
  readonly concerned: Omit<ConcernedPapers, 'share'>;
  /** For each of these papers those close to it, the closest first. */
  closeTo(ids: readonly PaperId[]): Promise<readonly (readonly PaperId[])[]>;
}

/** Papers next to a save that count as close to it. */
const nearest = 20;

/**
 * Reads what the digests of one moment need.
 * @param phrases - what was found in papers before.
 */
export function shareReads(sources: DigestSources, phrases?: KnownPhrases): SharedReads {
  const { corpus, search, pages, trending, savedLately, saveCounts } = sources;
  const remembered = new Map<string, Promise<unknown>>();
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
        const list = await listOf(listed);
        concerned.share(list, among === 'all' ? 'selective' : 'others');
        return list;
      }),
    ...createKnownPapers({ corpus, search }, phrases),
    concerned,
    closeTo: (ids) => search.closeTo(ids, nearest),
  };
}

/** A list in ascending order, each paper once. */
async function listOf(listed: readonly PaperId[]): Promise<ListedPapers> {
  const ids: PaperId[] = [];
  const places = new Map<PaperId, number>();
  for (const id of await sortInSlices(listed, (a, b) => (a < b ? -1 : 1))) {
    if (id !== ids.at(-1)) {
      places.set(id, ids.push(id) - 1);
      await yieldWhenDue();
    }
  }
  return { ids, places: Uint32Array.from(ids.keys()), placeOf: (id) => places.get(id) };
}
