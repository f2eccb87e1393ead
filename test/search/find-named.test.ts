import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSearch } from '../../src/search/create-search.ts';
import type { Search } from '../../src/search/search.ts';
import { createMemoryPapers, paperOf } from './memory-papers.ts';

const papers = [
  paperOf('Umbrellas in Autumn Winds', {
    abstract: 'We train umbrellas to fold. A model of wind is fitted to storms.',
    authors: ['Nora Quistgaard', 'Page, Tom'],
    arxivId: '2611.04321',
    links: ['https://github.com/quill-lab/fold'],
    listings: [{ page: 'a', date: '2026-10-01', inferred: false, rank: 1 }],
  }),
  paperOf('Teapots that Do NOT Drip', {
    abstract: 'A spout is fine-tuned. Related spouts drip, and their relation is shown.',
    authors: ['N. Quistgaard'],
    doi: '10.1234/tea.5(1)',
    links: ['https://github.com/quill-lab/fold', 'https://drip.example.org'],
    listings: [{ page: 'b', date: '2026-11-01', inferred: false, rank: 1 }],
  }),
  paperOf('Lanterns and Storms', {
    abstract: 'Lanterns go out in storms. A lamp by Quistgaard helps. Organs play.',
    authors: ['Ida Zweig Jr.'],
    links: ['https://doi.org/10.5555/lantern.7'],
  }),
  paperOf('A Page on Storm Organization', {
    abstract: 'Finetuned organization of storms, page by page, after a model of the model.',
    authors: ['Walking Maps Collaboration', 'Leo Zweig'],
  }),
  paperOf('Walking Maps for Lanterns', { abstract: 'A map for walkers with RAG. A map.' }),
  paperOf('Rag Dolls', { abstract: 'The rag of a doll, and a lantern.' }),
];

let search: Search;

beforeAll(async () => {
  search = createSearch({ papers: createMemoryPapers(papers), encoder: 'none' });
  await search.refresh();
});

afterAll(() => search.close());

async function find(text: string): Promise<string[]> {
  const { hits } = await search.find({ text });
  return hits.map(({ id }) => papers.find((paper) => paper.id === id)?.title ?? '');
}

const [umbrellas = '', teapots = '', lanterns = '', page = '', maps = '', dolls = ''] = papers.map(
  ({ title }) => title,
);

describe('a number, DOI or address', () => {
  it.each([
    ['2611.04321', [umbrellas]],
    ['arXiv:2611.04321v2', [umbrellas]],
    ['https://arxiv.org/abs/2611.04321v1', [umbrellas]],
    ['https://doi.org/10.1234/TEA.5(1)', [teapots]],
    ['10.5555/lantern.7', [lanterns]],
    ['drip.example.org/', [teapots]],
    ['https://github.com/quill-lab/fold/blob/main/README.md', [umbrellas, teapots]],
  ])('%s finds its papers and no others', async (text, titles) => {
    expect(await find(text)).toEqual(titles);
  });

  it.each(['2611.99999', 'doi:10.1234/none', 'https://github.com/nobody/storms'])(
    '%s, which no paper has, finds nothing and says what it is',
    async (text) => {
      const results = await search.find({ text });
      expect(results).toMatchObject({ hits: [], total: 0 });
      expect(results.reference).toBeDefined();
    },
  );

  it('keeps to the filter, and tells of what is without', async () => {
    const filter = { since: '2026-10-15' };
    const results = await search.find({ text: '2611.04321', filter });
    expect(results).toMatchObject({ total: 0, nearest: { withoutFilter: 1 } });
    expect((await search.find({ text: '10.1234/tea.5(1)', filter })).total).toBe(1);
  });

  it('is searched as words where no paper has what only may be an address', async () => {
    expect((await search.find({ text: 'storms.example.org' })).reference).toBeUndefined();
  });
});

