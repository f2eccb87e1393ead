import type { Day, PaperId } from '../corpus/paper.ts';
import { nextTurn, yieldWhenDue } from '../corpus/yield-when-due.ts';
import type { AttentionEvent } from './attention-event.ts';
import type { AttentionSource, Audience, EventStore, Team, Whose } from './attention-source.ts';
import { weightOf } from './event-weight.ts';
import { halfLifeOf } from './page-cadence.ts';
import { byScore, eventsByPaper, type TrendingPaper, trendingPaper } from './rank-trending.ts';

type EventsByPaper = ReadonlyMap<PaperId, readonly AttentionEvent[]>;

/** A paper that is trending for everyone, and the events that make it so. */
export interface TrendingWithEvents {
  readonly trending: TrendingPaper;
  readonly events: readonly AttentionEvent[];
}

/** Attention events as of one moment; what every server sees is read once. */
export interface EventReads {
  halfLife(on: Day): Promise<number>;
  /** What is trending without any team's own events, of the papers that moved since a day; best first. */
  trendingOfEveryone(since: Day, on: Day): Promise<readonly TrendingWithEvents[]>;
  /** All events of the papers that moved since a day and on which this server has events of its own. */
  ofServer(team: Team, since: Day, on: Day): Promise<EventsByPaper>;
  /** All events of these papers; those without any are left out. */
  ofPapers(papers: readonly PaperId[], audience: Audience, on: Day): Promise<EventsByPaper>;
  /** Whether pages and live sources brought anything in these days. */
  hasMoved(since: Day, until: Day): Promise<boolean>;
}

/** Papers whose events are read at a stretch: a few milliseconds. */
const readAtOnce = 500;

/** Reads events from all sources, and what belongs to everyone only once. */
export function createEventReads({
  events,
  others = [],
}: {
  readonly events: EventStore;
  readonly others?: readonly AttentionSource[];
}): EventReads {
  const sources = [events, ...others];
  const remembered = new Map<string, Promise<unknown>>();
  const everyones = new Map<PaperId, readonly AttentionEvent[]>();

  function once<Value>(name: string, read: () => Promise<Value>): Promise<Value> {
    const before = remembered.get(name) as Promise<Value> | undefined;
    if (before) {
      return before;
    }
    const value = read();
    remembered.set(name, value);
    value.catch(() => remembered.delete(name));
    return value;
  }

  async function movedSince(since: Day, until: Day, whose: Whose): Promise<readonly PaperId[]> {
    const moved = await Promise.all(sources.map((each) => each.movedSince(since, until, whose)));
    return [...new Set(moved.flat())];
  }

  async function eventsOf(papers: readonly PaperId[], whose: Whose): Promise<AttentionEvent[]> {
    if (papers.length === 0) {
      return [];
    }
    const found = await Promise.all(sources.map((each) => each.eventsOf(papers, whose)));
    return found.flat().map((event) => ({ ...event, weight: weightOf(event) }));
  }

  const everyonesMoved = (since: Day, on: Day) =>
    once(`moved ${since} ${on}`, () => movedSince(since, on, 'everyone'));

  async function everyonesEvents(papers: readonly PaperId[]): Promise<AttentionEvent[]> {
    const unread = papers.filter((id) => !everyones.has(id));
    if (unread.length > 0) {
      const byPaper = new Map<PaperId, AttentionEvent[]>(unread.map((id) => [id, []]));
      for (const event of await eventsOf(unread, 'everyone')) {
        byPaper.get(event.paper)?.push(event);
      }
      for (const [id, its] of byPaper) {
        everyones.set(id, its);
      }
    }
    return papers.flatMap((id) => everyones.get(id) ?? []);
  }

  const halfLife = (on: Day) =>
    once(`half-life ${on}`, async () => halfLifeOf(await events.pageDays(on)));

  async function together(
    own: readonly AttentionEvent[],
    papers: readonly PaperId[],
    on: Day,
  ): Promise<EventsByPaper> {
    const owns = new Map<PaperId, AttentionEvent[]>();
    for (const event of own) {
      const its = owns.get(event.paper);
      if (its) {
        its.push(event);
      } else {
        owns.set(event.paper, [event]);
      }
    }
    const all = new Map<PaperId, readonly AttentionEvent[]>();
    for (let at = 0; at < papers.length; at += readAtOnce) {
      const some = papers.slice(at, at + readAtOnce);
      const events = await everyonesEvents(some);
      const withOwn = [...events, ...some.flatMap((id) => owns.get(id) ?? [])];
      for (const [paper, its] of eventsByPaper(withOwn, on)) {
        all.set(paper, its);
      }
      await nextTurn();
    }
    return all;
  }

  return {
    halfLife,

    trendingOfEveryone: (since, on) =>
      once(`trending ${since} ${on}`, async () => {
        const moved = await everyonesMoved(since, on);
        const options = { halfLife: await halfLife(on), on };
        const trending: TrendingWithEvents[] = [];
        for (const [paper, its] of await together([], moved, on)) {
          const found = trendingPaper(paper, its, options);
          if (found) {
            trending.push({ trending: found, events: its });
          }
          await yieldWhenDue();
        }
        return trending.sort((a, b) => byScore(a.trending, b.trending));
      }),

    async ofServer(team, since, on) {
      const [everyones, theirs] = await Promise.all([
        everyonesMoved(since, on),
        movedSince(since, on, team),
      ]);
      const own = await eventsOf([...new Set([...everyones, ...theirs])], team);
      return together(own, [...new Set(own.map(({ paper }) => paper))], on);
    },

    async ofPapers(papers, { server }, on) {
      const own = server === undefined ? [] : await eventsOf(papers, { server });
      return together(own, papers, on);
    },

    hasMoved: async (since, until) => (await everyonesMoved(since, until)).length > 0,
  };
}
