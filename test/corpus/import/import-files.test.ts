import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type {
  ImportOptions,
  ImportProgress,
  SavedFile,
} from '../../../src/corpus/import/import.ts';
import { importFiles } from '../../../src/corpus/import/import-files.ts';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { openTestStore } from '../../store/open-test-store.ts';
import { inventedPapers, pageWithDate, pageWithoutDate } from '../page/invented-page.ts';
import { needsRealPages, realPages, withoutRealPages } from '../real-pages.ts';

const clock = { now: () => new Date('2026-11-21T12:00:00Z') };
const october = new Date('2025-10-01T00:00:00Z');
const starter = readFileSync(new URL('../../../data/starter.jsonl', import.meta.url), 'utf8');

function file(
  name: string,
  content: string | Uint8Array,
  rest: Partial<SavedFile> = {},
): SavedFile {
  return {
    name,
    path: `pages/${name}`,
    modifiedAt: october,
    read: async () => Buffer.from(content),
    ...rest,
  };
}

async function* each(files: readonly SavedFile[]) {
  yield* files;
}

async function openImport() {
  const { corpus: store } = await openTestStore();
  const run = (files: readonly SavedFile[], rest: Partial<ImportOptions> = {}) =>
    importFiles({ store, clock, files: each(files), ...rest });
  const listingsOf = async (title: string) => (await store.paperByTitle(title))?.listings;
  return { store, run, listingsOf };
}

const [kettle, pancakes] = inventedPapers;
if (!kettle || !pancakes) {
  throw new Error('There are invented papers.');
}
const page = pageWithDate(inventedPapers);

describe.skipIf(withoutRealPages)(`importFiles ${needsRealPages}`, () => {
  const files = () => realPages().map(({ name, text }) => file(name, text));

  it('reads 5 pages, 553 listings and 474 papers into an empty store, and again without a change', async () => {
    const { store, run } = await openImport();
    const summary = await run(files(), { statedYear: 2025 });
    expect(summary).toEqual({
      pages: 5,
      listings: 553,
      papers: { new: 474, known: 0 },
      warnings: [],
      refused: [],
    });
    const before = await store.overview();
    expect(before).toMatchObject({
      papers: 474,
      listings: 553,
      pages: 5,
      newestPage: '2025-09-24',
    });
    expect(await run(files(), { statedYear: 2025 })).toMatchObject({
      pages: 5,
      listings: 553,
      papers: { new: 0, known: 474 },
    });
    expect(await store.overview()).toMatchObject({ revision: before.revision });
  });

  it('joins the pages of the starter: no new paper or listing, all abstracts, its years', async () => {
    const { store, run } = await openImport();
    expect(await run([file('starter.jsonl', starter)])).toMatchObject({
      pages: 5,
      listings: 553,
      papers: { new: 474, known: 0 },
    });
    const nextYear = files().map((saved) => ({ ...saved, modifiedAt: new Date('2026-12-01') }));
    expect(await run(nextYear)).toEqual({
      pages: 5,
      listings: 553,
      papers: { new: 0, known: 474 },
      warnings: [],
      refused: [],
    });
    expect(await store.overview()).toMatchObject({
      papers: 474,
      listings: 553,
      newestPage: '2025-09-24',
    });
    for await (const papers of store.changedPapers(0)) {
      for (const paper of papers) {
        expect(paper.abstract).toBeDefined();
        expect(paper.tldr).toBeDefined();
      }
    }
  });
});

