import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Paper, PaperId } from '../../src/corpus/paper.ts';
import type { PaperReader } from '../../src/corpus/paper-reader.ts';
import { rawStringOf } from '../../src/corpus/raw-text.ts';
import type { Logger } from '../../src/log.ts';
import { createSearch, type SearchOptions } from '../../src/search/create-search.ts';
import type { IndexKeeper } from '../../src/search/index/kept-index.ts';
import { createMiniSearchEngine } from '../../src/search/index/minisearch-engine.ts';
import type { TermEngine } from '../../src/search/index/term-engine.ts';
import type { PaperFilter, Search, SearchQuery } from '../../src/search/search.ts';
import { createMemoryPapers, type MemoryPapers, paperOf } from './memory-papers.ts';

const invented = [
  paperOf('Kitchen Robots that Learn from Feedback', {
    abstract:
      'Robots spill soup. We train kitchen robots by reinforcement learning from human feedback (RLHF). The reward model is small.',
    topic: 'agents',
    keywords: ['robots', 'rlhf'],
    links: ['https://github.com/example/kitchen'],
    authors: ['Ada Lovelace', 'José Ørsted'],
    listings: [{ page: 'a', date: '2025-09-01', inferred: false, rank: 1 }],
  }),
  paperOf('SoupBench: Measuring Soup with Large Spoons', {
    abstract: 'A benchmark of soups. Spoons are compared with ladles on three kinds of broth.',
    topic: 'multimodal',
    keywords: ['soup', 'benchmarks'],
    listings: [{ page: 'b', date: '2025-07-01', inferred: false, rank: 1 }],
  }),
  paperOf('On the Delivery of Parcels by Bicycle', {
    abstract: 'Parcels are carried by bicycle. The courier delivers each parcel within a day.',
    topic: 'optimization',
    keywords: ['logistics'],
  }),
  paperOf('Planning under Partial Observation', {
    abstract:
      'A Markov decision process (MDP) is solved by planning. Fine-tuning of the planner is not needed.',
    topic: 'reinforcement-learning',
  }),
  paperOf('Markov Decision Processes for Gardeners', {
    abstract: 'Gardens are watered by a policy that was learned offline from old weather.',
    topic: 'reinforcement-learning',
  }),
  paperOf('τ^2-Bench: Conversations about Umbrellas', {
    abstract: 'Agents and users talk about umbrellas, and Q^*-learning with A* search is compared.',
    topic: 'agents',
  }),
  paperOf('A Survey of Umbrellas in 3D', {
    abstract: 'We ask GPT-4 and other language models about umbrellas, and learn what rain is.',
    topic: 'multimodal',
  }),
  paperOf('Go-Explore for Umbrella Stands', {
    abstract: 'Exploration finds umbrella stands that random search does not find in a year.',
    topic: 'agents',
  }),
];

const open: Search[] = [];

async function openSearch(
  papers: readonly Paper[] = invented,
  options: Partial<SearchOptions> = {},
): Promise<Search> {
  const search = createSearch({ papers: createMemoryPapers(papers), ...options });
  open.push(search);
  await search.refresh();
  return search;
}

afterEach(async () => {
  for (const search of open.splice(0)) {
    await search.close();
  }
});

const titleOf = (id: string) => {
  const paper = invented.find((each) => each.id === id);
  return paper ? rawStringOf(paper.storedTitle) : id;
};

async function find(text: string, rest: Partial<SearchQuery> = {}): Promise<string[]> {
  const { hits } = await (await openSearch()).find({ text, ...rest });
  return hits.map(({ id }) => titleOf(id));
}

