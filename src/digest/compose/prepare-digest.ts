import { daysBetween } from '../../corpus/days.ts';
import type { Day, Paper, PaperId } from '../../corpus/paper.ts';
import type { Mark } from '../../trending/attention-event.ts';
import type { TrendingPaper } from '../../trending/rank-trending.ts';
import { browseShelf, type CloseTo } from '../gather/browse-shelf.ts';
import { createGathering, type Gathered } from '../gather/gather-candidates.ts';
import type { SharedReads } from '../gather/shared-reads.ts';
import { asksNothing, type Interests, isSelective } from '../schedule/schedule.ts';
import { type Memory, newSince, type Picked, pick } from './pick.ts';

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

const none: ReadonlySet<PaperId> = new Set();
/** Days after the set-up on which the newest page counts as new, however old it is. */
const firstDays = 14;
/** Topics up to which a destination gets as many papers of one as there are. */
const fewTopics = 3;
const maxOfTopic = 3;
/** Saves of a team, the latest, whose neighbours are of interest to it. */
const maxSaves = 10;

/** Gathers what may go into a digest of a day and picks from it. */
export async function prepareDigest(
  reads: SharedReads,
  order: DigestOrder,
): Promise<PreparedDigest> {
  const { on, interests, server } = order;
  const ranked = await reads.trending.rank({
    ...(server !== undefined && { server }),
    on,
    ...(order.previous && { since: order.previous }),
  });
  const { oldPage, ...listed } = await freshPapers(reads, order);
  const gathering = createGathering(reads, interests, on);
  const trending = await gathering.trending(ranked);
  const fresh = await gatherFresh(reads, order, listed);
  const named = interests.topics.length;
  const picked = await pick({
    on,
    size: order.size,
    ...((named === 0 || named > fewTopics) && { maxOfTopic }),
    memory: order.memory,
    trending: trending.found,
    fresh: fresh.found,
    ...(order.fromShelf && {
      shelf: async function* (without) {
        const close = await closeToSaves(reads, order);
        const candidates = async (ids: readonly PaperId[]) => (await gathering.of(ids)).found;
        yield* browseShelf(reads, { on, interests, close, without, candidates });
      },
    }),
  });
  const showsNew = picked.papers.some(({ part }) => part === 'new');
  return {
    ...picked,
    ...(oldPage !== undefined && showsNew && { oldPage }),
    leftOut: {
      excluded: new Set([...trending.excluded, ...fresh.excluded]).size,
      unmatched: isSelective(interests) ? countUnmatched([trending, fresh], ranked, listed.ids) : 0,
    },
  };
}

/** Papers that are neither excluded nor found. */
function countUnmatched(
  gathered: readonly Gathered[],
  ranked: readonly TrendingPaper[],
  fresh: ReadonlySet<PaperId>,
): number {
  const others = ranked.filter(({ paper }) => !fresh.has(paper)).length;
  const matched = new Set(
    gathered.flatMap(({ found, excluded }) => [...found.map(({ paper }) => paper.id), ...excluded]),
  );
  return fresh.size + others - matched.size;
}

/** Papers that are new, and where they come from. */
interface FreshPapers {
  readonly ids: ReadonlySet<PaperId>;
  readonly oldPage?: Day;
  /** For papers that are here because they are close to a save: that one. */
  readonly closeTo?: ReadonlyMap<PaperId, Paper>;
}

/** Papers first listed in the last two weeks; else, for the first days, those of the newest page. */
async function freshPapers(reads: SharedReads, order: DigestOrder): Promise<FreshPapers> {
  const { on, setUpOn } = order;
  const newest = (await reads.pageDays(on)).at(-1);
  if (newest === undefined) {
    return { ids: none };
  }
  if (newest >= newSince(on)) {
    return freshOfTwoWeeks(reads, order);
  }
  if (daysBetween(setUpOn, on) >= firstDays) {
    return { ids: none };
  }
  return { ids: await reads.firstListed(newest, newest), oldPage: newest };
}

/**
 * A list of everything would drown a channel: from it come only papers that match the interests, or
 * where there are none, papers close to what the team saved.
 */
async function freshOfTwoWeeks(reads: SharedReads, order: DigestOrder): Promise<FreshPapers> {
  const { on, interests } = order;
  if (isSelective(interests)) {
    return { ids: await reads.firstListed(newSince(on), on, 'all') };
  }
  const ids = await reads.firstListed(newSince(on), on);
  const others = await reads.once(`unchosen ${on}`, async () => {
    const all = await reads.firstListed(newSince(on), on, 'all');
    return new Set([...all].filter((id) => !ids.has(id)));
  });
  const closeTo = new Map<PaperId, Paper>();
  for (const { saved, similar } of others.size > 0 ? await closeToSaves(reads, order) : []) {
    for (const id of similar) {
      if (others.has(id) && !closeTo.has(id)) {
        closeTo.set(id, saved);
      }
    }
  }
  return { ids, closeTo };
}

/** What is close to the papers that a team saved last. */
async function closeToSaves(
  reads: SharedReads,
  { server, on }: Pick<DigestOrder, 'server' | 'on'>,
): Promise<CloseTo[]> {
  const saves = server === undefined ? [] : ((await reads.savedLately?.(server, maxSaves)) ?? []);
  const close: CloseTo[] = [];
  for (const { paper: saved } of await reads.papers(saves, on)) {
    close.push({ saved, similar: await reads.closeTo(saved.id) });
  }
  return close;
}

/** The same papers are new for all who ask for nothing, but for what is close to saves. */
async function gatherFresh(
  reads: SharedReads,
  { interests, on }: DigestOrder,
  { ids, closeTo }: FreshPapers,
): Promise<Gathered> {
  const gathering = createGathering(reads, interests, on);
  const gather = () => gathering.fresh(ids);
  const all = asksNothing(interests)
    ? await reads.once(`fresh ${on} ${ids.size}`, gather)
    : await gather();
  if (closeTo === undefined || closeTo.size === 0) {
    return all;
  }
  const near = await gathering.fresh([...closeTo.keys()]);
  return {
    found: [
      ...all.found,
      ...near.found.map((candidate) => {
        const saved = closeTo.get(candidate.paper.id);
        return saved ? { ...candidate, closeTo: saved } : candidate;
      }),
    ],
    excluded: new Set([...all.excluded, ...near.excluded]),
  };
}
