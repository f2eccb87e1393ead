import { expect, it } from 'vitest';
import { createPaperIndex } from '../../../src/search/index/paper-index.ts';
import type { RankedQuery } from '../../../src/search/query/rank-query.ts';
import { rememberRankings } from '../../../src/search/query/remember-rankings.ts';

function setUp() {
  const memory = rememberRankings();
  const index = createPaperIndex();
  const made: string[] = [];
  const ask = (text: string, listed = 200, offset = 0) =>
    memory.of({ text, offset, limit: 5 }, index, async (): Promise<RankedQuery> => {
      made.push(text);
      const [documents, scores] = [new Uint32Array(listed), new Float64Array(listed)];
      return { findings: { total: listed, matching: listed }, documents, scores, concepts: [] };
    });
  return { ask, made };
}

it('ranks once for all pages of a query', async () => {
  const { ask, made } = setUp();
  await ask('soup');
  await ask('soup', 200, 5);
  await ask('spoons');
  await ask('soup', 200, 10);
  expect(made).toEqual(['soup', 'spoons']);
});

it('forgets the query asked longest ago where long lists take too much', async () => {
  const { ask, made } = setUp();
  await ask('first', 100_000);
  await ask('second', 100_000);
  await ask('first', 100_000, 5);
  await ask('third', 100_000);
  await ask('first', 100_000, 10);
  await ask('second', 100_000, 5);
  expect(made).toEqual(['first', 'second', 'third', 'second']);
});

it('remembers the last list, however long it is', async () => {
  const { ask, made } = setUp();
  await ask('all', 1_000_000);
  await ask('all', 1_000_000, 5);
  expect(made).toEqual(['all']);
});

it('does not remember a ranking that failed', async () => {
  const memory = rememberRankings();
  const index = createPaperIndex();
  const failing = () => memory.of({ text: 'soup' }, index, () => Promise.reject(new Error('no')));
  await expect(failing()).rejects.toThrow('no');
  const documents = Uint32Array.of(7);
  const ranked = { findings: { total: 1, matching: 1 }, documents, scores: new Float64Array(1) };
  const again = await memory.of({ text: 'soup' }, index, async () => ({ ...ranked, concepts: [] }));
  expect(again.documents).toEqual(documents);
});