describe('find', () => {
  it.each([
    'tau2 bench',
    'tau-bench',
    'τ^2-Bench',
    'TAU 2 BENCH',
    'q*',
    'a* search',
    'Q^* learning',
  ])('finds the paper of %s', async (query) => {
    expect((await find(query))[0]).toBe('τ^2-Bench: Conversations about Umbrellas');
  });

  it.each([
    ['3d', 'A Survey of Umbrellas in 3D'],
    ['gpt-4', 'A Survey of Umbrellas in 3D'],
    ['gpt4', 'A Survey of Umbrellas in 3D'],
    ['go explore', 'Go-Explore for Umbrella Stands'],
    ['finetuning', 'Planning under Partial Observation'],
    ['fine tuning', 'Planning under Partial Observation'],
  ])('finds %s', async (query, title) => {
    expect((await find(query))[0]).toBe(title);
  });

  it('asks for any of the words, not for all', async () => {
    expect(await find('umbrella zeppelin submarine')).toContain('A Survey of Umbrellas in 3D');
  });

  it('corrects a word that nobody knows, says so, and can be told not to', async () => {
    const search = await openSearch();
    const corrected = await search.find({ text: 'learnign from human feedback' });
    expect(corrected.correctedTo).toBe('learning from human feedback');
    expect(titleOf(corrected.hits[0]?.id ?? '')).toBe('Kitchen Robots that Learn from Feedback');
    const asTyped = await search.find({ text: 'umberlla', asTyped: true });
    expect(asTyped).toMatchObject({ hits: [], total: 0, nearest: { query: 'umbrella' } });
  });

  it.each([
    ['markovdecision process', 'markov decision process'],
    ['delivery ofparcels', 'delivery of parcels'],
    ['umbr ellas and agents', 'umbrellas and agents'],
    ['spoons comparred', 'spoons compared'],
  ])('reads %s as %s', async (text, correctedTo) => {
    const search = await openSearch();
    expect((await search.find({ text })).correctedTo).toBe(correctedTo);
  });

  it('finds the word whose letters were mixed up before one that lacks a letter', async () => {
    const mins = Array.from({ length: 6 }, (_, at) => paperOf(`Min of Sums ${'abcdef'[at]}`));
    const search = await openSearch([paperOf('A Theory of Mind for Kettles'), ...mins]);
    expect((await search.find({ text: 'thoery of midn' })).correctedTo).toBe('theory of mind');
  });

  it('takes the key next to the right one for a slip', async () => {
    const search = await openSearch([
      paperOf('Kettle Physics'),
      ...Array.from({ length: 4 }, (_, at) => paperOf(`Nettle Soup ${'abcd'[at]}`)),
    ]);
    expect((await search.find({ text: 'lettle physics' })).correctedTo).toBe('kettle physics');
  });

  it.each(['CVaR', 'WebVAR', 'SouB'])('never respells %s, which looks coined', async (text) => {
    const search = await openSearch([...invented, paperOf('Var of Sub'), paperOf('Soup web var')]);
    const { correctedTo, unmentioned } = await search.find({ text: `${text} soup` });
    expect(correctedTo).toBeUndefined();
    expect(unmentioned).toEqual([text]);
  });

  it('leaves alone a word that English knows, and one that the corpus knows', async () => {
    const search = await openSearch();
    for (const text of ['deliveries', 'soups', 'rlhf', 'soupbench', 'gardened']) {
      expect((await search.find({ text })).correctedTo, text).toBeUndefined();
    }
  });

  it('reads an acronym as what the corpus says it stands for, and the other way round', async () => {
    expect(await find('mdp')).toEqual(
      expect.arrayContaining([
        'Markov Decision Processes for Gardeners',
        'Planning under Partial Observation',
      ]),
    );
    expect(await find('markov decision process')).toEqual(
      expect.arrayContaining([
        'Markov Decision Processes for Gardeners',
        'Planning under Partial Observation',
      ]),
    );
  });

  it.each(['MDPs', 'mdps', 'mdp', 'MDP'])('reads %s as the same acronym', async (typed) => {
    const search = await openSearch();
    const { hits, correctedTo } = await search.find({ text: typed });
    expect(correctedTo).toBeUndefined();
    expect(hits.map(({ id }) => titleOf(id))).toContain('Planning under Partial Observation');
  });

  it('reads British and American spelling as the same', async () => {
    const papers = [
      paperOf('Optimizing the Behavior of Kettles'),
      paperOf('An Optimised Colour Wheel'),
      paperOf('Unrelated Papers on Soup'),
    ];
    const search = await openSearch(papers);
    const found = async (text: string) => (await search.find({ text })).hits.map(({ id }) => id);
    expect(await found('behaviour')).toEqual([papers[0]?.id]);
    expect(await found('color')).toEqual([papers[1]?.id]);
    expect(await found('optimization')).toHaveLength(2);
  });

  it('reads the plain words of a question as the terms of the field', async () => {
    const policy = paperOf('Learned Policies in a Maze');
    const search = await openSearch([policy, paperOf('Strategic Notes on Gardening at Night')]);
    const question = 'which strategy leads quickly out of a garden with hidden doors';
    const { hits } = await search.find({ text: question, explain: true });
    const hit = hits.find(({ id }) => id === policy.id);
    expect(hit?.explanation?.[0]).toContain('polici ×2 (plain word)');
    expect((await search.find({ text: 'strategy' })).hits.map(({ id }) => id)).not.toContain(
      policy.id,
    );
  });

  it('keeps to a phrase, word for word', async () => {
    expect(await find('"reward model"')).toEqual(['Kitchen Robots that Learn from Feedback']);
    expect(await find('"model reward"')).toEqual([]);
    expect(await find('"reward models"')).toEqual([]);
  });

  it('leaves out what is not wanted, a word or a phrase', async () => {
    expect(await find('umbrellas -survey')).not.toContain('A Survey of Umbrellas in 3D');
    expect(await find('umbrellas -"umbrella stands"')).not.toContain(
      'Go-Explore for Umbrella Stands',
    );
  });

  it('puts first the paper whose title or name was typed', async () => {
    const rival = paperOf('SoupBench and SoupBench again: soupbench soupbench', {
      abstract: 'SoupBench SoupBench SoupBench.',
    });
    const search = await openSearch([rival, ...invented]);
    for (const text of [
      'soupbench',
      'SoupBench: measuring soup with large spoons',
      'measuring soup with large spoons',
    ]) {
      expect(titleOf((await search.find({ text })).hits[0]?.id ?? ''), text).toBe(
        'SoupBench: Measuring Soup with Large Spoons',
      );
    }
  });

  it('puts first the paper that introduces the name, before those that use it', async () => {
    const introducing = paperOf('Spoons of Tomorrow', {
      abstract: 'We introduce a lively new ladle called StirNet-2, which is long. It wins.',
    });
    const using = [1, 2, 3].map((i) =>
      paperOf(`Kitchen ${i}`, { abstract: 'StirNet-2 is compared with StirNet-2 by StirNet-2.' }),
    );
    const search = await openSearch([...using, introducing, ...invented]);
    expect((await search.find({ text: 'stirnet2' })).hits[0]?.id).toBe(introducing.id);
  });

  it('shows the sentence that answers, its words marked, also those of an acronym', async () => {
    const { hits } = await (await openSearch()).find({ text: 'rlhf robots' });
    const { text = '', matches = [] } = hits[0]?.passage ?? {};
    expect(text).toMatch(/^We train kitchen robots/);
    expect(matches.map(([start, end]) => text.slice(start, end))).toEqual(
      expect.arrayContaining(['robots', 'RLHF', 'feedback']),
    );
  });

  it.each<[PaperFilter, string[]]>([
    [{ hasCode: true }, ['Kitchen Robots that Learn from Feedback']],
    [{ since: '2025-08-01' }, ['Kitchen Robots that Learn from Feedback']],
    [{ author: 'orsted' }, ['Kitchen Robots that Learn from Feedback']],
    [{ author: 'Lovelace, Ada' }, ['Kitchen Robots that Learn from Feedback']],
    [{ author: 'love' }, ['Kitchen Robots that Learn from Feedback']],
    [{ topic: 'multimodal' }, ['SoupBench: Measuring Soup with Large Spoons']],
    [{ topic: 'multimodal', hasCode: true }, []],
  ])('ranks among what %j lets through', async (filter, titles) => {
    expect(await find('soup', { filter })).toEqual(titles);
  });

  it('lists what a filter lets through when nothing is typed', async () => {
    expect(await find('', { filter: { topic: 'multimodal' } })).toEqual([
      'SoupBench: Measuring Soup with Large Spoons',
      'A Survey of Umbrellas in 3D',
    ]);
    expect(await find('')).toEqual([]);
  });

  it('says how many there are without the filter when it lets nothing through', async () => {
    const results = await (await openSearch()).find({ text: 'soup', filter: { author: 'nobody' } });
    expect(results.total).toBe(0);
    expect(results.nearest?.withoutFilter).toBeGreaterThan(0);
  });

  it('pages without losing or repeating a paper', async () => {
    const search = await openSearch();
    const whole = await search.find({ text: 'umbrellas soup robots', limit: 100 });
    const pages = [];
    for (let offset = 0; offset < whole.total; offset += 2) {
      pages.push(...(await search.find({ text: 'umbrellas soup robots', offset, limit: 2 })).hits);
    }
    expect(pages).toEqual(whole.hits);
    expect(whole.hits).toHaveLength(whole.total);
  });

  it('turns to a page of the papers as they are by then', async () => {
    const papers = createMemoryPapers(invented);
    const search = await openSearch([], { papers });
    const second = { text: 'umbrellas', offset: 1, limit: 10 };
    const { total } = await search.find({ ...second, offset: 0, limit: 1 });
    const before = await search.find(second);
    papers.put([
      paperOf('A Survey of Umbrellas in 3D', { abstract: 'Umbrellas were looked at again.' }),
      paperOf('Umbrellas of the Old World', { abstract: 'Their handles.' }),
    ]);
    await search.refresh();
    const after = await search.find(second);
    expect(after.total).toBe(total + 1);
    expect(after.hits).toHaveLength(before.hits.length + 1);
    const first = await search.find({ ...second, offset: 0, limit: 1 });
    expect([...first.hits, ...after.hits].map(({ passage }) => passage?.text)).toContain(
      'Umbrellas were looked at again.',
    );
  });

  it('says which layers gave a hit its place', async () => {
    const { hits } = await (await openSearch()).find({ text: 'soupbench', explain: true });
    expect(hits[0]?.explanation?.join('\n')).toMatch(/exact: .*name[\s\S]*words: .*soupbench/);
    expect(
      (await (await openSearch()).find({ text: 'soup' })).hits[0]?.explanation,
    ).toBeUndefined();
  });

  it('has an answer to anything typed', async () => {
    const search = await openSearch();
    for (const text of [
      '',
      ' ',
      '???',
      '"',
      '-',
      '-"x"',
      '""',
      '*',
      '强化',
      '🙂',
      'the of and',
      'x'.repeat(4_000),
      'a-'.repeat(2_000),
    ]) {
      await expect(search.find({ text }), text.slice(0, 20)).resolves.toHaveProperty('total');
    }
  });
});

