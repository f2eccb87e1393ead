import type { Day, PaperId } from '../../corpus/paper.ts';
import type { TrendingPaper } from '../../trending/rank-trending.ts';
import { byNovelty, type Candidate, type TrendingCandidate } from '../compose/pick.ts';
import { type Interests, isSelective } from '../schedule/schedule.ts';
import {
  createInterestFilter,
  type InterestFilter,
  type Match,
  phrasesOf,
} from './interest-filter.ts';
import type { KnownPaper, SharedReads } from './shared-reads.ts';

/** Papers held against interests. */
export interface Gathered<Found extends Candidate = Candidate> {
  readonly found: readonly Found[];
  readonly excluded: ReadonlySet<PaperId>;
  readonly unmatched: ReadonlySet<PaperId>;
}

/** Reads papers and holds them against the interests of one destination. */
export interface Gathering {
  /** In the order of the ids. */
  of(ids: readonly PaperId[]): Promise<Gathered>;
  /** In the order in which new papers are shown. */
  fresh(ids: readonly PaperId[]): Promise<Gathered>;
  trending(ranked: readonly TrendingPaper[]): Promise<Gathered<TrendingCandidate>>;
}

/** Papers of which the search engine knows that they have nothing of the interests are not read. */
export function createGathering(reads: SharedReads, interests: Interests, on: Day): Gathering {
  const selective = isSelective(interests);
  const hasPhrases = phrasesOf(interests).length > 0;
  const asksNothing = !selective && !hasPhrases;
  let filter: Promise<InterestFilter> | undefined;

  async function prepareFilter(): Promise<InterestFilter> {
    return createInterestFilter(interests, hasPhrases ? await reads.mentions() : undefined);
  }

  async function of(ids: readonly PaperId[]): Promise<Gathered> {
    filter ??= prepareFilter();
    const matchOf = await filter;
    const concerned = asksNothing ? noPapers : await reads.mayConcern(interests, ids);
    const excluded = new Set<PaperId>();
    const unmatched = new Set<PaperId>();
    const found: Candidate[] = [];
    const unconcerned = new Set(ids.filter((id) => !concerned.has(id)));
    if (selective) {
      for (const id of unconcerned) {
        unmatched.add(id);
      }
    }
    const read = selective ? ids.filter((id) => concerned.has(id)) : ids;
    for (const known of await reads.papers(read, on)) {
      const { paper, topic } = known;
      // A paper that was merged into another comes under the id of that one.
      const match = unconcerned.has(paper.id) ? nothing : matchOf(paper, topic);
      if (match === 'excluded') {
        excluded.add(paper.id);
      } else if (match === 'unmatched') {
        unmatched.add(paper.id);
      } else {
        found.push(candidateOf(known, match));
      }
    }
    return { found, excluded, unmatched };
  }

  return {
    of,

    async fresh(ids) {
      const gathered = await of(ids);
      return { ...gathered, found: gathered.found.toSorted(byNovelty) };
    },

    async trending(ranked) {
      const byId = new Map(ranked.map((trending) => [trending.paper, trending]));
      const gathered = await of([...byId.keys()]);
      const found = gathered.found.flatMap((candidate) => {
        const trending = byId.get(candidate.paper.id);
        return trending ? [{ ...candidate, trending }] : [];
      });
      return { ...gathered, found };
    },
  };
}

const noPapers: ReadonlySet<PaperId> = new Set();
const nothing: Match = { topics: [], mentions: [], authors: [] };

function candidateOf({ paper, topic, firstSeen }: KnownPaper, match: Match): Candidate {
  return {
    paper,
    match,
    ...(topic !== undefined && topic !== 'other' && { topic }),
    ...(firstSeen !== undefined && { firstSeen }),
  };
}