describe('importFiles', () => {
  it('keeps pages with their dates and ranks, links too', async () => {
    const { store, run, listingsOf } = await openImport();
    const summary = await run([
      file('a.txt', page),
      file('b.txt', pageWithoutDate(inventedPapers.slice(1))),
    ]);
    expect(summary).toEqual({
      pages: 2,
      listings: 11,
      papers: { new: 6, known: 0 },
      warnings: [],
      inferredYears: [{ file: 'a.txt', date: '2025-09-09' }],
      refused: [],
    });
    // What is imported again is not told again.
    expect(await run([file('a.txt', page)])).not.toHaveProperty('inferredYears');
    expect(await listingsOf(pancakes.title)).toEqual([
      { page: 'a.txt', date: '2025-09-09', inferred: true, rank: 2 },
      { page: 'b.txt', inferred: false, rank: 1 },
    ]);
    expect(await store.paperByTitle(kettle.title)).toMatchObject({
      id: paperIdOf(kettle.title),
      abstract: kettle.abstract,
      links: ['https://github.com/invented-lab/kettle'],
    });
    expect(await store.overview()).toMatchObject({ lastImport: '2026-11-21T12:00:00.000Z' });
  });

  it('counts a paper as known only if it was in the store before the import', async () => {
    const { run } = await openImport();
    await run([file('a.txt', pageWithDate([kettle]))]);
    const summary = await run([
      file('b.txt', pageWithDate([kettle, pancakes], 'Sep 10')),
      file('c.txt', pageWithDate([pancakes, kettle], 'Sep 11')),
    ]);
    expect(summary).toMatchObject({ pages: 2, listings: 4, papers: { new: 1, known: 1 } });
  });

  it('knows a page again whatever its bytes, and counts it once in an import', async () => {
    const { store, run } = await openImport();
    const crlf = `\uFEFF${page.replaceAll('\n', ' \r\n')}`;
    const summary = await run([file('a.txt', page), file('copy.txt', crlf)]);
    expect(summary).toMatchObject({ pages: 1, listings: 6 });
    expect(summary.warnings).toEqual([
      { file: 'copy.txt', message: 'This is the same page as a.txt, so it was imported once.' },
    ]);
    const { revision } = await store.overview();
    await run([file('d.txt', crlf)]);
    expect(await store.overview()).toMatchObject({ revision, pages: 1, listings: 6 });
  });

  it.each<[string, Partial<ImportOptions>, Partial<SavedFile>, string]>([
    ['a stated year', { statedYear: 2023 }, {}, '2023-09-09'],
    ['a stated day', { savedOn: '2024-09-10' }, {}, '2024-09-09'],
    ['a day in pages.json', {}, { savedOn: '2024-09-10' }, '2024-09-09'],
    [
      'a stated day before that in pages.json',
      { savedOn: '2022-09-09' },
      { savedOn: '2024-09-10' },
      '2022-09-09',
    ],
  ])('dates a page by %s', async (_, options, rest, date) => {
    const { run, listingsOf } = await openImport();
    await run([file('a.txt', page, rest)], options);
    expect(await listingsOf(kettle.title)).toEqual([
      { page: 'a.txt', date, inferred: false, rank: 1 },
    ]);
  });

  it('corrects a known page when a year is stated, and says so', async () => {
    const { run, listingsOf } = await openImport();
    await run([file('a.txt', page)]);
    const summary = await run([file('a.txt', page)], { statedYear: 2024 });
    expect(summary).toMatchObject({ pages: 1, listings: 6, papers: { new: 0, known: 6 } });
    expect(summary.warnings).toEqual([
      {
        file: 'a.txt',
        message: 'The page and its listings are now dated 2024-09-09, not 2025-09-09.',
      },
    ]);
    expect(await listingsOf(kettle.title)).toEqual([
      { page: 'a.txt', date: '2024-09-09', inferred: false, rank: 1 },
    ]);
    await run([file('a.txt', page, { modifiedAt: new Date('2026-10-01') })]);
    expect((await listingsOf(kettle.title))?.[0]?.date).toBe('2024-09-09');
  });

  it('gives a page without a date none, and says so when a day was stated', async () => {
    const { run, listingsOf } = await openImport();
    const undated = file('a.txt', pageWithoutDate([kettle]));
    expect((await run([undated], { statedYear: 2025 })).warnings).toEqual([]);
    expect((await run([undated], { savedOn: '2025-09-09' })).warnings).toHaveLength(1);
    expect(await listingsOf(kettle.title)).toEqual([{ page: 'a.txt', inferred: false, rank: 1 }]);
  });

  it('refuses what is no page and goes on', async () => {
    const { run } = await openImport();
    const unreadable = async () => {
      throw new Error('permission denied');
    };
    const files = [
      file('empty.txt', ''),
      file('paper.pdf', '%PDF-1.7'),
      file('README.md', page),
      file('.hidden', page),
      file('pages.json', '{}'),
      file('shopping.txt', 'Milk\nBread'),
      file('bad.jsonl', 'no json'),
      file('secret.txt', page, { read: unreadable }),
      file('good.txt', page),
    ];
    const summary = await run(files);
    expect(summary).toMatchObject({ pages: 1, listings: 6 });
    expect(summary.refused).toEqual(files.slice(0, -1).map(({ path }) => path));
    for (const { name } of files.slice(0, -1)) {
      expect(summary.warnings).toContainEqual(
        expect.objectContaining({ file: name, message: expect.stringMatching(/\.$/) }),
      );
    }
    expect(summary.warnings.find(({ file }) => file === 'secret.txt')?.message).toContain(
      'permission denied',
    );
  });

  it('reads records, with and without pages', async () => {
    const { store, run, listingsOf } = await openImport();
    const records = [
      { title: 'On No Page', text: 'Words.', keywords: ['words'] },
      { title: 'On a Page', tldr: 'Short.', listings: [{ page: '2025-09-09', rank: 1 }] },
    ].map((record) => JSON.stringify(record));
    const summary = await run([file('a.jsonl', records.join('\n'))]);
    expect(summary).toEqual({
      pages: 1,
      listings: 1,
      papers: { new: 2, known: 0 },
      warnings: [],
      refused: [],
    });
    expect(await store.paperByTitle('on no page')).toMatchObject({
      abstract: 'Words.',
      keywords: ['words'],
      listings: [],
    });
    expect(await listingsOf('On a Page')).toEqual([
      { page: 'a.jsonl (2025-09-09)', date: '2025-09-09', inferred: false, rank: 1 },
    ]);
  });

  it('keeps both abstracts of a title and says so', async () => {
    const { store, run } = await openImport();
    const summary = await run([
      file('a.txt', pageWithDate([kettle], 'Sep 9')),
      file('b.txt', pageWithDate([{ ...kettle, abstract: pancakes.abstract }], 'Sep 10')),
    ]);
    expect(summary.warnings).toEqual([
      { file: 'b.txt', message: expect.stringContaining('a different abstract') },
    ]);
    expect(await store.paperByTitle(kettle.title)).toMatchObject({ abstract: pancakes.abstract });
  });

  it('tells the first warnings of a file and counts the rest', async () => {
    const { run } = await openImport();
    const lines = ['{"title": "Good"}', ...Array.from({ length: 80 }, () => 'bad')];
    const { warnings } = await run([file('a.jsonl', lines.join('\n'))]);
    expect(warnings).toHaveLength(51);
    expect(warnings.at(-1)).toEqual({ file: 'a.jsonl', message: 'And 30 more like these.' });
  });

  it('reports progress after each page and each batch of records', async () => {
    const { run } = await openImport();
    const progress: ImportProgress[] = [];
    const records = Array.from({ length: 1200 }, (_, at) =>
      JSON.stringify({ title: `Record ${at} of Many` }),
    );
    await run([file('a.txt', page), file('b.jsonl', records.join('\n'))], {
      onProgress: (step) => progress.push(step),
    });
    expect(progress).toEqual([
      { file: 'a.txt', files: 1, pages: 1, listings: 6, papers: 6 },
      { file: 'b.jsonl', files: 2, pages: 1, listings: 6, papers: 506 },
      { file: 'b.jsonl', files: 2, pages: 1, listings: 6, papers: 1006 },
      { file: 'b.jsonl', files: 2, pages: 1, listings: 6, papers: 1206 },
    ]);
  });

  it('keeps what it had read when the source fails', async () => {
    const { store } = await openImport();
    async function* broken() {
      yield file('a.txt', page);
      throw new Error('the disk is gone');
    }
    await expect(importFiles({ store, clock, files: broken() })).rejects.toThrow(
      'the disk is gone',
    );
    const overview = await store.overview();
    expect(overview).toMatchObject({ pages: 1, listings: 6 });
    expect(overview.lastImport).toBeUndefined();
  });

  it('lets others work between two pages', async () => {
    const { run } = await openImport();
    let turns = 0;
    const count = () => {
      turns += 1;
      immediate = setImmediate(count);
    };
    let immediate = setImmediate(count);
    const days = Array.from({ length: 20 }, (_, at) =>
      pageWithDate(inventedPapers, `Sep ${at + 1}`),
    );
    await run(days.map((text, at) => file(`${at}.txt`, text)));
    clearImmediate(immediate);
    expect(turns).toBeGreaterThanOrEqual(days.length);
  });
});