describe('similar', () => {
  it('finds papers close in content, never the paper itself', async () => {
    const search = await openSearch();
    for (const { id } of invented) {
      expect((await search.similar(id)).map((hit) => hit.id)).not.toContain(id);
    }
    const survey = invented.find(({ title }) => title.startsWith('A Survey'));
    const [closest] = await search.similar(survey?.id ?? ('' as Paper['id']), 1);
    expect(titleOf(closest?.id ?? '')).toMatch(/Umbrella/);
  });

  it('finds nothing for a paper that is not there', async () => {
    expect(await (await openSearch()).similar('nobody' as Paper['id'])).toEqual([]);
  });
});

describe('suggestions', () => {
  it('completes titles as they are shown', async () => {
    const [first] = await (await openSearch()).suggestTitles('umbr tau');
    expect(first?.title).toBe('τ²-Bench: Conversations about Umbrellas');
  });

  it('completes topics by slug and by name, and keywords', async () => {
    const search = await openSearch();
    expect((await search.suggestTopics('reinf'))[0]).toEqual({
      term: 'reinforcement-learning',
      papers: 2,
    });
    expect((await search.suggestKeywords('rob'))[0]).toEqual({ term: 'robots', papers: 1 });
  });

  it('never offers more than 25', async () => {
    const many = Array.from({ length: 40 }, (_, i) => paperOf(`Umbrella number ${i}`));
    expect(await (await openSearch(many)).suggestTitles('umbrella')).toHaveLength(25);
  });
});

