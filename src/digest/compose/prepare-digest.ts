import { daysBetween } from '../../corpus/days.ts';
import type { Day, PaperId } from '../../corpus/paper.ts';
import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { Mark } from '../../trending/attention-event.ts';
import type { TrendingPaper } from '../../trending/rank-trending.ts';
import { browseShelf, type CloseTo } from '../gather/browse-shelf.ts';
import type { ListedPapers } from '../gather/concerned-papers.ts';
import { createGathering, type Gathered, type Gathering } from '../gather/gather-candidates.ts';
import type { SharedReads } from '../gather/shared-reads.ts';
import { asksNothing, type Interests, isSelective } from '../schedule/schedule.ts';
import { type Memory, newSince, type Picked, pick } from './pick.ts';
import { sortByNovelty } from './sort-by-novelty.ts';

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
  /** Of saved papers that others are here for, being close to them. */
  readonly savedTitles: ReadonlyMap<PaperId, string>;
}

const none: ListedPapers = { ids: [], places: new Uint32Array(0), placeOf: () => undefined };
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
  let saves: Promise<readonly CloseTo[]> | undefined;
  const closeToSaves = () => {
    saves ??= readCloseToSaves(reads, order);
    return saves;
  };
  const { oldPage, ...listed } = await freshPapers(reads, order, closeToSaves);
  const gathering = createGathering(reads, interests, on);
  const trending = await gathering.trending(ranked);
  const fresh = await gatherFresh(reads, order, gathering, listed);
  await yieldWhenDue();
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
        const close = await closeToSaves();
        yield* browseShelf(reads, { on, interests, close, without, gathering });
      },
    }),
  });
  await yieldWhenDue();
  const showsNew = picked.papers.some(({ part }) => part === 'new');
  return {
    ...picked,
    ...(oldPage !== undefined && showsNew && { oldPage }),
    savedTitles: await titlesOfSaved(reads, on, picked),
    leftOut: {
      excluded: new Set([...trending.excluded, ...fresh.excluded]).size,
      unmatched: isSelective(interests)
        ? countUnmatched(trending, fresh, ranked, listed.listed)
        : 0,
    },
  };
}

/** Papers that are neither excluded nor found. */
function countUnmatched(
  trending: Gathered,
  fresh: Gathered,
  ranked: readonly TrendingPaper[],
  listed: ListedPapers,
): number {
  const others = ranked.filter(({ paper }) => listed.placeOf(paper) === undefined).length;
  const matched = new Set([
    ...trending.found.map(({ known }) => known.paper.id),
    ...trending.excluded,
  ]);
  let freshOnly = 0;
  for (const { known } of fresh.found) {
    freshOnly += matched.has(known.paper.id) ? 0 : 1;
  }
  for (const id of fresh.excluded) {
    freshOnly += matched.has(id) ? 0 : 1;
  }
  return listed.ids.length + others - matched.size - freshOnly;
}

/** Papers that are new, and where they come from. */
interface FreshPapers {
  readonly listed: ListedPapers;
  readonly oldPage?: Day;
  /** For papers that are here because they are close to a save: that one. */
  readonly closeTo?: ReadonlyMap<PaperId, PaperId>;
}

/** Papers first listed in the last two weeks; else, for the first days, those of the newest page. */
async function freshPapers(
  reads: SharedReads,
  order: DigestOrder,
  closeToSaves: () => Promise<readonly CloseTo[]>,
): Promise<FreshPapers> {
  const { on, setUpOn } = order;
  const newest = (await reads.pageDays(on)).at(-1);
  if (newest === undefined) {
    return { listed: none };
  }
  if (newest >= newSince(on)) {
    return freshOfTwoWeeks(reads, order, closeToSaves);
  }
  if (daysBetween(setUpOn, on) >= firstDays) {
    return { listed: none };
  }
  return { listed: await reads.firstListed(newest, newest), oldPage: newest };
}

/**
 * A list of everything would drown a channel: from it come only papers that match the interests, or
 * where there are none, papers close to what the team saved.
 */
async function freshOfTwoWeeks(
  reads: SharedReads,
  order: DigestOrder,
  closeToSaves: () => Promise<readonly CloseTo[]>,
): Promise<FreshPapers> {
  const { on, interests } = order;
  if (isSelective(interests)) {
    return { listed: await reads.firstListed(newSince(on), on, 'all') };
  }
  const listed = await reads.firstListed(newSince(on), on);
  const others = await reads.once(`unchosen ${on}`, async () => {
    const all = await reads.firstListed(newSince(on), on, 'all');
    return new Set(all.ids.filter((id) => listed.placeOf(id) === undefined));
  });
  const closeTo = new Map<PaperId, PaperId>();
  for (const { saved, similar } of others.size > 0 ? await closeToSaves() : []) {
    for (const id of similar) {
      if (others.has(id) && !closeTo.has(id)) {
        closeTo.set(id, saved);
      }
    }
  }
  return { listed, closeTo };
}

/** What is close to the papers that a team saved last. */
async function readCloseToSaves(
  reads: SharedReads,
  { server }: Pick<DigestOrder, 'server'>,
): Promise<readonly CloseTo[]> {
  const saves = server === undefined ? [] : ((await reads.savedLately?.(server, maxSaves)) ?? []);
  const similar = await reads.closeTo(saves);
  return saves.map((saved, at) => ({ saved, similar: similar[at] ?? [] }));
}

async function titlesOfSaved(
  reads: SharedReads,
  on: Day,
  { papers, more }: Picked,
): Promise<ReadonlyMap<PaperId, string>> {
  const ids = new Set(
    [...papers, ...more]
      .map(({ candidate }) => candidate.closeTo)
      .filter((saved) => saved !== undefined),
  );
  const saved = await reads.papers([...ids], on);
  return new Map(saved.map(({ paper }) => [paper.id, paper.title]));
}

/** The same papers are new for all who choose the same topics or none, but for what is close to saves. */
async function gatherFresh(
  reads: SharedReads,
  { interests, on }: DigestOrder,
  gathering: Gathering,
  { listed, closeTo }: FreshPapers,
): Promise<Gathered> {
  const { topics } = interests;
  const all = asksNothing({ ...interests, topics: [] })
    ? await reads.once(
        `fresh ${on} ${listed.ids.length} ${topics.toSorted().join(' ')}`,
        async () => {
          const { found, excluded } = await gathering.listed(listed);
          // What is in order already is sorted in no time.
          return { found: await sortByNovelty(found), excluded };
        },
      )
    : await gathering.listed(listed);
  if (closeTo === undefined || closeTo.size === 0) {
    return all;
  }
  const near = await gathering.among([...closeTo.keys()]);
  return {
    found: [
      ...all.found,
      ...near.found.map((candidate) => {
        const saved = closeTo.get(candidate.known.paper.id);
        return saved ? { ...candidate, closeTo: saved } : candidate;
      }),
    ],
    excluded: new Set([...all.excluded, ...near.excluded]),
  };
}
