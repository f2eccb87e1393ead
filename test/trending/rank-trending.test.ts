import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/corpus/days.ts';
import type { PaperId } from '../../src/corpus/paper.ts';
import type { AttentionEvent, AttentionKind, Mark } from '../../src/trending/attention-event.ts';
import { halfLifeOf } from '../../src/trending/page-cadence.ts';
import { rankTrending } from '../../src/trending/rank-trending.ts';
import { starterEvents } from './starter-events.ts';

const on = '2025-09-24';
const since: Mark = { day: addDays(on, -7) };

function event(
  paper: string,
  kind: AttentionKind,
  daysAgo: number,
  more: Partial<AttentionEvent> = {},
): AttentionEvent {
  return { paper: paper as PaperId, kind, day: addDays(on, -daysAgo), weight: 1, ...more };
}

function trendingOf(events: readonly AttentionEvent[], mark: Mark = since) {
  return rankTrending(events, { halfLife: 3, on, since: mark });
}

describe('trending', () => {
  it('needs two days of listings, or a movement in the team', () => {
    expect(trendingOf([event('once', 'listing', 0)])).toEqual([]);
    expect(trendingOf([event('twice', 'listing', 0), event('twice', 'listing', 20)])).toHaveLength(
      1,
    );
    const save = (daysAgo: number) => event('saved', 'save', daysAgo, { weight: 3 });
    const discussion = event('saved', 'discussion', 0, { weight: 2 });
    expect(trendingOf([save(0), save(2)])).toHaveLength(1);
    expect(trendingOf([save(0), discussion])).toHaveLength(1);
    expect(trendingOf([discussion])).toEqual([]);
    expect(trendingOf([save(0), event('saved', 'open', 0), event('saved', 'open', 1)])).toEqual([]);
    expect(trendingOf([save(0), save(200)])).toEqual([]);
  });

  it('does not follow from one person’s save of a paper on old pages', () => {
    const save = event('p', 'save', 0, { weight: 3 });
    const pages = [event('p', 'listing', 400), event('p', 'listing', 415)];
    expect(trendingOf([...pages, save])).toEqual([]);
    const listed = [event('p', 'listing', 0), event('p', 'listing', 20)];
    const [without] = trendingOf(listed);
    const [withSave] = trendingOf([...listed, save]);
    expect(withSave?.score).toBeGreaterThan(without?.score ?? 9);
  });

  it('never opens for a page without a date', () => {
    const undated = event('p', 'listing', 1, { undated: true });
    expect(trendingOf([event('p', 'listing', 0), undated])).toEqual([]);
    const old = [event('p', 'listing', 30), event('p', 'listing', 60)];
    const heavy = event('p', 'listing', 0, { undated: true, weight: 9 });
    expect(trendingOf([...old, heavy])).toEqual([]);
  });

  it('needs something that happened since the previous digest', () => {
    const listings = [event('p', 'listing', 2, { weight: 2 }), event('p', 'listing', 30)];
    expect(trendingOf(listings, { day: addDays(on, -3) })).toHaveLength(1);
    expect(trendingOf(listings, { day: addDays(on, -2) })).toEqual([]);
    expect(trendingOf(listings, { day: addDays(on, -1) })).toEqual([]);
  });

  it('counts a page of the day of the previous digest only where it was read after it', () => {
    const listings = [
      event('p', 'listing', 1, { page: 4, weight: 2 }),
      event('p', 'listing', 30, { page: 1 }),
    ];
    const day = addDays(on, -1);
    expect(trendingOf(listings, { day, page: 3 })).toHaveLength(1);
    expect(trendingOf(listings, { day, page: 4 })).toEqual([]);
    // A back-fill read today of a page before the digest stays where its date puts it.
    expect(trendingOf(listings, { day: on, page: 3 })).toEqual([]);
  });

  it('tells the saves before a digest from those after it on the same day', () => {
    const at = new Date('2025-09-24T08:00:00Z');
    const saved = [event('p', 'save', 3, { weight: 3 }), event('p', 'save', 0, { weight: 3, at })];
    expect(trendingOf(saved, { day: on, at: new Date(at.getTime() - 1) })).toHaveLength(1);
    expect(trendingOf(saved, { day: on, at })).toEqual([]);
  });

  it('needs at least twice its usual attention', () => {
    const weekly = Array.from({ length: 20 }, (_, week) => event('p', 'listing', 7 * week));
    expect(trendingOf(weekly)).toEqual([]);
  });

  it('lets opens raise a paper that passes without them, and no other', () => {
    const opens = ['a', 'b'].flatMap((paper) => [
      event(paper, 'open', 0, { weight: 0.8 }),
      event(paper, 'open', 0, { weight: 0.8 }),
    ]);
    const passing = [event('a', 'listing', 0), event('a', 'listing', 9)];
    const [first, ...others] = trendingOf([...passing, event('b', 'listing', 0), ...opens]);
    expect(others).toEqual([]);
    expect(first?.paper).toBe('a');
    expect(first?.score).toBeGreaterThan(trendingOf(passing)[0]?.score ?? 9);
    expect(first?.reasons.join()).not.toContain('open');
  });

  it('orders by score, then by recent rate, then by id', () => {
    const twice = (paper: string, weight: number) => [
      event(paper, 'listing', 0, { weight }),
      event(paper, 'listing', 3, { weight }),
    ];
    const ranked = trendingOf([...twice('c', 1), ...twice('b', 1), ...twice('a', 0.9)]);
    expect(ranked.map(({ paper }) => paper)).toEqual(['b', 'c', 'a']);
    const reversed = trendingOf([...twice('a', 0.9), ...twice('b', 1), ...twice('c', 1)]);
    expect(reversed).toEqual(ranked);
  });

  it('finds on the pages of 24 Sep exactly those seen before and twice as much as usual', () => {
    const events = starterEvents();
    const halfLife = halfLifeOf(events.map(({ day }) => day));
    const ranked = rankTrending(events, { halfLife, on, since });
    expect(ranked.length).toBeGreaterThan(3);
    for (const { paper, score, reasons } of ranked) {
      const days = events.filter((its) => its.paper === paper).map(({ day }) => day);
      expect(days).toContain(on);
      expect(days.length).toBeGreaterThanOrEqual(2);
      expect(score).toBeGreaterThanOrEqual(1);
      expect(reasons[0]).toMatch(/^on the pages of .*24 Sep$/);
    }
  });
});