describe('topics and keywords', () => {
  it('counts topics, other last', async () => {
    const odd = ['Zyzzyva', 'Xylem', 'Quark', 'Fjord'].map((title) => paperOf(title));
    const topics = await (await openSearch([...invented, ...odd])).topics();
    expect(topics[0]).toEqual({ term: 'agents', papers: 3 });
    expect(topics.at(-1)).toEqual({ term: 'other', papers: 4 });
    expect(topics.reduce((sum, { papers }) => sum + papers, 0)).toBe(invented.length + odd.length);
  });

  it('guesses the topic of a paper that came without one, and says that it is a guess', async () => {
    const newcomer = paperOf('Watering Gardens by a Learned Policy', {
      abstract: 'A Markov decision process of gardens and weather, planned offline.',
    });
    const search = await openSearch([...invented, newcomer]);
    expect(await search.topicsOf([newcomer.id, invented[0]?.id ?? newcomer.id])).toEqual([
      { topic: 'reinforcement-learning', guessed: true },
      { topic: 'agents', guessed: false },
    ]);
    const { hits } = await search.find({
      text: 'gardens',
      filter: { topic: 'reinforcement-learning' },
    });
    expect(hits.map(({ id }) => id)).toContain(newcomer.id);
  });

  it('never forces a topic', async () => {
    const odd = paperOf('Zyzzyva', { abstract: 'Weevils.' });
    const search = await openSearch([...invented, odd]);
    expect(await search.topicsOf([odd.id])).toEqual([undefined]);
  });

  it('has no topics where no paper came with one', async () => {
    const search = await openSearch([paperOf('Zyzzyva', { abstract: 'Weevils.' })]);
    expect(await search.topics()).toEqual([]);
    expect(await search.suggestTopics('')).toEqual([]);
  });

  it('takes keywords from the text of papers that came without', async () => {
    const search = await openSearch([
      paperOf('Rubber Duck Debugging', {
        abstract: 'Rubber duck debugging helps. We compare rubber duck debugging with sleep.',
      }),
    ]);
    expect((await search.keywords()).map(({ term }) => term)).toContain('rubber duck debugging');
  });
});

