import type { Day, Paper, PaperId } from '../../corpus/paper.ts';
import { topicsOfPapers } from '../../corpus/topics.ts';
import { nextTurn, yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { ListedPapers } from './concerned-papers.ts';
import type { DigestSources } from './digest-sources.ts';
import { type KnownPaper, knownPaper } from './known-paper.ts';
import type { KnownPhrases } from './phrase-memory.ts';

/** Topics by paper. */
export type KnownTopics = ReadonlyMap<PaperId, string | undefined>;

/** Papers as they were on a day: those that exist, each listed once and read once. */
export interface KnownPapers {
  /** @param topics - of papers that came without one, where they are known. */
  papers(ids: readonly PaperId[], on: Day, topics?: KnownTopics): Promise<readonly KnownPaper[]>;
  /** Those at some places of a list, which takes less time than by their ids. */
  papersAt(list: ListedPapers, places: Uint32Array, on: Day): Promise<readonly KnownPaper[]>;
}

/** Papers of a list by their places; undefined where nobody asked, or where there is none. */
interface KnownPlaces {
  readonly papers: (KnownPaper | undefined)[];
  readonly isRead: Uint8Array;
  wereMerged: boolean;
}

/** Papers read at a stretch: a few milliseconds. */
const readAtOnce = 20;

/**
 * Reads papers when they are first asked for.
 * @param phrases - what was found in papers before.
 */
export function createKnownPapers(
  { corpus, search }: Pick<DigestSources, 'corpus' | 'search'>,
  phrases: KnownPhrases | undefined,
): KnownPapers {
  const papers = new Map<PaperId, Promise<Paper | undefined>>();
  const days = new Map<Day, Map<PaperId, KnownPaper>>();
  const lists = new Map<Day, Map<ListedPapers, KnownPlaces>>();

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

  async function topicsOf(all: readonly Paper[]): Promise<KnownTopics> {
    const topics = await topicsOfPapers(search, all);
    return new Map(all.map(({ id }, at) => [id, topics[at]?.topic]));
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
        const topic = paper.topic ?? guesses.get(paper.id);
        const found = phrases?.foundIn(paper.id);
        day.set(id, day.get(paper.id) ?? knownPaper(paper, on, { topic, found }));
      }
    }
    return day;
  }

  async function readPlaces(
    list: ListedPapers,
    places: Uint32Array,
    on: Day,
  ): Promise<KnownPlaces> {
    const ofDay = lists.get(on) ?? new Map<ListedPapers, KnownPlaces>();
    lists.set(on, ofDay);
    const size = list.ids.length;
    const known = ofDay.get(list) ?? {
      papers: Array.from<undefined>({ length: size }),
      isRead: new Uint8Array(size),
      wereMerged: false,
    };
    ofDay.set(list, known);
    const unread = places.filter((place) => known.isRead[place] === 0);
    const ids = Array.from(unread).flatMap((place) => list.ids[place] ?? []);
    const day = await readDay(ids, on);
    for (const [at, place] of unread.entries()) {
      const id = ids[at];
      const paper = id === undefined ? undefined : day.get(id);
      known.papers[place] = paper;
      known.isRead[place] = 1;
      known.wereMerged ||= paper !== undefined && paper.paper.id !== id;
    }
    return known;
  }

  return {
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
      return wereMerged ? eachOnce(found) : found;
    },

    async papersAt(list, places, on) {
      const known = await readPlaces(list, places, on);
      const found: KnownPaper[] = [];
      for (const place of places) {
        const paper = known.papers[place];
        if (paper) {
          found.push(paper);
        }
      }
      return known.wereMerged ? eachOnce(found) : found;
    },
  };
}

/** Two ids may have come to mean one paper. */
function eachOnce(papers: readonly KnownPaper[]): readonly KnownPaper[] {
  return [...new Map(papers.map((each) => [each.paper.id, each])).values()];
}
