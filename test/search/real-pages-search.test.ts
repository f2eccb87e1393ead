import { beforeAll, describe, expect, it } from 'vitest';
import { rawStringOf } from '../../src/corpus/raw-text.ts';
import { createSearch } from '../../src/search/create-search.ts';
import type { Search } from '../../src/search/search.ts';
import { measureQuality } from '../bench/search/retrieval-quality.ts';
import {
  publicCollection,
  realCollection,
  type TestCollection,
} from '../bench/search/test-collections.ts';
import { needsRealPages, withoutRealPages } from '../corpus/real-pages.ts';
import { judgedQueries, unseenQueries } from './judged-queries.ts';
import { createMemoryPapers } from './memory-papers.ts';
import { realPapers, starterPapers } from './real-papers.ts';

const titles = new Set(starterPapers().map(({ storedTitle }) => rawStringOf(storedTitle)));

describe('the judged queries', () => {
  it.each([
    { name: 'our queries', queries: judgedQueries(), count: 40, kinds: 7 },
    { name: 'unseen queries', queries: unseenQueries(), count: 60, kinds: 3 },
  ])('are of several kinds, about papers of the corpus: $name', ({ queries, count, kinds }) => {
    expect(queries).toHaveLength(count);
    expect(new Set(queries.map(({ kind }) => kind)).size).toBe(kinds);
    for (const { grades, query } of queries) {
      for (const title of Object.keys(grades)) {
        expect(titles, query).toContain(title);
      }
      expect(Object.values(grades), query).toContain(2);
    }
  });
});

async function qualityOf(collection: TestCollection) {
  const search = createSearch({ papers: createMemoryPapers(collection.papers) });
  await search.refresh();
  const quality = await measureQuality(collection, async (text) =>
    (await search.find({ text })).hits.map(({ id }) => id),
  );
  await search.close();
  return quality;
}

describe.skipIf(withoutRealPages)(`search ${needsRealPages}`, () => {
  let search: Search;
  const papers = withoutRealPages ? [] : realPapers('without starter');
  const titleOf = (id = '') => papers.find((paper) => paper.id === id)?.title;

  beforeAll(async () => {
    search = createSearch({ papers: createMemoryPapers(papers) });
    await search.refresh();
    return () => search.close();
  });

  it.each(['without starter', 'with starter'] as const)(
    'answers the judged queries %s',
    async (starter) => {
      const collection = realCollection('our queries', judgedQueries(), starter);
      if (collection === undefined) {
        throw new Error('no pages');
      }
      const { all, byKind } = await qualityOf(collection);
      expect(all.ndcg).toBeGreaterThan(0.75);
      expect(all.successAt1).toBeGreaterThanOrEqual(0.825);
      expect(byKind.get('name')?.successAt1).toBe(1);
      expect(byKind.get('typo')?.successAt1).toBe(1);
      expect(byKind.get('typo')?.ndcg).toBeGreaterThan(0.77);
      expect(byKind.get('question')?.ndcg).toBeGreaterThan(0.44);
      expect(byKind.get('paraphrase')?.ndcg).toBeGreaterThan(0.5);
    },
  );

  it.each(['without starter', 'with starter'] as const)(
    'answers queries in words that it was not made with %s',
    async (starter) => {
      const collection = realCollection('unseen queries', unseenQueries(), starter);
      if (collection === undefined) {
        throw new Error('no pages');
      }
      const { all, byKind } = await qualityOf(collection);
      expect(all.ndcg).toBeGreaterThan(0.48);
      expect(byKind.get('paraphrase')?.ndcg).toBeGreaterThan(0.38);
      expect(byKind.get('without')?.ndcg).toBeGreaterThan(0.5);
      expect(byKind.get('question')?.ndcg).toBeGreaterThan(0.53);
    },
  );

  it('puts every paper first whose title, or name before the colon, is typed, and corrects none of them', async () => {
    const names = papers.flatMap(({ title }) => /^(\S+): /.exec(title)?.[1] ?? []);
    const typed = [...papers.map(({ title }) => title), ...names];
    const missed = [];
    for (const text of typed) {
      const { hits, correctedTo } = await search.find({ text, limit: 1 });
      const found = titleOf(hits[0]?.id) ?? '';
      const isIt = found === text || found.startsWith(`${text}: `);
      if (!isIt || correctedTo !== undefined) {
        missed.push(text);
      }
    }
    expect(missed).toEqual([]);
  });

  it('finds a name that is written as one word where its parts are typed apart', async () => {
    const names = papers.flatMap(
      ({ title }) => title.match(/\b\p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}+)+\b/gu) ?? [],
    );
    expect(names.length).toBeGreaterThan(10);
    const missed = [];
    for (const name of names) {
      const text = name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').toLowerCase();
      const { hits } = await search.find({ text, limit: 5 });
      if (!hits.some(({ id }) => titleOf(id)?.includes(name))) {
        missed.push(text);
      }
    }
    expect(missed).toEqual([]);
  });

  it('finds every title while it is being typed', async () => {
    for (const { title, id } of papers.slice(0, 100)) {
      const suggested = await search.suggestTitles(title.slice(0, 20));
      expect(
        suggested.map((suggestion) => suggestion.id),
        title,
      ).toContain(id);
    }
  });
});

const publicCollections = ['cranfield', 'med'].map((name) => ({
  name,
  collection: publicCollection(name),
}));

describe.each(publicCollections)(
  'search on $name (needs ../shared/benchmarks/ir)',
  ({ name, collection }) => {
    it.skipIf(collection === undefined)('ranks as well as it was measured to', async () => {
      if (collection === undefined) {
        return;
      }
      const { all } = await qualityOf(collection);
      expect(all.ndcg).toBeGreaterThan(name === 'med' ? 0.755 : 0.435);
    });
  },
);