describe('refresh', () => {
  it('takes in new papers and changed ones, and forgets nothing else', async () => {
    const papers = createMemoryPapers(invented);
    const search = createSearch({ papers });
    open.push(search);
    await search.refresh();
    const [first] = invented;
    if (first === undefined) {
      throw new Error('no papers');
    }
    papers.put([paperOf('Quokkas at Night', { abstract: 'Quokkas smile.' })]);
    expect((await search.find({ text: 'quokkas', asTyped: true })).total).toBe(0);
    await search.refresh();
    expect((await search.find({ text: 'quokkas' })).total).toBe(1);
    const changed = { abstract: 'Now it is all about wombats.' };
    papers.put([paperOf(rawStringOf(first.storedTitle), { ...changed, id: first.id })]);
    await search.refresh();
    expect((await search.find({ text: 'wombats' })).hits.map(({ id }) => id)).toEqual([first.id]);
    expect((await search.find({ text: '"spill soup"', asTyped: true })).total).toBe(0);
    expect((await search.suggestTitles('kitchen robots')).length).toBe(1);
  });

  it('answers before the first one with nothing', async () => {
    const search = createSearch({ papers: createMemoryPapers(invented) });
    open.push(search);
    expect(await search.find({ text: 'soup' })).toMatchObject({ hits: [], total: 0 });
  });

  it('lets a question finish that was asked before it', async () => {
    const papers = createMemoryPapers(invented);
    const search = createSearch({ papers });
    open.push(search);
    await search.refresh();
    papers.put(Array.from({ length: 30 }, (_, i) => paperOf(`New soup ${i}`)));
    const asked = search.find({ text: 'soup spoons' });
    const refreshed = search.refresh();
    expect((await asked).total).toBeGreaterThan(0);
    await refreshed;
    expect((await search.find({ text: 'soup' })).total).toBeGreaterThan(20);
  });
});

describe('a question under way while papers change', () => {
  /** A search whose engine holds back what it found until it is let go. */
  async function openHeld(papers: MemoryPapers) {
    const held: (() => void)[] = [];
    let holds = false;
    const openLargeEngine = async (): Promise<TermEngine> => {
      const engine = createMiniSearchEngine();
      return {
        ...engine,
        async search(query) {
          const found = await engine.search(query);
          if (holds) {
            await new Promise<void>((resolve) => held.push(resolve));
          }
          return found;
        },
      };
    };
    const search = createSearch({ papers, openLargeEngine, largeFrom: 1, encoder: 'none' });
    open.push(search);
    await search.refresh();
    return {
      search,
      hold: () => {
        holds = true;
      },
      letGo: () => {
        holds = false;
        for (const release of held.splice(0)) {
          release();
        }
      },
    };
  }

  it('finds a paper once, as it is then, and keeps to the filter', async () => {
    const papers = createMemoryPapers(invented);
    const { search, hold, letGo } = await openHeld(papers);
    const [robots] = invented;
    if (robots === undefined) {
      throw new Error('no papers');
    }
    hold();
    const soup = search.find({ text: 'soup' });
    const agents = search.find({ text: 'soup', filter: { topic: 'agents' } });
    papers.put([{ ...robots, abstract: 'Robots spill soup, soup and soup.', topic: 'privacy' }]);
    await search.refresh();
    letGo();
    const ids = (await soup).hits.map(({ id }) => id);
    expect(ids.filter((id) => id === robots.id)).toHaveLength(1);
    expect((await soup).total).toBe(ids.length);
    expect((await agents).hits).toEqual([]);
  });
});

