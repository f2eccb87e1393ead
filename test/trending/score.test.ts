import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/corpus/days.ts';
import type { PaperId } from '../../src/corpus/paper.ts';
import { listingWeight, openWeight, saveWeight } from '../../src/trending/event-weight.ts';
import { halfLifeOf } from '../../src/trending/page-cadence.ts';
import { eventsByPaper } from '../../src/trending/rank-trending.ts';
import { attentionOf } from '../../src/trending/score.ts';
import { starterEvents } from './starter-events.ts';

const on = '2025-09-24';
const listing = (daysAgo: number, weight = 1) => ({ day: addDays(on, -daysAgo), weight });

describe('attention', () => {
  it.each([
    ['listed today', [listing(0)], 1.32],
    [
      'listed today, a save and two opens',
      [listing(0), listing(0, saveWeight), listing(0, openWeight(false)), listing(0, 0.5)],
      2.25,
    ],
    ['three listings today', [listing(0), listing(0), listing(0)], 2.0],
    [
      'listed every week for half a year',
      Array.from({ length: 26 }, (_, week) => listing(7 * week)),
      0.58,
    ],
    [
      'an old paper, two saves today',
      [listing(0, saveWeight), listing(0, saveWeight), listing(60)],
      2.3,
    ],
    ['listed once 7 days ago', [listing(7)], 0.21],
    ['listed once 14 days ago', [listing(14)], -0.15],
    ['nothing', [], 0],
  ])('of a paper %s is as the study worked out', (_, events, score) => {
    expect(attentionOf(events, 3, on).score).toBeCloseTo(score, 2);
  });

  it('of the starter corpus on 24 Sep is as the study worked out', () => {
    const events = starterEvents();
    const halfLife = halfLifeOf(events.map(({ day }) => day));
    expect(halfLife).toBe(15);
    const byPaper = eventsByPaper(events, on);
    const score = (beginning: string) => {
      const found = [...byPaper].find(([title]) => title.startsWith(beginning));
      return attentionOf(found?.[1] ?? [], halfLife, on).score;
    };
    expect(score('A Survey on the Optimization of')).toBeCloseTo(1.37, 2);
    expect(score('Part I: Tricks or Traps?')).toBeCloseTo(1.37, 2);
    expect(score('Router-R1')).toBeCloseTo(1.36, 2);
    expect(score('EVOLvE')).toBeCloseTo(1.33, 2);
    expect(score('Do LLM Agents Have Regret?')).toBeCloseTo(1.24, 2);
    expect(score('Pairwise Proximal Policy Optimization')).toBeCloseTo(1.23, 2);
  });

  const event = fc.record({
    day: fc.integer({ min: 0, max: 400 }).map((daysAgo) => addDays(on, -daysAgo)),
    weight: fc.double({ min: 0.1, max: 5, noNaN: true }),
  });

  it('never passes log2 of 7, and depends on no order of events', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.integer({ min: 3, max: 30 }), (all, h) => {
        const { score } = attentionOf(all, h, on);
        expect(score).toBeLessThan(Math.log2(7));
        expect(attentionOf(all.toReversed(), h, on).score).toBe(score);
      }),
      { seed: 5 },
    );
  });

  it('grows with an event of today and knows nothing of the future', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), event, (all, more) => {
        const before = attentionOf(all, 5, on);
        expect(attentionOf([...all, { ...more, day: on }], 5, on).score).toBeGreaterThan(
          before.score,
        );
        expect(attentionOf([...all, { ...more, day: addDays(on, 1) }], 5, on)).toEqual(before);
      }),
      { seed: 6 },
    );
  });
});

describe('halfLifeOf', () => {
  it('is the median gap between pages, at least three days', () => {
    expect(halfLifeOf([])).toBe(3);
    expect(halfLifeOf([on])).toBe(3);
    expect(halfLifeOf([addDays(on, -1), on, on])).toBe(3);
    expect(halfLifeOf([addDays(on, -30), addDays(on, -20), on])).toBe(15);
    expect(halfLifeOf([on, addDays(on, -8), addDays(on, -13), addDays(on, -20)])).toBe(7);
  });
});

describe('listingWeight', () => {
  it('lets the place on the page move it by at most a quarter', () => {
    for (const papers of [1, 10, 80, 212]) {
      const weights = [1, papers].map((rank) => listingWeight(papers, rank, true));
      const middle = Math.min(1.25, Math.max(0.5, Math.sqrt(50 / papers)));
      for (const weight of weights) {
        expect(Math.abs(weight / middle - 1)).toBeLessThanOrEqual(0.25);
      }
    }
  });

  it('counts half where the page has no date', () => {
    expect(listingWeight(50, 10, false)).toBe(listingWeight(50, 10, true) / 2);
  });
});

it('takes a paper on two pages of one day as listed once', () => {
  const twice = [0.8, 1.1].map((weight, page) => ({
    paper: 'p' as PaperId,
    kind: 'listing' as const,
    day: on,
    weight,
    page,
  }));
  expect(eventsByPaper(twice, on).get('p' as PaperId)).toEqual([twice[1]]);
});
