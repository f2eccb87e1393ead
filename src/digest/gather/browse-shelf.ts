import type { Day, PaperId } from '../../corpus/paper.ts';
import { browseParts } from '../../search/browse/browse-parts.ts';
import { inBatches } from '../../search/browse/in-batches.ts';
import type { BrowsedPaper } from '../../search/search.ts';
import type { ShelfCandidate } from '../compose/candidate.ts';
import type { Interests } from '../schedule/schedule.ts';
import type { Gathering } from './gather-candidates.ts';
import type { SharedReads } from './shared-reads.ts';

/** A paper that the team saved, and the papers close to it, the closest first. */
export interface CloseTo {
  readonly saved: PaperId;
  readonly similar: readonly PaperId[];
}

/** Whom the shelf is browsed for, and when. */
export interface ShelfOrder {
  readonly on: Day;
  readonly interests: Interests;
  readonly close: readonly CloseTo[];
  /** Papers that are not wanted. */
  readonly without: ReadonlySet<PaperId>;
  readonly gathering: Pick<Gathering, 'isKnownMismatch' | 'found'>;
}

/** As many as a post could need, whatever topics are full. */
const most = 50;
/** Papers read at once: as many as most posts need. */
const readAtOnce = 8;

/**
 * Papers of the shelf, best first: by how many interests they match and how close they are to what
 * the team saved, then those on more pages, the later seen, the lower id. The search engine knows
 * what papers may match at most, so that only as many are read as are asked for.
 */
export async function* browseShelf(
  { search }: Pick<SharedReads, 'search'>,
  { on, interests, close, without, gathering }: ShelfOrder,
): AsyncGenerator<ShelfCandidate> {
  const closeness = closenessOf(close);
  const browsed = browseParts(search, {
    on,
    topics: interests.topics,
    phrases: interests.keywords,
    authors: interests.authors,
    bonus: new Map([...closeness].map(([id, { points }]) => [id, points])),
  });
  const queue: Ranked[] = [];
  let given = 0;
  const isWanted = ({ id, topic }: BrowsedPaper) =>
    !without.has(id) && !gathering.isKnownMismatch(id, topic);
  for await (const batch of inBatches(browsed, readAtOnce, isWanted)) {
    const places = new Map(batch.map((paper) => [paper.id, paper]));
    const topics = new Map(batch.map(({ id, topic }) => [id, topic]));
    const { found } = await gathering.found([...places.keys()], topics);
    for (const candidate of found) {
      const { id } = candidate.known.paper;
      const near = closeness.get(id);
      const points = candidate.strength + (near?.points ?? 0);
      const place = places.get(id)?.place ?? Number.POSITIVE_INFINITY;
      const shown = near ? { ...candidate, closeTo: near.saved } : candidate;
      queue.push({ candidate: shown, points, place });
    }
    queue.sort(byRank);
    const last = batch.at(-1);
    while (queue[0] && last && byRank(queue[0], last) <= 0) {
      const [first] = queue.splice(0, 1);
      if (first && given < most) {
        given += 1;
        yield first.candidate;
      }
    }
    if (given >= most) {
      return;
    }
  }
  yield* queue.slice(0, most - given).map(({ candidate }) => candidate);
}

interface Ranked {
  readonly candidate: ShelfCandidate;
  readonly points: number;
  readonly place: number;
}

function byRank(
  a: Pick<BrowsedPaper, 'points' | 'place'>,
  b: Pick<BrowsedPaper, 'points' | 'place'>,
): number {
  return b.points - a.points || a.place - b.place;
}

/** The first place among the similar papers of a save weighs as much as one matched interest. */
function closenessOf(close: readonly CloseTo[]) {
  const closeness = new Map<PaperId, { points: number; saved: PaperId; place: number }>();
  for (const { saved, similar } of close) {
    for (const [place, id] of similar.entries()) {
      const known = closeness.get(id);
      const nearer = known && known.place <= place ? known : { saved, place };
      closeness.set(id, { ...nearer, points: (known?.points ?? 0) + 1 / (place + 1) });
    }
  }
  return closeness;
}