describe('over the engine for large corpora', () => {
  /** Over the index itself, instead of MiniSearch. */
  const large = { largeFrom: 0, encoder: 'none' } as const;

  it.each([
    'soup',
    'robots feedback',
    'tau2 bench',
    'q*',
    '"reward model"',
    'umbrellas -survey',
    'soup OR umbrellas NOT survey',
    'agents AND umbrella',
    'markov decision process',
  ])('finds the same for %s', async (text) => {
    const small = await (await openSearch(invented, { encoder: 'none' })).find({ text });
    const found = await (await openSearch(invented, large)).find({ text });
    expect(found.hits.map(({ id }) => id)).toEqual(small.hits.map(({ id }) => id));
    expect(found.total).toBe(small.total);
  });

  it('keeps to filters', async () => {
    const search = await openSearch(invented, large);
    const { hits } = await search.find({ text: 'soup', filter: { hasCode: true } });
    expect(hits.map(({ id }) => titleOf(id))).toEqual(['Kitchen Robots that Learn from Feedback']);
  });

  it('is chosen too where the corpus outgrows the small one while it is read', async () => {
    const papers = createMemoryPapers(invented.slice(0, 3));
    const arriving: PaperReader = {
      ...papers,
      async *changedPapers(since) {
        yield* papers.changedPapers(since);
        papers.put(invented);
        yield* papers.changedPapers(since);
      },
    };
    let opened = 0;
    const openLargeEngine = () => {
      opened += 1;
      return Promise.resolve(createMiniSearchEngine());
    };
    const search = createSearch({ papers: arriving, openLargeEngine, largeFrom: 4 });
    open.push(search);
    await search.refresh();
    expect(opened).toBe(1);
    const { total } = await (await openSearch(invented)).find({ text: 'soup' });
    expect((await search.find({ text: 'soup' })).total).toBe(total);
  });
});

