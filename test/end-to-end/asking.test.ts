import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { isPrivate, textOf, titlesOf } from './read-message.ts';

const day = new Date().toISOString().slice(0, 10);
const records = [
  {
    id: '2611.04321',
    title: 'Sundials for Submarines',
    abstract:
      'A sundial below water. Its shadows are re-ranked. Code: https://github.com/deep-lab/dial.',
    authors: ['Orla Quistgaard', 'Ada Example'],
    listings: [{ page: day, rank: 1 }],
  },
  {
    title: 'Gnomons without Shadows',
    abstract: 'Gnomons relate to relatives and relations. RAG is used with reranking.',
    authors: ['Quistgaard, O.'],
    links: ['https://doi.org/10.5555/gnomon.7', 'https://github.com/deep-lab/dial'],
    listings: [{ page: day, rank: 2 }],
  },
  {
    title: 'A Rag under the Sundial',
    abstract: 'An old rag keeps sundials dry when it rains on submarines and on gnomons.',
    authors: ['Finn Tallow'],
    listings: [{ page: day, rank: 3 }],
  },
];
const namesakes = [
  { id: '2604.00007', title: 'Welcome', abstract: 'What the spring meeting is about.' },
  { id: '2610.00008', title: 'Welcome', abstract: 'What the autumn meeting is about.' },
];
const [sundials = '', gnomons = '', rag = ''] = records.map(({ title }) => title);

let bot: TestBot;

