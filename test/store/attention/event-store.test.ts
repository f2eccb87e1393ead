import { describe, expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import type { Whose } from '../../../src/trending/attention-source.ts';
import { createTrending } from '../../../src/trending/trending.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const [a, b, c] = ['A', 'B', 'C'].map(paperIdOf) as [
  ReturnType<typeof paperIdOf>,
  ReturnType<typeof paperIdOf>,
  ReturnType<typeof paperIdOf>,
];
const day = '2026-01-15';
const at = new Date(`${day}T10:00:00Z`);

describeEngines((engine) => {
  async function openFilled() {
    const store = await openTestStore({ engine });
    await store.corpus.importPage(pageOf(['A', 'B'], { date: '2026-01-05' }));
    await store.corpus.importPage(pageOf(['B', 'C', 'A'], { date: '2026-01-14' }));
    return store;
  }

  describe('events of pages', () => {
    it('are dated by their page, with their place on it', async () => {
      const { events } = await openFilled();
      expect(await events.eventsOf([b], 'everyone')).toMatchObject([
        { kind: 'listing', day: '2026-01-05', place: { rank: 2, papers: 2 } },
        { kind: 'listing', day: '2026-01-14', place: { rank: 1, papers: 3 } },
      ]);
      expect(await events.pageDays('2026-01-10')).toEqual(['2026-01-05']);
      expect(await events.movedSince('2026-01-06', day, 'everyone')).toHaveLength(3);
      expect(await events.movedSince('2026-01-15', day, 'everyone')).toEqual([]);
    });

    it('number pages in the order in which they were read', async () => {
      const { events, corpus } = await openFilled();
      const before = await events.lastPage();
      await corpus.importPage(pageOf(['A'], { date: '2025-12-01' }));
      expect(await events.lastPage()).toBeGreaterThan(before);
      await corpus.importPage(pageOf(['A'], { date: '2025-12-01' }));
      expect(await events.lastPage()).toBe(before + 1);
    });

    it('without a date are placed on the day they are read, and move nothing', async () => {
      const { events, corpus } = await openFilled();
      await corpus.importPage(pageOf(['D']));
      const d = paperIdOf('D');
      expect(await events.eventsOf([d], 'everyone')).toMatchObject([
        { undated: true, day: '2026-11-21' },
      ]);
      expect(await events.movedSince('2000-01-01', '2999-01-01', 'everyone')).not.toContain(d);
      expect(await events.firstListed('2000-01-01', '2999-01-01')).not.toContain(d);
    });

    it('tell which papers were first listed when', async () => {
      const { events, corpus } = await openFilled();
      expect(await events.firstListed('2026-01-06', day)).toEqual([c]);
      // A back-fill makes a paper older than it was thought to be.
      await corpus.importPage(pageOf(['C'], { date: '2025-12-01' }));
      expect(await events.firstListed('2026-01-06', day)).toEqual([]);
    });
  });

  describe('opens', () => {
    const open = { paper: a, server: '1', person: '7', at, fromSearch: false };

    it('count each person once a day and three a day, in one server alone', async () => {
      const { events } = await openFilled();
      for (const person of ['7', '7', '8', '9', '10']) {
        await events.recordOpen({ ...open, person });
      }
      await events.recordOpen({ ...open, at: new Date('2026-01-16T10:00:00Z'), fromSearch: true });
      const opens = (await events.eventsOf([a], { server: '1' })).filter(
        ({ kind }) => kind === 'open',
      );
      expect(opens.map(({ day: its }) => its)).toEqual([day, day, day, '2026-01-16']);
      expect(opens.at(-1)).toMatchObject({ fromSearch: true });
      expect(await events.eventsOf([a], { server: '2' })).toEqual([]);
      expect(await events.eventsOf([a], 'everyone')).toHaveLength(2);
    });

    it('lose the person and stay', async () => {
      const { events } = await openFilled();
      await events.recordOpen(open);
      await events.forgetOpeners('2026-01-16');
      expect(await events.eventsOf([a], { server: '1' })).toHaveLength(1);
      // Nobody knows any more that it was the same person.
      await events.recordOpen(open);
      expect(await events.eventsOf([a], { server: '1' })).toHaveLength(2);
    });
  });

  it('adds up what live sources counted on one day', async () => {
    const { events } = await openFilled();
    const gain = { paper: a, kind: 'upvotes', day } as const;
    await events.recordGain({ ...gain, amount: 3 });
    await events.recordGain({ ...gain, amount: 4 });
    expect(await events.eventsOf([a], 'everyone')).toContainEqual({ ...gain, amount: 7 });
    expect(await events.movedSince(day, day, 'everyone')).toEqual([a]);
  });

  describe('two servers', () => {
    it('share the pages, and neither sees the other’s saves and opens', async () => {
      const { events } = await openFilled();
      const isOne = (whose: Whose) => whose !== 'everyone' && whose.server === '1';
      const saves = {
        movedSince: async (_: string, __: string, whose: Whose) => (isOne(whose) ? [c] : []),
        eventsOf: async (_: unknown, whose: Whose) =>
          isOne(whose) ? Array(2).fill({ paper: c, kind: 'save', day, at } as const) : [],
      };
      await events.recordOpen({ paper: a, server: '2', person: '7', at, fromSearch: false });
      const trending = createTrending({ events, others: [saves] });
      const rank = async (server?: string) =>
        trending.rank({ on: day, ...(server !== undefined && { server }) });
      const [one, two, none] = [await rank('1'), await rank('2'), await rank()];
      expect(one.map(({ paper }) => paper)).toContain(c);
      expect(one.find(({ paper }) => paper === c)?.reasons[0]).toBe('saved by 2 people this week');
      expect(two.map(({ paper }) => paper)).not.toContain(c);
      const scoreOf = (ranked: typeof one, paper: string) =>
        ranked.find((each) => each.paper === paper)?.score ?? 0;
      expect(scoreOf(none, a)).toBeGreaterThan(0);
      expect(scoreOf(two, a)).toBeGreaterThan(scoreOf(none, a));
      expect(scoreOf(one, a)).toBe(scoreOf(none, a));
    });
  });
});