describe('an index that is kept', () => {
  /** Keeps it in memory. */
  function memoryKeeper(): IndexKeeper & { kept: readonly Uint8Array[] | undefined } {
    return {
      kept: undefined,
      async read() {
        return this.kept;
      },
      async write(sections) {
        this.kept = sections.map((section) => Uint8Array.from(section));
      },
    };
  }

  async function openKept(papers: MemoryPapers, keeper: IndexKeeper, log?: Logger) {
    const search = createSearch({ papers, keeper, ...(log && { log }) });
    open.push(search);
    await search.refresh();
    return search;
  }

  const asked: ((of: Search) => Promise<unknown>)[] = [
    (of) => of.find({ text: 'soup robots', explain: true }),
    (of) => of.find({ text: 'markov decision proces' }),
    (of) => of.find({ text: '"reward model" -survey' }),
    (of) => of.find({ text: 'q*' }),
    (of) => of.topics(),
    (of) => of.keywords(),
    (of) => of.suggestTitles('kit'),
    (of) => of.suggestAuthors('a'),
    (of) => of.browse({ on: '2026-01-01', topics: [], phrases: ['soup'], authors: [], limit: 9 }),
    (of) => of.similar(invented[0]?.id as PaperId),
  ];

  it('answers as the one that was kept, and takes in what changed since', async () => {
    const papers = createMemoryPapers(invented);
    const keeper = memoryKeeper();
    const first = await openKept(papers, keeper);
    await vi.waitUntil(() => keeper.kept);
    const second = await openKept(papers, keeper);
    for (const ask of asked) {
      expect(await ask(second)).toEqual(await ask(first));
    }
    const [robots] = invented;
    papers.put([paperOf(robots?.title ?? '', { abstract: 'About lighthouses.' })]);
    const third = await openKept(papers, keeper);
    expect((await third.find({ text: 'lighthouses' })).hits.map(({ id }) => id)).toEqual([
      robots?.id,
    ]);
    expect((await third.find({ text: 'robots' })).matching).toBe(1);
  });

  it('is kept before topics are guessed, and answers as one that knew them all along', async () => {
    const papers = createMemoryPapers(invented);
    const keeper = memoryKeeper();
    const written: (readonly Uint8Array[])[] = [];
    const first = await openKept(papers, {
      read: async () => undefined,
      write: async (sections) => void written.push(sections),
    });
    await vi.waitUntil(() => written.length === 2);
    [keeper.kept] = written;
    const events: string[] = [];
    const note: Logger['info'] = (_fields, event) => void events.push(event);
    const second = await openKept(papers, keeper, {
      debug: note,
      info: note,
      warn: note,
      error: note,
    });
    expect(events).toEqual(['search index was read']);
    for (const ask of asked) {
      expect(await ask(second)).toEqual(await ask(first));
    }
    expect(await second.topicsOf(invented.map(({ id }) => id))).toEqual(
      await first.topicsOf(invented.map(({ id }) => id)),
    );
  });

  it('is built again where what was kept cannot be read, or belongs to another corpus', async () => {
    const keeper = memoryKeeper();
    await openKept(createMemoryPapers(invented), keeper);
    await vi.waitUntil(() => keeper.kept);
    const other = await openKept(createMemoryPapers(invented.slice(0, 3)), keeper);
    expect((await other.find({ text: 'soup', limit: 100 })).searched).toBe(3);
    keeper.kept = [Buffer.from('{')];
    const events: string[] = [];
    const note: Logger['info'] = (_fields, event) => void events.push(event);
    const log = { debug: note, info: note, warn: note, error: note };
    const search = await openKept(createMemoryPapers(invented), keeper, log);
    expect(await search.find({ text: 'soup' })).toEqual(
      await (await openSearch(invented)).find({ text: 'soup' }),
    );
    expect(events[0]).toBe('search index could not be read, and is built again');
  });
});

describe('while keywords are counted', () => {
  it('suggests none after a second, and suggests them once they are counted', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const abstract = 'Reward models taste soup, and we compare reward models of soup.';
    const papers = createMemoryPapers([
      paperOf('Reward Models for Soup', { abstract }),
      paperOf('Soup for Reward Models', { abstract }),
    ]);
    let goOn = () => {};
    let isSlow = false;
    const slow: PaperReader = {
      ...papers,
      async papers(ids) {
        if (isSlow) {
          await new Promise<void>((resolve) => {
            goOn = resolve;
          });
        }
        return papers.papers(ids);
      },
    };
    const search = createSearch({ papers: slow, encoder: 'none' });
    open.push(search);
    await search.refresh();
    isSlow = true;
    const suggested = search.suggestKeywords('');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await suggested).toEqual([]);
    isSlow = false;
    goOn();
    expect(await search.suggestKeywords('')).not.toEqual([]);
  });
});

describe('while the first index is built', () => {
  it('answers from the papers that are there, and says how many there will be', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const papers = createMemoryPapers(invented);
    let goOn = () => {};
    let noteTaken = () => {};
    const taken = new Promise<void>((resolve) => {
      noteTaken = resolve;
    });
    const slow: PaperReader = {
      ...papers,
      async *changedPapers() {
        yield invented.slice(0, 4);
        await new Promise<void>((resolve) => {
          goOn = resolve;
          noteTaken();
        });
        yield invented.slice(4);
      },
    };
    const search = createSearch({ papers: slow, encoder: 'none' });
    open.push(search);
    const refreshed = search.refresh();
    const asked = search.find({ text: 'soup', limit: 100 });
    await taken;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await asked).toMatchObject({ searched: 4, of: invented.length });
    const waiting = search.similar(invented[0]?.id as PaperId);
    goOn();
    await refreshed;
    expect(await waiting).not.toEqual([]);
    const { searched, of } = await search.find({ text: 'soup' });
    expect([searched, of]).toEqual([invented.length, undefined]);
  });
});
