import { daysBetween } from '../../corpus/days.ts';
import type { Day, Paper, PaperId } from '../../corpus/paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import type { Search } from '../../search/search.ts';
import type { Mark } from '../../trending/attention-event.ts';
import type { EventStore } from '../../trending/attention-source.ts';
import type { TrendingPaper } from '../../trending/rank-trending.ts';
import type { Trending } from '../../trending/trending.ts';
import { type Interests, isSelective } from '../schedule/schedule.ts';
import { createInterestFilter, type Match, type Mismatch } from './interest-filter.ts';
import {
  type Candidate,
  type Memory,
  newSince,
  type Picked,
  pick,
  type ShelfCandidate,
  type TrendingCandidate,
} from './pick.ts';
import { rankShelf } from './rank-shelf.ts';

/** The rooms that a digest is made from. */
export interface DigestSources {
  readonly corpus: PaperReader;
  readonly search: Pick<Search, 'topicOf' | 'similar'>;
  readonly trending: Trending;
  readonly pages: EventStore;
  /** What a team saved last, the newest first; nothing where nobody keeps it. */
  readonly savedLately?: (server: string, max: number) => Promise<readonly PaperId[]>;
  /** How many of a team saved these papers; nothing where nobody keeps it. */
  readonly saveCounts?: (
    server: string,
    papers: readonly PaperId[],
  ) => Promise<ReadonlyMap<PaperId, number>>;
}

/** For whom and of what a digest is made. */
export interface DigestOrder {
  readonly server?: string;
  readonly on: Day;
  readonly interests: Interests;
  readonly size: number;
  /** Free places are filled from the shelf on this day. */
  readonly fromShelf: boolean;
  /** The day on which the destination was set up. */
  readonly setUpOn: Day;
  /** The previous digest there. */
  readonly previous?: Mark | undefined;
  readonly memory: Memory;
}

/** What was picked for a day, and what was left out. */
export interface PreparedDigest extends Picked {
  /** Where the new papers come from a page older than two weeks: its day. */
  readonly oldPage?: Day;
  /** How many papers that are new or trending were left out, and why. */
  readonly leftOut: { readonly excluded: number; readonly unmatched: number };
}

/** Days after the set-up on which the newest page counts as new, however old it is. */
const firstDays = 14;
/** Topics up to which a destination gets as many papers of one as there are. */
const fewTopics = 3;
const maxOfTopic = 3;

/** Gathers what may go into a digest of a day and picks from it. */
export async function prepareDigest(
  sources: DigestSources,
  order: DigestOrder,
): Promise<PreparedDigest> {
  const { on, interests, server } = order;
  const audience = server === undefined ? {} : { server };
  const ranked = await sources.trending.rank({
    ...audience,
    on,
    ...(order.previous && { since: order.previous }),
  });
  const { ids: freshIds, oldPage, closeTo } = await freshPapers(sources, order);
  const gathering = createGathering(sources, interests, on);
  const trending = await gathering.trending(ranked);
  const fresh = (await gathering.candidates(freshIds)).map((candidate) => {
    const near = closeTo?.get(candidate.paper.id);
    return near ? { ...candidate, closeTo: near } : candidate;
  });
  const named = interests.topics.length;
  const picked = await pick({
    on,
    size: order.size,
    ...((named === 0 || named > fewTopics) && { maxOfTopic }),
    memory: order.memory,
    trending,
    fresh,
    ...(order.fromShelf && { shelf: (without) => gathering.shelf(without, server) }),
  });
  const showsNew = picked.papers.some(({ part }) => part === 'new');
  return {
    ...picked,
    ...(oldPage !== undefined && showsNew && { oldPage }),
    leftOut: gathering.leftOut(),
  };
}

interface FreshPapers {
  readonly ids: readonly PaperId[];
  readonly oldPage?: Day;
  /** For papers that are here because they are close to a save: that one. */
  readonly closeTo?: ReadonlyMap<PaperId, Paper>;
}

/** Papers first listed in the last two weeks; else, for the first days, those of the newest page. */
async function freshPapers(sources: DigestSources, order: DigestOrder): Promise<FreshPapers> {
  const { pages } = sources;
  const { on, setUpOn } = order;
  const newest = (await pages.pageDays(on)).at(-1);
  if (newest === undefined) {
    return { ids: [] };
  }
  if (newest >= newSince(on)) {
    return freshOfTwoWeeks(sources, order);
  }
  if (daysBetween(setUpOn, on) >= firstDays) {
    return { ids: [] };
  }
  return { ids: await pages.firstListed(newest, newest), oldPage: newest };
}

