import type { Paper, PaperId } from '../../corpus/paper.ts';
import { strengthOf } from './interest-filter.ts';
import type { Candidate, ShelfCandidate } from './pick.ts';

/** A paper that the team saved, and the papers close to it, the closest first. */
export interface CloseTo {
  readonly saved: Paper;
  readonly similar: readonly PaperId[];
}

/** As many as a post could need, whatever topics are full. */
const most = 50;

/**
 * Papers of the shelf, best first: by how many interests they match and how close they are to what
 * the team saved, then those on more pages, the later seen, the lower id.
 */
export function rankShelf(
  candidates: readonly Candidate[],
  close: readonly CloseTo[],
): ShelfCandidate[] {
  const closeness = closenessOf(close);
  const points = (candidate: Candidate) =>
    strengthOf(candidate.match) + (closeness.get(candidate.paper.id)?.points ?? 0);
  return candidates
    .map((candidate) => ({ candidate, points: points(candidate) }))
    .toSorted(
      (a, b) =>
        b.points - a.points ||
        b.candidate.paper.listings.length - a.candidate.paper.listings.length ||
        compare(lastSeen(b.candidate.paper), lastSeen(a.candidate.paper)) ||
        compare(a.candidate.paper.id, b.candidate.paper.id),
    )
    .slice(0, most)
    .map(({ candidate }) => {
      const closest = closeness.get(candidate.paper.id)?.saved;
      return closest ? { ...candidate, closeTo: closest } : candidate;
    });
}

/** The first place among the similar papers of a save weighs as much as one matched interest. */
function closenessOf(close: readonly CloseTo[]) {
  const closeness = new Map<PaperId, { points: number; saved: Paper; place: number }>();
  for (const { saved, similar } of close) {
    for (const [place, id] of similar.entries()) {
      const known = closeness.get(id);
      const nearer = known && known.place <= place ? known : { saved, place };
      closeness.set(id, { ...nearer, points: (known?.points ?? 0) + 1 / (place + 1) });
    }
  }
  return closeness;
}

function lastSeen({ listings }: Paper): string {
  return listings.reduce((last, { date = '' }) => (date > last ? date : last), '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
