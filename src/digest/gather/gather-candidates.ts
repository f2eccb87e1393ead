import type { Day, PaperId } from '../../corpus/paper.ts';
import { visitInTurns } from '../../corpus/yield-when-due.ts';
import type { TrendingPaper } from '../../trending/rank-trending.ts';
import type { Candidate, TrendingCandidate } from '../compose/candidate.ts';
import { asksNothing, type Interests, isSelective } from '../schedule/schedule.ts';
import type { ListedPapers } from './concerned-papers.ts';
import { createInterestFilter, type InterestFilter } from './interest-filter.ts';
import type { KnownPaper } from './known-paper.ts';
import type { KnownTopics } from './known-papers.ts';
import type { SharedReads } from './shared-reads.ts';

/** Papers held against interests; those that match nothing of them are left out. */
export interface Gathered<Found extends Candidate = Candidate> {
  readonly found: readonly Found[];
  readonly excluded: ReadonlySet<PaperId>;
}

/** Reads papers and holds them against the interests of one destination. */
export interface Gathering extends Pick<InterestFilter, 'isKnownMismatch'> {
  /** Papers found by what they may have of the interests, in the order of the ids. */
  found(ids: readonly PaperId[], topics: KnownTopics): Promise<Gathered>;
  /** Those of a list that many choose from. */
  listed(list: ListedPapers): Promise<Gathered>;
  /** Those of any other papers, in their order. */
  among(ids: readonly PaperId[]): Promise<Gathered>;
  trending(ranked: readonly TrendingPaper[]): Promise<Gathered<TrendingCandidate>>;
}

/** Papers held against the interests between two looks at the clock. */
const heldAtOnce = 2;

/** Papers of which the search engine knows that they have nothing of the interests are not read. */
export function createGathering(reads: SharedReads, interests: Interests, on: Day): Gathering {
  const selective = isSelective(interests);
  const filter = createInterestFilter(interests, reads.words, reads.phrases);
  const { concerned } = reads;

  async function among(ids: readonly PaperId[]): Promise<Gathered> {
    if (selective) {
      return hold(await reads.papers(await concerned.among(interests, ids), on));
    }
    const papers = await reads.papers(ids, on);
    const some = asksNothing(interests) ? [] : await concerned.among(interests, ids);
    return hold(papers, new Set(await reads.papers(some, on)));
  }

  /** @param concerns - the others have nothing of the interests. */
  async function hold(
    papers: readonly KnownPaper[],
    concerns?: ReadonlySet<KnownPaper>,
  ): Promise<Gathered> {
    const excluded = new Set<PaperId>();
    const found: Candidate[] = [];
    await visitInTurns(papers, heldAtOnce, (known) => {
      const strength = concerns && !concerns.has(known) ? 0 : filter.strengthOf(known);
      if (strength === 'excluded') {
        excluded.add(known.paper.id);
      } else if (strength !== 'unmatched') {
        found.push({ known, strength, filter, closeTo: undefined });
      }
    });
    return { found, excluded };
  }

  return {
    isKnownMismatch: (paper, topic) => filter.isKnownMismatch(paper, topic),
    found: async (ids, topics) => hold(await reads.papers(ids, on, topics)),
    among,

    async listed(list) {
      if (selective) {
        return hold(await reads.papersAt(list, await concerned.placesIn(list, interests), on));
      }
      const papers = await reads.papersAt(list, list.places, on);
      const some = asksNothing(interests) ? noPlaces : await concerned.placesIn(list, interests);
      return hold(papers, new Set(await reads.papersAt(list, some, on)));
    },

    async trending(ranked) {
      const byId = new Map(ranked.map((trending) => [trending.paper, trending]));
      const gathered = await among([...byId.keys()]);
      const found = gathered.found.flatMap((candidate) => {
        const trending = byId.get(candidate.known.paper.id);
        return trending ? [{ ...candidate, trending }] : [];
      });
      return { ...gathered, found };
    },
  };
}

const noPlaces = new Uint32Array(0);