describe('reasons', () => {
  const reasonsOf = (...events: AttentionEvent[]) => trendingOf(events)[0]?.reasons;

  it('say what happened, with dates and counts', () => {
    expect(
      reasonsOf(
        event('p', 'listing', 48),
        event('p', 'listing', 15),
        event('p', 'listing', 0),
        event('p', 'save', 1, { weight: 3 }),
        event('p', 'save', 2, { weight: 3 }),
        event('p', 'save', 40, { weight: 3 }),
        event('p', 'upvotes', 1, { amount: 30, weight: 2 }),
        event('p', 'upvotes', 3, { amount: 12, weight: 2 }),
      ),
    ).toEqual([
      'saved by 3 people (2 this week)',
      'on the pages of 7 Aug, 9 Sep and 24 Sep',
      '+42 up-votes this week',
    ]);
  });

  it('are never missing, whatever was listed without a date', () => {
    const happened = fc.record({
      kind: fc.constantFrom<AttentionKind>('listing', 'upvotes', 'save', 'discussion', 'open'),
      daysAgo: fc.integer({ min: -2, max: 20 }),
      undated: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(happened, { minLength: 2, maxLength: 6 }), (all) => {
        const events = all.map(({ kind, daysAgo, undated }) =>
          event('p', kind, daysAgo, {
            ...(kind === 'listing' && undated && { undated }),
            ...(kind === 'upvotes' && { amount: 5 }),
          }),
        );
        for (const { reasons } of trendingOf(events)) {
          expect(reasons.join('')).not.toBe('');
        }
      }),
      { seed: 12, numRuns: 2000 },
    );
  });

  it('say that votes of the day came since yesterday', () => {
    const today = event('p', 'upvotes', 0, { amount: 86, weight: 2 });
    const listed = [event('p', 'listing', 2), event('p', 'listing', 1)];
    expect(reasonsOf(...listed, today)?.at(-1)).toBe('+86 up-votes since yesterday');
  });

  it('never call the reader a teammate', () => {
    const listed = [event('p', 'listing', 0), event('p', 'listing', 20)];
    const told = (...mine: boolean[]) =>
      rankTrending(
        [...listed, ...mine.map((each) => event('p', 'save', 0, { weight: 3, mine: each }))],
        { halfLife: 3, on, since, toReader: true },
      )[0]?.reasons[0];
    expect(told(true)).toBe('saved by you this week');
    expect(told(true, false)).toBe('saved by you and 1 teammate this week');
    expect(told(false, true, false)).toBe('saved by you and 2 teammates this week');
    expect(told(false)).toBe('saved by 1 teammate this week');
  });

  it('count one person, and many pages', () => {
    const listed = [event('p', 'listing', 0), event('p', 'listing', 20)];
    expect(reasonsOf(...listed, event('p', 'save', 0, { weight: 3 }))?.[0]).toBe(
      'saved by 1 person this week',
    );
    const pages = [300, 60, 50, 40, 0].map((ago) => event('p', 'listing', ago));
    expect(reasonsOf(...pages)?.[0]).toBe('on 5 pages since 28 Nov 2024, last on 24 Sep');
  });
});
