import { expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const [a, b] = ['A', 'B'].map(paperIdOf) as [
  ReturnType<typeof paperIdOf>,
  ReturnType<typeof paperIdOf>,
];
const day = '2026-01-15';
const at = new Date(`${day}T10:00:00Z`);

describeEngines((engine) => {
  async function openTwo() {
    const on = await engine.createDatabase();
    const store = await openTestStore({ on });
    await store.corpus.importPage(pageOf(['A', 'B']));
    return { one: store.events, other: (await openTestStore({ on })).events };
  }

  it('counts each of three people who open a paper at the same time', async () => {
    const { one, other } = await openTwo();
    const open = { paper: a, server: '1', at, fromSearch: false };
    const people = ['7', '8', '7', '9', '8', '9', '7'];
    await Promise.all(
      people.map((person, place) =>
        (place % 2 === 0 ? one : other).recordOpen({ ...open, person }),
      ),
    );
    expect(await one.eventsOf([a], { server: '1' })).toHaveLength(3);
  });

  it('finds a gain once that two processes count', async () => {
    const { one, other } = await openTwo();
    const countOf = (paper: typeof a, amount: number) =>
      ({ paper, kind: 'stars', amount }) as const;
    // What was counted first is no gain; a list may name a paper twice.
    expect(await one.recordCounts([countOf(a, 10), countOf(b, 3), countOf(a, 10)], day)).toBe(0);
    const grown = [countOf(b, 4), countOf(a, 15)];
    const gains = await Promise.all([
      one.recordCounts(grown, day),
      other.recordCounts(grown.toReversed(), day),
    ]);
    expect(gains[0] + gains[1]).toBe(2);
    expect(await one.recordCounts([countOf(a, 12), countOf(b, 6)], day)).toBe(1);
    expect(await one.recordCounts([], day)).toBe(0);
    const kept = (await one.eventsOf([a, b], 'everyone')).filter(({ kind }) => kind === 'stars');
    expect(new Map(kept.map(({ paper, amount }) => [paper, amount]))).toEqual(
      new Map([
        [a, 5],
        [b, 3],
      ]),
    );
  });
});
