import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TermEngine } from '../../../../src/search/index/term-engine.ts';
import { openFtsEngine } from '../../../../src/store/sqlite/full-text/fts-engine.ts';

describe('openFtsEngine', () => {
  let engine: TermEngine;

  beforeEach(async () => {
    engine = await openFtsEngine();
    await engine.update(
      [
        { document: 0, terms: 'q* learn gpt 3.5 rare' },
        { document: 1, terms: 'learn tau2 強化 学習' },
        { document: 2, terms: 'learn learn agent' },
      ],
      [],
    );
  });

  afterEach(async () => {
    await engine.close();
  });

  it('finds terms that are no words: stars, points, other scripts', async () => {
    expect(await engine.search({ any: ['q*'], limit: 9 })).toEqual([0]);
    expect(await engine.search({ any: ['3.5'], limit: 9 })).toEqual([0]);
    expect(await engine.search({ any: ['学習'], limit: 9 })).toEqual([1]);
    expect(await engine.search({ any: ['q'], limit: 9 })).toEqual([]);
  });

  it('takes any of the terms, the best papers first', async () => {
    const found = await engine.search({ any: ['agent', 'tau2', 'learn'], limit: 9 });
    expect(found).toHaveLength(3);
    expect(found.at(-1)).toBe(0);
  });

  it('keeps to what must, may not and may be there', async () => {
    expect(await engine.search({ any: ['learn'], all: ['tau2'], limit: 9 })).toEqual([1]);
    expect(await engine.search({ any: ['learn'], none: ['tau2', 'agent'], limit: 9 })).toEqual([0]);
    const among = Uint8Array.from([0, 0, 1]);
    expect(await engine.search({ any: ['learn'], among, limit: 9 })).toEqual([2]);
  });

  it('forgets papers, and takes in new ones', async () => {
    await engine.update([{ document: 3, terms: 'tau2' }], [1]);
    expect(await engine.search({ any: ['tau2'], limit: 9 })).toEqual([3]);
  });

  it('takes query syntax for words', async () => {
    expect(await engine.search({ any: ['NEAR', '"', 'agent" OR "q*', '*'], limit: 9 })).toEqual([]);
  });

  it('says so when it was closed', async () => {
    await engine.close();
    await expect(engine.search({ any: ['learn'], limit: 9 })).rejects.toThrow(/has ended/);
  });
});
