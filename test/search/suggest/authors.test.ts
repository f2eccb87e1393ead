import { describe, expect, it, onTestFinished } from 'vitest';
import { createSearch } from '../../../src/search/create-search.ts';
import { createMemoryPapers, paperOf } from '../memory-papers.ts';

/** A search over papers that are nothing but who wrote them. */
async function searchOver(...authors: readonly (readonly string[])[]) {
  const papers = createMemoryPapers(
    authors.map((names, i) => paperOf(`Paper ${i}`, { authors: names, topic: 'agents' })),
  );
  const search = createSearch({ papers });
  onTestFinished(() => search.close());
  await search.refresh();
  return {
    search,
    papers,
    /** The numbers of the papers by somebody. */
    by: async (author: string): Promise<number[]> => {
      const { hits } = await search.find({ text: '', filter: { author }, limit: 99 });
      return hits.map(({ id }) => Number(id.replace('paper ', ''))).sort((a, b) => a - b);
    },
  };
}

describe('the filter by author', () => {
  it('takes names in either order, without case and accents', async () => {
    const { by } = await searchOver(['Jürgen Müller'], ['Müller, Jürgen'], ['Jana Müller']);
    for (const asked of ['jurgen muller', 'MÜLLER, Jürgen', 'Müller Jürgen']) {
      expect(await by(asked), asked).toEqual([0, 1]);
    }
    expect(await by('müller')).toEqual([0, 1, 2]);
  });

  it('takes whole names before longer ones, and beginnings where there are none', async () => {
    const { by } = await searchOver(['Wei Li'], ['Wei Liu'], ['Li Xiang'], ['Geoffrey Hinton']);
    expect(await by('Wei Li')).toEqual([0]);
    expect(await by('li')).toEqual([0, 2]);
    expect(await by('hint geof')).toEqual([3]);
    expect(await by('nobody')).toEqual([]);
    expect(await by('…')).toEqual([]);
  });

  it('takes an initial for the name where it can be one only', async () => {
    const { by } = await searchOver(
      ['Geoffrey E. Hinton'],
      ['Hinton, G. E.'],
      ['G. Hinton'],
      ['John Smith'],
      ['Jane Smith'],
      ['J. Smith'],
      ['Y. Bengio'],
    );
    expect(await by('Geoffrey Hinton')).toEqual([0, 1, 2]);
    expect(await by('Jane Smith')).toEqual([4]);
    expect(await by('J. Smith')).toEqual([3, 4, 5]);
    expect(await by('Yoshua Bengio')).toEqual([6]);
    expect(await by('Samy Bengio')).toEqual([]);
  });
});

describe('suggestions of authors', () => {
  it('complete words in any order, with a typo, most papers first', async () => {
    const { search } = await searchOver(
      ['Lee, Ann', 'Bo Leech'],
      ['Bo Leech'],
      ['Bo Leech', 'Ann Lee', 'Cy Le'],
    );
    const leech = { term: 'Bo Leech', papers: 3 };
    const lee = { term: 'Ann Lee', papers: 2 };
    expect(await search.suggestAuthors('le')).toEqual([leech, lee, { term: 'Cy Le', papers: 1 }]);
    for (const typed of ['leech b', 'Leech, B', 'leehc']) {
      expect(await search.suggestAuthors(typed), typed).toEqual([leech]);
    }
    expect(await search.suggestAuthors('', 2)).toEqual([leech, lee]);
  });

  it('count a name with initials for the one it stands for, and a paper once', async () => {
    const { search } = await searchOver(
      ['Geoffrey Hinton', 'Hinton, Geoffrey'],
      ['G. Hinton'],
      ['GEOFFREY HINTON'],
    );
    expect(await search.suggestAuthors('hin')).toEqual([{ term: 'Geoffrey Hinton', papers: 3 }]);
  });

  it('come with the papers and are none before', async () => {
    const { search, papers } = await searchOver([]);
    expect(await search.suggestAuthors('')).toEqual([]);
    papers.put([paperOf('New', { authors: ['Ada Lovelace'] })]);
    await search.refresh();
    expect(await search.suggestAuthors('ada')).toEqual([{ term: 'Ada Lovelace', papers: 1 }]);
  });

  it('are 25 at most', async () => {
    const { search } = await searchOver(Array.from({ length: 60 }, (_, i) => `Ann No${i}`));
    expect(await search.suggestAuthors('ann')).toHaveLength(25);
  });
});