async function importRecords(some: readonly object[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-asking-'));
  const file = join(folder, 'records.jsonl');
  writeFileSync(file, some.map((record) => JSON.stringify(record)).join('\n'));
  await bot.offprint.importPaths([file]);
  rmSync(folder, { recursive: true });
}

beforeAll(async () => {
  bot = await openTestBot();
  await importRecords([...records, ...namesakes]);
});

afterEach(() => {
  expect(bot.discord.violations).toEqual([]);
});

afterAll(() => bot.close());

const run = (command: string, options: Readonly<Record<string, string>>) =>
  bot.discord.person('ada').runCommand('papers', command, options).message();

describe('/search', () => {
  it.each([
    ['2611.04321v2', [sundials]],
    ['https://arxiv.org/pdf/2611.04321', [sundials]],
    ['doi:10.5555/GNOMON.7', [gnomons]],
    ['github.com/deep-lab/dial/', [sundials, gnomons]],
    ['sundial AND rag', [rag]],
    ['sundial NOT rag', [sundials]],
    ['"keeps sundials dry', [rag]],
  ])('%s finds what it means and nothing else', async (query, titles) => {
    const answer = await run('search', { query });
    expect(titlesOf(answer).toSorted()).toEqual([...titles].toSorted());
  });

  it('puts the papers of an author first and says so', async () => {
    const answer = await run('search', { query: 'Orla Quistgaard' });
    expect(titlesOf(answer).slice(0, 2).toSorted()).toEqual([gnomons, sundials].toSorted());
    expect(textOf(answer)).toContain('the first 2 are by Orla Quistgaard');
  });

  it('answers truthfully where no paper has the number, DOI or address', async () => {
    for (const [query, sentence] of [
      ['arXiv:2611.99999', 'No paper in Offprint has the arXiv number 2611.99999.'],
      ['https://doi.org/10.5555/none', 'No paper in Offprint has the DOI 10.5555/none.'],
      [
        'https://github.com/nobody/nothing',
        'No paper in Offprint links to https://github.com/nobody/nothing',
      ],
    ] as const) {
      const answer = await run('search', { query });
      expect(textOf(answer)).toContain(sentence);
      expect(titlesOf(answer)).toEqual([]);
    }
  });

  it.each(['sundial OR', 'AND sundial', '-sundial', '(sundial OR rag', '""'])(
    'refuses %s privately, in a sentence',
    async (query) => {
      const answer = await run('search', { query });
      expect(isPrivate(answer)).toBe(true);
      expect(titlesOf(answer)).toEqual([]);
      expect(textOf(answer)).toMatch(/needs a word|only excludes|parenthes|Type a few/);
    },
  );

  it('offers what is typed, authors and titles', async () => {
    const offer = (typed: string) =>
      bot.discord.person('ada').autocomplete('papers', 'search', 'query', typed);
    const choices = await offer('quist');
    expect(choices.slice(0, 2)).toEqual([
      { name: 'quist', value: 'quist' },
      { name: 'Orla Quistgaard (author, 2 papers)', value: 'Orla Quistgaard' },
    ]);
    expect(choices).toEqual(
      expect.arrayContaining([sundials, gnomons].map((title) => ({ name: title, value: title }))),
    );
    expect((await offer('2611.04321')).at(-1)).toEqual({ name: sundials, value: sundials });
    expect(await offer('')).toEqual([]);
  });
});

describe('/paper and /similar', () => {
  it.each(['2611.04321', 'https://www.alphaxiv.org/abs/2611.04321', 'sundials for SUBMARINES'])(
    'take %s',
    async (title) => {
      expect(textOf(await run('paper', { title }))).toContain(sundials);
      expect(textOf(await run('similar', { title }))).toContain(`Papers similar to *${sundials}*`);
      const choices = await bot.discord
        .person('ada')
        .autocomplete('papers', 'paper', 'title', title);
      expect(choices[0]?.name).toBe(sundials);
    },
  );

  it('tell apart several papers with one address or author', async () => {
    for (const title of ['https://github.com/deep-lab/dial', 'Orla Quistgaard']) {
      const list = await run('paper', { title });
      expect(titlesOf(list).slice(0, 2).toSorted()).toEqual([gnomons, sundials].toSorted());
      expect(textOf(list)).not.toContain('No paper is titled');
      expect(textOf(await run('similar', { title }))).toContain('Type the title of one');
    }
  });

  it('say that no paper has a number', async () => {
    for (const command of ['paper', 'similar']) {
      const answer = await run(command, { title: 'https://arxiv.org/abs/2611.99999' });
      expect(textOf(answer)).toContain('No paper in Offprint has the arXiv number 2611.99999.');
    }
  });
});

it('follows a keyword by its own inflections, and gives the words of the paper as the reason', async () => {
  const zone = { time: '9', time_zone: 'UTC' };
  expect(textOf(await run('follow keyword', { keyword: 'relativity', ...zone }))).toContain(
    'So far 0 papers match.',
  );
  expect(textOf(await run('follow keyword', { keyword: 'reranking' }))).toContain(
    'So far 2 papers match.',
  );
  await run('digest setup', { ...zone, keywords: 'relativity, reranking, RAG', exclude: 'organ' });
  const preview = textOf(await run('digest preview', {}));
  expect(preview).toContain('mentions “re-ranked”');
  expect(preview).toContain('mentions “reranking”, “RAG”');
  expect(preview).not.toContain(rag);
});

describe('/saved', () => {
  beforeAll(async () => {
    for (const title of [sundials, rag]) {
      const card = await run('paper', { title });
      await bot.discord.person('ada').press(card, 'Save').message();
    }
  });

  it('finds saved papers by number, name and what AND, OR and NOT ask for', async () => {
    const found = async (query: string) => textOf(await run('saved search', { query }));
    expect(await found('arxiv.org/abs/2611.04321')).toContain(sundials);
    expect(await found('2611.04321')).not.toContain(rag);
    expect(await found('Finn Tallow')).toContain(rag);
    expect(await found('sundial -rag')).not.toContain(rag);
    expect(await found('sundial OR')).toContain('OR needs a word on both sides');
  });

  it('shows both papers that share a title, and each by its number', async () => {
    const both = await run('paper', { title: 'welcome' });
    expect(textOf(both)).toContain('2 papers are titled');
    expect(titlesOf(both)).toEqual(['Welcome', 'Welcome']);
    expect(textOf(await run('paper', { title: '2610.00008' }))).toContain('autumn');
    expect(textOf(await run('similar', { title: 'welcome' }))).toMatch(
      /2 papers have this title.*2604\.00007, 2610\.00008/,
    );
  });

  it('takes a number, an address or an author where it takes a paper', async () => {
    const tagged = await run('saved tag', { paper: 'arXiv:2611.04321', tags: 'dials' });
    expect(textOf(tagged)).toContain(sundials);
    // Two papers carry it, of which one is saved.
    const opened = await run('saved open', { paper: 'https://github.com/deep-lab/dial' });
    expect(textOf(opened)).toContain(sundials);
    const offer = (typed: string) =>
      bot.discord.person('ada').autocomplete('papers', 'saved open', 'paper', typed);
    expect((await offer('2611.04321v1')).map(({ name }) => name)).toEqual([sundials]);
    expect((await offer('tallow')).map(({ name }) => name)).toEqual([rag]);
    const missing = await run('saved remove', { paper: '2611.99999' });
    expect(textOf(missing)).toContain('No paper in Offprint has the arXiv number 2611.99999.');
  });
});

it('says that a followed keyword matches many papers without counting all of them', async () => {
  await importRecords(
    Array.from({ length: 600 }, (_, at) => ({
      title: `Quinces of Garden ${at}`,
      abstract: 'Jam.',
    })),
  );
  expect(textOf(await run('follow keyword', { keyword: 'quinces' }))).toContain(
    'So far more than 500 papers match.',
  );
});
