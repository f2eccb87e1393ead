import { addDays } from '../corpus/days.ts';
import type { Day, PaperId } from '../corpus/paper.ts';
import type { Mark } from './attention-event.ts';
import type { AttentionSource, Audience, EventStore } from './attention-source.ts';
import { createEventReads } from './event-reads.ts';
import { byScore, hasMoved, type TrendingPaper, trendingPaper } from './rank-trending.ts';
import { type Attention, attentionOf } from './score.ts';

/** What is asked about attention, by whom and for which day. */
export interface TrendingQuery extends Audience {
  readonly on: Day;
  /** The previous digest; the last seven days by default. */
  readonly since?: Mark;
}

/** What is gathering attention. */
export interface Trending {
  /** The trending papers, best first. */
  rank(query: TrendingQuery): Promise<readonly TrendingPaper[]>;
  /** The attention that each of these papers has; those without any event are left out. */
  attention(
    papers: readonly PaperId[],
    query: Audience & { readonly on: Day },
  ): Promise<ReadonlyMap<PaperId, Attention>>;
  /**
   * The day that pages and live sources can speak for: today, or where they brought nothing in the
   * last seven days the day of the newest page.
   */
  publicAsOf(today: Day): Promise<Day>;
  /**
   * The same for many servers asking at one moment: what every server sees is read and scored once,
   * when it is first needed, and kept as it was then. What a team did is read each time.
   */
  asOfNow(): Trending;
}

/** Days that "lately" means where there is no previous digest. */
const lately = 7;

/** Where attention events come from. */
export interface TrendingParts {
  readonly events: EventStore;
  /** Other rooms that know of events: a team's saves and discussions. */
  readonly others?: readonly AttentionSource[];
}

/** Scores papers by the attention events of all sources. */
export function createTrending(parts: TrendingParts): Trending {
  const asOfNow = () => trendingOver(parts, asOfNow);
  return {
    rank: (query) => asOfNow().rank(query),
    attention: (papers, query) => asOfNow().attention(papers, query),
    publicAsOf: (today) => asOfNow().publicAsOf(today),
    asOfNow,
  };
}

function trendingOver(parts: TrendingParts, asOfNow: () => Trending): Trending {
  const reads = createEventReads(parts);
  const { events } = parts;

  return {
    async rank({ server, reader, on, since = { day: addDays(on, -lately) } }) {
      const everyone = await reads.trendingOfEveryone(since.day, on);
      const moved = everyone.filter(({ events: its }) => hasMoved(its, since));
      if (server === undefined) {
        return moved.map(({ trending }) => trending);
      }
      const toReader = reader !== undefined;
      const own = await reads.ofServer({ server, ...(toReader && { reader }) }, since.day, on);
      const halfLife = await reads.halfLife(on);
      const ranked = moved.flatMap(({ trending }) => (own.has(trending.paper) ? [] : [trending]));
      for (const [paper, its] of own) {
        const scored = trendingPaper(paper, its, { halfLife, on, since, toReader });
        if (scored) {
          ranked.push(scored);
        }
      }
      return ranked.sort(byScore);
    },

    async attention(papers, { on, ...audience }) {
      const halfLife = await reads.halfLife(on);
      const byPaper = await reads.ofPapers(papers, audience, on);
      return new Map(
        [...byPaper].map(([paper, its]) => [paper, attentionOf(its, halfLife, on)] as const),
      );
    },

    async publicAsOf(today) {
      if (await reads.hasMoved(addDays(today, 1 - lately), today)) {
        return today;
      }
      return (await events.pageDays(today)).at(-1) ?? today;
    },

    asOfNow,
  };
}
