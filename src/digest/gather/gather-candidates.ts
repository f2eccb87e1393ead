import type { Day, PaperId } from '../../corpus/paper.ts';
import { createYielder } from '../../search/yielder.ts';
import type { TrendingPaper } from '../../trending/rank-trending.ts';
import { byNovelty, type Candidate, type TrendingCandidate } from '../compose/pick.ts';
import { asksNothing, type Interests, isSelective } from '../schedule/schedule.ts';
import { createInterestFilter } from './interest-filter.ts';
import type { SharedReads } from './shared-reads.ts';

/** Papers held against interests; those that match nothing of them are left out. */
export interface Gathered<Found extends Candidate = Candidate> {
  readonly found: readonly Found[];
  readonly excluded: ReadonlySet<PaperId>;
}

/** Reads papers and holds them against the interests of one destination. */
export interface Gathering {
  /** In the order of the ids. */
  of(ids: Iterable<PaperId>): Promise<Gathered>;
  /** In the order in which new papers are shown. */
  fresh(ids: Iterable<PaperId>): Promise<Gathered>;
  trending(ranked: readonly TrendingPaper[]): Promise<Gathered<TrendingCandidate>>;
}

/** Milliseconds after which others have their turn, and papers held against the interests until then. */
const keepsFor = 4;
const heldAtOnce = 16;

/** Papers of which the search engine knows that they have nothing of the interests are not read. */
export function createGathering(reads: SharedReads, interests: Interests, on: Day): Gathering {
  const selective = isSelective(interests);
  const matchOf = createInterestFilter(interests, reads.words);
  const yieldWhenDue = createYielder(keepsFor);

  async function of(ids: Iterable<PaperId>): Promise<Gathered> {
    const all = [...ids];
    if (asksNothing(interests)) {
      return { found: (await reads.papers(all, on)).map(({ plain }) => plain), excluded: none };
    }
    const concerned = await reads.mayConcern(interests, all);
    const unconcerned = new Set(all.filter((id) => !concerned.has(id)));
    const excluded = new Set<PaperId>();
    const found: Candidate[] = [];
    const known = await reads.papers(selective ? [...concerned] : all, on);
    for (const [at, { paper, topic, plain }] of known.entries()) {
      // A paper that was merged into another comes under the id of that one.
      const match = unconcerned.has(paper.id) ? plain.match : matchOf(paper, topic);
      if (match === 'excluded') {
        excluded.add(paper.id);
      } else if (match !== 'unmatched') {
        found.push({ ...plain, match });
      }
      if (at % heldAtOnce === 0) {
        await yieldWhenDue();
      }
    }
    return { found, excluded };
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

const none: ReadonlySet<PaperId> = new Set();