/**
 * A list of everything would drown a channel: from it come only papers that match the interests, or
 * where there are none, papers close to what the team saved.
 */
async function freshOfTwoWeeks(
  { pages, corpus, search, savedLately }: DigestSources,
  { on, interests, server }: DigestOrder,
): Promise<FreshPapers> {
  const all = await pages.firstListed(newSince(on), on, 'all');
  if (isSelective(interests)) {
    return { ids: all };
  }
  const chosen = await pages.firstListed(newSince(on), on);
  const others = new Set(all);
  for (const id of chosen) {
    others.delete(id);
  }
  const saved = server === undefined || others.size === 0 ? [] : await savedLately?.(server, 10);
  const closeTo = new Map<PaperId, Paper>();
  for (const paper of await corpus.papers(saved ?? [])) {
    for (const { id } of await search.similar(paper.id, nearest)) {
      if (others.has(id) && !closeTo.has(id)) {
        closeTo.set(id, paper);
      }
    }
  }
  return { ids: [...chosen, ...closeTo.keys()], closeTo };
}

/** Papers next to a save that may come from a list of everything. */
const nearest = 20;

/** Reads papers and holds them against the interests. */
function createGathering(
  { corpus, search, savedLately }: DigestSources,
  interests: Interests,
  on: Day,
) {
  const matchOf = createInterestFilter(interests);
  const left = { excluded: new Set<PaperId>(), unmatched: new Set<PaperId>() };

  async function candidateOf(paper: Paper): Promise<Candidate | Mismatch> {
    const topic = paper.topic ?? (await search.topicOf(paper.id))?.topic;
    const match = matchOf(paper, topic);
    return typeof match === 'string' ? match : withFacts(paper, match, topic, on);
  }

  async function candidates(ids: readonly PaperId[]): Promise<Candidate[]> {
    const found: Candidate[] = [];
    for (const paper of await corpus.papers(ids)) {
      const candidate = await candidateOf(paper);
      if (typeof candidate === 'string') {
        left[candidate].add(paper.id);
      } else {
        found.push(candidate);
      }
    }
    return found;
  }

  return {
    candidates,

    async trending(ranked: readonly TrendingPaper[]): Promise<TrendingCandidate[]> {
      const byId = new Map(ranked.map((trending) => [trending.paper, trending]));
      const found = await candidates([...byId.keys()]);
      return found.flatMap((candidate) => {
        const trending = byId.get(candidate.paper.id);
        return trending ? [{ ...candidate, trending }] : [];
      });
    },

    async shelf(without: ReadonlySet<PaperId>, server?: string): Promise<ShelfCandidate[]> {
      const saved = server === undefined ? [] : ((await savedLately?.(server, 10)) ?? []);
      const found: Candidate[] = [];
      for await (const batch of corpus.changedPapers(0)) {
        const open = batch.filter((paper) => !without.has(paper.id) && wasKnown(paper, on));
        for (const paper of open) {
          const candidate = await candidateOf(paper);
          if (typeof candidate !== 'string') {
            found.push(candidate);
          }
        }
      }
      const close = await Promise.all(
        (await corpus.papers(saved)).map(async (paper) => ({
          saved: paper,
          similar: (await search.similar(paper.id, 20)).map(({ id }) => id),
        })),
      );
      return rankShelf(found, close);
    },

    leftOut: () => ({ excluded: left.excluded.size, unmatched: left.unmatched.size }),
  };
}

function withFacts(paper: Paper, match: Match, topic: string | undefined, on: Day): Candidate {
  const listings = paper.listings.filter(({ date }) => date === undefined || date <= on);
  const firstSeen = listings.flatMap(({ date }) => date ?? []).toSorted()[0];
  return {
    paper: { ...paper, listings },
    match,
    ...(topic !== undefined && topic !== 'other' && { topic }),
    ...(firstSeen !== undefined && { firstSeen }),
  };
}

/** Papers of pages to come are not on the shelf yet. */
function wasKnown({ listings }: Paper, on: Day): boolean {
  return listings.length === 0 || listings.some(({ date }) => date === undefined || date <= on);
}
