import type { Day, PaperId } from '../../corpus/paper.ts';
import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { TrendingPaper } from '../../trending/rank-trending.ts';
import type { Candidate, TrendingCandidate } from '../compose/candidate.ts';
import { asksNothing, type Interests, isSelective } from '../schedule/schedule.ts';
import { createInterestFilter } from './interest-filter.ts';
import type { KnownTopics, SharedReads } from './shared-reads.ts';

/** Papers held against interests; those that match nothing of them are left out. */
export interface Gathered<Found extends Candidate = Candidate> {
  readonly found: readonly Found[];
  readonly excluded: ReadonlySet<PaperId>;
}

/** Reads papers and holds them against the interests of one destination. */
export interface Gathering {
  /** Papers found by what they may have of the interests, in the order of the ids. */
  found(ids: readonly PaperId[], topics: KnownTopics): Promise<Gathered>;
  /** Those that may be new to somebody, in any order. */
  fresh(ids: readonly PaperId[]): Promise<Gathered>;
  trending(ranked: readonly TrendingPaper[]): Promise<Gathered<TrendingCandidate>>;
}

/** Papers held against the interests between two looks at the clock. */
const heldAtOnce = 16;

/** Papers of which the search engine knows that they have nothing of the interests are not read. */
export function createGathering(reads: SharedReads, interests: Interests, on: Day): Gathering {
  const selective = isSelective(interests);
  const matchOf = createInterestFilter(interests, reads.words, reads.phrases);

  async function plain(ids: readonly PaperId[], topics?: KnownTopics): Promise<Gathered> {
    const papers = await reads.papers(ids, on, topics);
    return { found: papers.map((known) => known.plain), excluded: none };
  }

  async function of(ids: readonly PaperId[]): Promise<Gathered> {
    if (asksNothing(interests)) {
      return plain(ids);
    }
    const concerned = await reads.concerned.among(interests, ids);
    await yieldWhenDue();
    if (selective) {
      return hold(concerned);
    }
    const mayBeExcluded = new Set(concerned);
    return hold(ids, (id) => mayBeExcluded.has(id));
  }

  /** @param concerns - the others have nothing of the interests. */
  async function hold(
    ids: readonly PaperId[],
    concerns: (id: PaperId) => boolean = () => true,
    topics?: KnownTopics,
  ): Promise<Gathered> {
    const excluded = new Set<PaperId>();
    const found: Candidate[] = [];
    for (const [at, known] of (await reads.papers(ids, on, topics)).entries()) {
      const { paper } = known;
      const match = concerns(paper.id) ? matchOf(paper, known.topic) : known.plain.match;
      if (match === 'excluded') {
        excluded.add(paper.id);
      } else if (match !== 'unmatched') {
        found.push({ ...known.plain, match });
      }
      if (at % heldAtOnce === 0) {
        await yieldWhenDue();
      }
    }
    return { found, excluded };
  }

  return {
    found: (ids, topics) =>
      asksNothing(interests) ? plain(ids, topics) : hold(ids, undefined, topics),
    fresh: of,

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

const none: ReadonlySet<PaperId> = new Set();
