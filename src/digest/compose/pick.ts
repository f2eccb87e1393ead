import { addDays, daysBetween } from '../../corpus/days.ts';
import type { Day, PaperId } from '../../corpus/paper.ts';
import { visitInTurns, yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { Candidate, ShelfCandidate, TrendingCandidate } from './candidate.ts';
import { sortByNovelty } from './sort-by-novelty.ts';

/** The parts of a digest. */
export type Part = 'trending' | 'new' | 'shelf';

/** What a destination was shown of a paper, the last time. */
export interface Shown {
  readonly day: Day;
  /** Its trending score on that day. */
  readonly score: number;
}

/** What the ledger remembers of a destination. */
export interface Memory {
  readonly shown: ReadonlyMap<PaperId, Shown>;
  /** In how many digests of the last four weeks a paper was new and did not fit. */
  readonly waiting: ReadonlyMap<PaperId, number>;
}

/** The day, how many places there are, and the candidates for them. */
export interface PickOptions {
  readonly on: Day;
  readonly size: number;
  /** Most papers of one topic; no limit where absent. */
  readonly maxOfTopic?: number;
  readonly memory: Memory;
  /** Trending papers in their order. */
  readonly trending: readonly TrendingCandidate[];
  /** Papers first listed lately. */
  readonly fresh: readonly Candidate[];
  /** Asked only where places are free, and read until none is; the best first, none of those named. */
  readonly shelf?: (
    without: ReadonlySet<PaperId>,
  ) => AsyncIterable<ShelfCandidate> | Iterable<ShelfCandidate>;
}

/** A candidate that was picked, and for which part. */
export type PickedPaper = { readonly part: Part; readonly candidate: Candidate } & (
  | { readonly part: 'trending'; readonly candidate: TrendingCandidate }
  | { readonly part: 'new'; readonly candidate: Candidate }
  | { readonly part: 'shelf'; readonly candidate: ShelfCandidate }
);

/** What is shown today, and what had no room. */
export interface Picked {
  /** In the order of the post: trending, new, shelf. */
  readonly papers: readonly PickedPaper[];
  /** What would have gone in too, had there been room; the best first. */
  readonly more: readonly PickedPaper[];
}

/** The most papers that a digest shows. */
export const maxPapers = 8;
const maxTrending = 3;
const daysUntilShownAgain = 14;
const scoreToShowAgain = 1;
/** A new paper leads the next digest; after that it belongs to the shelf. */
const maxWaits = 1;

/** Papers looked at between two looks at the clock. */
const atOnce = 500;

/** Chooses what goes into a digest, by rules alone: the same candidates give the same papers. */
export async function pick(options: PickOptions): Promise<Picked> {
  const { size, memory } = options;
  const room = createRoom(Math.min(size, maxPapers), options.maxOfTopic);
  const trending = options.trending
    .filter(({ known: { paper }, trending: { score } }) =>
      mayTrend(memory.shown.get(paper.id), score, options),
    )
    .map((candidate): PickedPaper => ({ part: 'trending', candidate }));
  const trendingLeft = room.fill(trending, maxTrending);
  const fresh: PickedPaper[] = [];
  await visitInTurns(await newPapers(options), atOnce, (candidate) => {
    if (!room.holds(candidate.known.paper.id)) {
      fresh.push({ part: 'new', candidate });
    }
  });
  const freshLeft = room.fill(fresh);
  await yieldWhenDue();
  if (options.shelf && room.free() > 0) {
    const without = new Set([
      ...memory.shown.keys(),
      ...[...trending, ...fresh].map(({ candidate }) => candidate.known.paper.id),
    ]);
    for await (const candidate of options.shelf(without)) {
      room.fill([{ part: 'shelf', candidate }]);
      if (room.free() === 0) {
        break;
      }
    }
  }
  const left = new Set(trendingLeft.map(({ candidate }) => candidate.known.paper.id));
  await visitInTurns(left.size > 0 ? freshLeft : [], atOnce, ({ candidate }) => {
    left.delete(candidate.known.paper.id);
  });
  return {
    papers: room.papers(),
    more: [
      ...trendingLeft.filter(
        ({ candidate: { known } }) => left.has(known.paper.id) && !room.holds(known.paper.id),
      ),
      ...freshLeft,
    ],
  };
}

/** Places in a post, and how many of them each topic has taken. */
function createRoom(size: number, maxOfTopic = Number.POSITIVE_INFINITY) {
  const papers: PickedPaper[] = [];
  const ofTopic = new Map<string, number>();
  const holds = (id: PaperId) => papers.some(({ candidate }) => candidate.known.paper.id === id);

  function take(picked: PickedPaper): boolean {
    const { countedAs: topic } = picked.candidate.known;
    const taken = topic === undefined ? 0 : (ofTopic.get(topic) ?? 0);
    if (papers.length >= size || taken >= maxOfTopic) {
      return false;
    }
    if (topic !== undefined) {
      ofTopic.set(topic, taken + 1);
    }
    papers.push(picked);
    return true;
  }

  return {
    holds,
    papers: () => papers,
    free: () => size - papers.length,
    /** Takes what fits, at most this many; returns what does not. */
    fill(candidates: readonly PickedPaper[], most = size): PickedPaper[] {
      const left: PickedPaper[] = [];
      let taken = 0;
      for (const [at, candidate] of candidates.entries()) {
        // Tens of thousands may follow.
        if (taken >= most || papers.length >= size) {
          return left.concat(candidates.slice(at));
        }
        if (take(candidate)) {
          taken += 1;
        } else {
          left.push(candidate);
        }
      }
      return left;
    },
  };
}

function mayTrend(shown: Shown | undefined, score: number, { on }: PickOptions): boolean {
  if (!shown) {
    return true;
  }
  const longAgo = daysBetween(shown.day, on) >= daysUntilShownAgain;
  return longAgo && score >= shown.score + scoreToShowAgain;
}

/** Never shown here and not passed over twice. Those that did not fit last time lead. */
async function newPapers({
  fresh,
  memory: { shown, waiting },
}: PickOptions): Promise<readonly Candidate[]> {
  const byWaits: Candidate[][] = Array.from({ length: maxWaits + 1 }, () => []);
  await visitInTurns(fresh, atOnce, (candidate) => {
    const { id } = candidate.known.paper;
    if (!shown.has(id)) {
      byWaits[waiting.get(id) ?? 0]?.push(candidate);
    }
  });
  let sorted: readonly Candidate[] = [];
  for (const candidates of byWaits.reverse()) {
    sorted = sorted.concat(await sortByNovelty(candidates));
  }
  return sorted;
}

/** The first day of those on which a paper counts as new, without the rule for old corpora. */
export function newSince(on: Day): Day {
  return addDays(on, -14);
}
