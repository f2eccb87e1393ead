import { addDays } from '../corpus/days.ts';
import type { Day, PaperId } from '../corpus/paper.ts';
import type { AttentionEvent, Mark } from './attention-event.ts';
import type { AttentionSource, Audience, EventStore } from './attention-source.ts';
import { weightOf } from './event-weight.ts';
import { halfLifeOf } from './page-cadence.ts';
import { eventsByPaper, rankTrending, type TrendingPaper } from './rank-trending.ts';
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
export function createTrending({ events, others = [] }: TrendingParts): Trending {
  const sources = [events, ...others];

  async function movedSince(since: Day, until: Day, audience: Audience): Promise<PaperId[]> {
    const moved = await Promise.all(
      sources.map((source) => source.movedSince(since, until, audience)),
    );
    return [...new Set(moved.flat())];
  }

  async function eventsOf(
    papers: readonly PaperId[],
    audience: Audience,
  ): Promise<AttentionEvent[]> {
    const found = await Promise.all(sources.map((source) => source.eventsOf(papers, audience)));
    return found.flat().map((event) => ({ ...event, weight: weightOf(event) }));
  }

  return {
    async rank({ on, since = { day: addDays(on, -lately) }, ...audience }) {
      const moved = await movedSince(since.day, on, audience);
      if (moved.length === 0) {
        return [];
      }
      const halfLife = halfLifeOf(await events.pageDays(on));
      const toReader = audience.reader !== undefined;
      return rankTrending(await eventsOf(moved, audience), { halfLife, on, since, toReader });
    },

    async attention(papers, { on, ...audience }) {
      const halfLife = halfLifeOf(await events.pageDays(on));
      const byPaper = eventsByPaper(await eventsOf(papers, audience), on);
      return new Map(
        [...byPaper].map(([paper, its]) => [paper, attentionOf(its, halfLife, on)] as const),
      );
    },

    async publicAsOf(today) {
      const moved = await movedSince(addDays(today, 1 - lately), today, {});
      if (moved.length > 0) {
        return today;
      }
      return (await events.pageDays(today)).at(-1) ?? today;
    },
  };
}