describe('a name', () => {
  it.each(['Nora Quistgaard', 'quistgaard, nora', 'N. Quistgaard', 'Quistgaard'])(
    '%s finds its papers first, the latest before, and then the rest',
    async (text) => {
      const results = await search.find({ text });
      expect(results.author).toEqual({ name: 'Nora Quistgaard', papers: 2 });
      expect((await find(text)).slice(0, 2)).toEqual([teapots, umbrellas]);
      expect(results.correctedTo).toBeUndefined();
    },
  );

  it('may be that of several', async () => {
    expect((await search.find({ text: 'zweig' })).author).toEqual({ name: 'zweig', papers: 2 });
    expect(await find('zweig')).toEqual([lanterns, page]);
  });

  it('comes before the words, which follow', async () => {
    expect(await find('Nora Quistgaard')).toEqual([teapots, umbrellas, lanterns]);
  });

  it.each([
    'page',
    'a page',
    'storms',
    'walking maps',
    'nora quistgaard storms',
    '"Nora Quistgaard"',
    'n quistgaard',
  ])('is not what %s is', async (text) => {
    expect((await search.find({ text })).author).toBeUndefined();
  });
});

describe('AND, OR, NOT and minus', () => {
  it.each([
    ['lanterns AND storms', [lanterns]],
    ['teapots OR umbrellas', [teapots, umbrellas]],
    ['(teapots OR lanterns) AND storms', [lanterns]],
    ['umbrellas OR lanterns AND dolls', [umbrellas, dolls]],
    ['"storm organization" OR teapots', [page, teapots]],
    ['lantern NOT storm', [maps, dolls]],
    ['lantern -storm', [maps, dolls]],
    ['lantern -storms -RAG', [dolls]],
    ['lantern OR umbrella -rag', [lanterns, umbrellas]],
    ['storm -organ', [umbrellas, page]],
    ['storm -fine-tuning', [umbrellas, lanterns]],
    ['spout AND fold', []],
    ['lantern "rag of a doll', [dolls]],
  ])('%s', async (text, titles) => {
    expect((await find(text)).toSorted()).toEqual([...titles].toSorted());
  });

  it.each([
    'lantern OR',
    'AND storm',
    'NOT',
    'lantern AND OR storm',
    '-storm',
    '(a OR b',
    'a OR -b',
  ])('%s is refused with a sentence', async (text) => {
    const results = await search.find({ text });
    expect(results.hits).toEqual([]);
    expect(results.problem).toMatch(/^[A-Z].*\.$/);
  });

  it('are words of a title that is typed whole', async () => {
    expect((await find('Teapots that do NOT drip'))[0]).toBe(teapots);
    expect((await find('not a storm or an organ')).length).toBeGreaterThan(1);
  });
});

describe('titles to choose from', () => {
  const suggest = async (typed: string) =>
    (await search.suggestTitles(typed)).map(({ title }) => title);

  it('are those of a number, DOI or address', async () => {
    expect(await suggest('https://arxiv.org/pdf/2611.04321')).toEqual([umbrellas]);
    expect(await suggest('github.com/quill-lab/fold')).toEqual([umbrellas, teapots]);
    expect(await suggest('2611.99999')).toEqual([]);
  });

  it('are those of an author, while the name is being typed, too', async () => {
    expect(await suggest('Nora Quistgaard')).toEqual([teapots, umbrellas]);
    expect(await suggest('nora qui')).toEqual([teapots, umbrellas]);
    expect(await suggest('lantern')).toEqual(expect.arrayContaining([lanterns, maps]));
  });
});

describe('a number or address among words', () => {
  it('puts its paper first, then what the words find', async () => {
    const found = await find('storms (arXiv:2611.04321v1)');
    expect(found[0]).toBe(umbrellas);
    expect(found.toSorted()).toEqual([umbrellas, lanterns, page].toSorted());
    expect(await find('lanterns AND storms (arXiv:2611.04321)')).toEqual([umbrellas, lanterns]);
    expect((await find('spouts https://drip.example.org'))[0]).toBe(teapots);
  });

  it('is reported when no paper has it, and never searched as its pieces', async () => {
    const results = await search.find({ text: 'dolls https://github.com/nobody/storms' });
    expect(results.missing).toHaveLength(1);
    expect(results.hits).toHaveLength(1);
    expect(results.hits[0]?.id).toBe(dolls.toLowerCase());
  });
});
