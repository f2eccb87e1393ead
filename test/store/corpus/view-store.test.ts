import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeEngines } from '../engines.ts';
import { openTestStore } from '../open-test-store.ts';

const day = 24 * 60 * 60 * 1000;

describeEngines((engine) => {
  it('gives a view back by a key that fits a custom id', async () => {
    const { views } = await openTestStore({ engine });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (dictionary) => {
        const view = JSON.parse(JSON.stringify(dictionary)) as Record<string, unknown>;
        const key = await views.keepView(view);
        expect(key).toMatch(/^[\w-]{1,22}$/);
        expect(await views.openView(key)).toEqual(view);
      }),
      { seed: 20261121 },
    );
  });

  it('has one key for one view, however its fields are ordered', async () => {
    const { views } = await openTestStore({ engine });
    const key = await views.keepView({ query: 'x', filter: { topic: 'agents', hasCode: true } });
    expect(await views.keepView({ filter: { hasCode: true, topic: 'agents' }, query: 'x' })).toBe(
      key,
    );
    expect(
      await views.keepView({ filter: { hasCode: true, topic: 'agents' }, query: 'y' }),
    ).not.toBe(key);
  });

  it('has nothing under a key that was never given', async () => {
    const { views } = await openTestStore({ engine });
    expect(await views.openView('never')).toBeUndefined();
  });

  it('keeps a view for 30 days after its last use, and no longer', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const { views } = await openTestStore({ engine, clock: { now: () => new Date(now) } });
    const key = await views.keepView({ query: 'x' });
    for (let use = 0; use < 3; use++) {
      now += 30 * day;
      expect(await views.openView(key)).toEqual({ query: 'x' });
    }
    now += 30 * day + 1;
    expect(await views.openView(key)).toBeUndefined();
    expect(await views.keepView({ query: 'x' })).toBe(key);
    expect(await views.openView(key)).toEqual({ query: 'x' });
  });

  it('drops the views that are gone when it keeps another', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const { views } = await openTestStore({ engine, clock: { now: () => new Date(now) } });
    const old = await views.keepView({ query: 'old' });
    now += 31 * day;
    await views.keepView({ query: 'new' });
    // With the clock set back, only a row that was deleted is still gone.
    now -= 31 * day;
    expect(await views.openView(old)).toBeUndefined();
  });
});
