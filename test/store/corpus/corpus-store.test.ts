import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorpusStore } from '../../../src/corpus/corpus-store.ts';
import type { Paper } from '../../../src/corpus/paper.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

async function paper(corpus: CorpusStore, title: string): Promise<Paper> {
  const found = await corpus.paperByTitle(title);
  if (!found) {
    throw new Error(`No paper “${title}”.`);
  }
  return found;
}

async function allPapers(corpus: CorpusStore, since = 0): Promise<Paper[]> {
  const papers: Paper[] = [];
  for await (const batch of corpus.changedPapers(since)) {
    papers.push(...batch);
  }
  return papers;
}

async function revisionOf(corpus: CorpusStore): Promise<number> {
  return (await corpus.overview()).revision;
}

describeEngines((engine) => {
  describe('a page', () => {
    it('gives its papers and listings in its order', async () => {
      const { corpus } = await openTestStore({ engine });
      const outcome = await corpus.importPage(
        pageOf([{ title: 'First', abstract: 'One.' }, 'Second'], {
          name: 'sep.txt',
          date: '2025-09-09',
        }),
      );
      expect(outcome.page).toBe('new');
      expect(outcome.papers.map(({ known }) => known)).toEqual([false, false]);
      expect(await corpus.papers(outcome.papers.map(({ id }) => id))).toMatchObject([
        {
          id: outcome.papers[0]?.id,
          title: 'First',
          abstract: 'One.',
          keywords: [],
          links: [],
          authors: [],
          listings: [{ page: 'sep.txt', date: '2025-09-09', inferred: true, rank: 1 }],
        },
        {
          id: outcome.papers[1]?.id,
          title: 'Second',
          keywords: [],
          links: [],
          authors: [],
          listings: [{ page: 'sep.txt', date: '2025-09-09', inferred: true, rank: 2 }],
        },
      ]);
    });

    it('changes nothing when it is imported again', async () => {
      const { corpus } = await openTestStore({ engine });
      const page = pageOf([{ title: 'First', abstract: 'One.', links: ['https://a.example'] }], {
        date: '2025-09-09',
      });
      await corpus.importPage(page);
      const before = await allPapers(corpus);
      const revision = await revisionOf(corpus);

      const again = await corpus.importPage({ ...page, name: 'copy.txt', date: '2026-09-09' });
      expect(again).toMatchObject({ page: 'known', papers: [{ known: true }], warnings: [] });
      expect(await allPapers(corpus)).toEqual(before);
      expect(await revisionOf(corpus)).toBe(revision);
    });

    it('takes a stated date, and says so once', async () => {
      const { corpus } = await openTestStore({ engine });
      const page = pageOf(['First'], { date: '2026-09-09' });
      const stated = { ...page, date: '2025-09-09', dateIs: 'stated' } as const;
      await corpus.importPage(page);

      expect(await corpus.importPage(stated)).toMatchObject({
        page: 'corrected',
        corrected: { from: '2026-09-09', to: '2025-09-09' },
      });
      const { listings } = await paper(corpus, 'First');
      expect(listings).toEqual([
        { page: 'page.txt', date: '2025-09-09', inferred: false, rank: 1 },
      ]);
      expect((await corpus.importPage(stated)).page).toBe('known');
      expect((await corpus.overview()).newestPage).toBe('2025-09-09');
    });

    it('takes a stated date where it had none', async () => {
      const { corpus } = await openTestStore({ engine });
      const page = pageOf(['First']);
      await corpus.importPage(page);
      expect(
        await corpus.importPage({ ...page, date: '2025-10-02', dateIs: 'stated' }),
      ).toMatchObject({ page: 'corrected', corrected: { to: '2025-10-02' } });
    });

    it('is no longer inferred once its own date is stated', async () => {
      const { corpus } = await openTestStore({ engine });
      const page = pageOf(['First'], { date: '2025-09-09' });
      await corpus.importPage(page);
      const before = await revisionOf(corpus);
      expect((await corpus.importPage({ ...page, dateIs: 'stated' })).page).toBe('known');
      expect((await paper(corpus, 'First')).listings[0]?.inferred).toBe(false);
      expect(await allPapers(corpus, before)).toHaveLength(1);
    });

    it('keeps a stated year against one that was worked out', async () => {
      const { corpus } = await openTestStore({ engine });
      const page = pageOf(['First'], { date: '2025-09-09', dateIs: 'stated' });
      await corpus.importPage(page);
      await corpus.importPage({ ...page, date: '2026-09-09', dateIs: 'inferred' });
      expect((await paper(corpus, 'First')).listings).toMatchObject([
        { date: '2025-09-09', inferred: false },
      ]);
    });

    it('joins its starter page: its year stays, abstracts come, and no listing', async () => {
      const { corpus } = await openTestStore({ engine });
      const starter = pageOf([{ title: 'First', tldr: 'Ours.', topic: 'agents' }, 'Second'], {
        name: 'starter',
        date: '2025-09-09',
        dateIs: 'stated',
      });
      await corpus.importPage(starter);
      const before = await revisionOf(corpus);
      const outcome = await corpus.importPage({
        ...starter,
        name: 'real.txt',
        date: '2026-09-09',
        dateIs: 'inferred',
        entries: [
          { title: 'First', abstract: 'One.' },
          { title: 'Second', abstract: 'Two.' },
        ],
      });
      expect(outcome).toMatchObject({ page: 'known', warnings: [] });
      expect(await paper(corpus, 'First')).toMatchObject({
        abstract: 'One.',
        tldr: 'Ours.',
        topic: 'agents',
        listings: [{ date: '2025-09-09', rank: 1 }],
      });
      expect(await allPapers(corpus, before)).toHaveLength(2);
      expect(await corpus.overview()).toMatchObject({ papers: 2, listings: 2, pages: 1 });
    });

    it('lists a paper once, at its first place', async () => {
      const { corpus } = await openTestStore({ engine });
      const outcome = await corpus.importPage(pageOf(['First', 'Second', 'FIRST', 'Third']));
      expect(outcome.papers).toHaveLength(3);
      expect(outcome.warnings).toEqual([
        { file: 'page.txt', message: expect.stringContaining('“FIRST” is on this page twice') },
      ]);
      expect((await paper(corpus, 'First')).listings.map(({ rank }) => rank)).toEqual([1]);
      expect((await paper(corpus, 'Third')).listings.map(({ rank }) => rank)).toEqual([4]);
    });

    it('is not kept in part when one of its entries cannot be', async () => {
      const { corpus } = await openTestStore({ engine });
      const before = await corpus.overview();
      await expect(corpus.importPage(pageOf(['First', ' ']))).rejects.toThrow();
      await expect(corpus.importPage(pageOf(['First'], { date: '2025-02-30' }))).rejects.toThrow();
      expect(await corpus.overview()).toEqual(before);
    });
  });

  describe('a paper', () => {
    it('has its listings oldest first, undated last', async () => {
      const { corpus } = await openTestStore({ engine });
      await corpus.importPage(pageOf(['P'], { name: 'none' }));
      await corpus.importPage(pageOf(['P'], { name: 'late', date: '2025-09-24' }));
      await corpus.importPage(pageOf(['P'], { name: 'early', date: '2025-08-07' }));
      const { listings } = await paper(corpus, 'P');
      expect(listings.map(({ page }) => page)).toEqual(['early', 'late', 'none']);
    });

    it.each([
      [['2025-09-24', '2025-08-07', undefined], '2025-09-24'],
      [[undefined, '2025-08-07', '2025-09-24'], '2025-09-24'],
      [['2025-08-07', undefined], '2025-08-07'],
    ])('shows the abstract of its newest page, of pages imported as %j', async (dates, newest) => {
      const { corpus } = await openTestStore({ engine });
      const outcomes = [];
      for (const date of dates) {
        const entry = { title: 'P', abstract: `Of ${date}.` };
        outcomes.push(await corpus.importPage(pageOf([entry], date === undefined ? {} : { date })));
      }
      expect((await paper(corpus, 'P')).abstract).toBe(`Of ${newest}.`);
      expect(outcomes.map(({ warnings }) => warnings.length)).toEqual(
        outcomes.map((_, index) => Math.min(index, 1)),
      );
      expect(outcomes[1]?.warnings[0]?.message).toContain('a different abstract');
    });

    it('shows another abstract once a corrected year makes its page the newest', async () => {
      const { corpus } = await openTestStore({ engine });
      const late = pageOf([{ title: 'P', abstract: 'Of September.' }], { date: '2024-09-24' });
      await corpus.importPage(late);
      await corpus.importPage(
        pageOf([{ title: 'P', abstract: 'Of August.' }], { date: '2025-08-07' }),
      );
      expect((await paper(corpus, 'P')).abstract).toBe('Of August.');
      await corpus.importPage({ ...late, date: '2025-09-24', dateIs: 'stated' });
      expect((await paper(corpus, 'P')).abstract).toBe('Of September.');
    });

    it('keeps one abstract where two differ in white space alone', async () => {
      const { corpus } = await openTestStore({ engine });
      await corpus.importPage(pageOf([{ title: 'P', abstract: 'One two.' }]));
      const outcome = await corpus.importPage(
        pageOf([{ title: 'P', abstract: 'One\n two. ' }], { date: '2025-08-07' }),
      );
      expect(outcome.warnings).toEqual([]);
      expect((await paper(corpus, 'P')).abstract).toBe('One two.');
    });

    it('shows an abstract of a page before one of a bare record', async () => {
      const { corpus } = await openTestStore({ engine });
      await corpus.importPage(pageOf([{ title: 'P', abstract: 'Of a page.' }]));
      await corpus.importRecords('more.jsonl', [{ title: 'P', abstract: 'Of a record.' }]);
      expect((await paper(corpus, 'P')).abstract).toBe('Of a page.');
    });

    it('takes what a later record states and keeps what it leaves out', async () => {
      const { corpus } = await openTestStore({ engine });
      const first = {
        title: 'P',
        tldr: 'Short.',
        topic: 'agents',
        keywords: ['a', 'b'],
        links: ['https://a.example'],
        authors: ['Ada'],
        arxivId: '2401.00001',
      };
      await corpus.importRecords('first.jsonl', [first]);
      await corpus.importRecords('then.jsonl', [
        { title: 'p', tldr: 'Better.', topic: ' ', keywords: [], links: ['https://b.example'] },
      ]);
      expect(await paper(corpus, 'P')).toMatchObject({
        ...first,
        tldr: 'Better.',
        links: ['https://a.example', 'https://b.example'],
      });
    });

    it('is given in the order asked; an unknown one is left out', async () => {
      const { corpus } = await openTestStore({ engine });
      const { papers } = await corpus.importPage(pageOf(['A', 'B', 'C']));
      const ids = papers.map(({ id }) => id).reverse();
      const found = await corpus.papers([...ids, 'nobody' as (typeof ids)[number]]);
      expect(found.map(({ title }) => title)).toEqual(['C', 'B', 'A']);
      expect(await corpus.paperByTitle('nobody')).toBeUndefined();
    });
  });

  describe('changes', () => {
    it('are given since a revision, all of them, across batches', async () => {
      const { corpus } = await openTestStore({ engine });
      const titles = Array.from({ length: 1234 }, (_, index) => `Paper ${index}`);
      await corpus.importPage(pageOf(titles));
      const first = await revisionOf(corpus);
      await corpus.importRecords('few.jsonl', [
        { title: 'Paper 7', tldr: 'Changed.' },
        { title: 'Paper 8' },
        { title: 'Another' },
      ]);
      const everything = await allPapers(corpus);
      expect(everything.map(({ title }) => title).sort()).toEqual([...titles, 'Another'].sort());
      expect((await allPapers(corpus, first)).map(({ title }) => title).sort()).toEqual([
        'Another',
        'Paper 7',
      ]);
      expect(await allPapers(corpus, await revisionOf(corpus))).toEqual([]);
    });

    it('hold whatever is imported in whatever order and however often', async () => {
      const titles = ['A', 'B', 'C', 'D', 'E'];
      const dates = ['2025-08-07', '2025-08-29', '2025-09-09', undefined];
      const aPage = fc.record({
        titles: fc.uniqueArray(fc.constantFrom(...titles), { minLength: 1 }),
        date: fc.constantFrom(...dates),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(aPage, { maxLength: 8 }), async (pages) => {
          const { corpus } = await openTestStore({ engine });
          const records = pages.map(({ titles: onPage, date }) =>
            pageOf(
              onPage.map((title) => ({ title, abstract: `Of ${title}.` })),
              date === undefined ? {} : { date },
            ),
          );
          for (const record of records) {
            await corpus.importPage(record);
          }
          const before = await revisionOf(corpus);
          for (const record of records.toReversed()) {
            await corpus.importPage(record);
          }

          const unique = new Map(records.map((record) => [record.signature, record]));
          const listed = [...unique.values()].flatMap((record) =>
            record.entries.map((entry, index) => [entry.title, record.date, index + 1]),
          );
          const kept = (await allPapers(corpus)).flatMap((each) =>
            each.listings.map(({ date, rank }) => [each.title, date, rank]),
          );
          expect(kept.map(String).sort()).toEqual(listed.map(String).sort());
          expect(await revisionOf(corpus)).toBe(before);
        }),
        // A database of PostgreSQL takes half a second to make.
        { seed: 20261121, numRuns: engine.name === 'SQLite' ? 60 : 5 },
      );
    });
  });

  it('remembers when the last import ended', async () => {
    const { corpus } = await openTestStore({ engine });
    expect((await corpus.overview()).lastImport).toBeUndefined();
    await corpus.noteImport('2026-11-21T12:00:00.000Z');
    expect((await corpus.overview()).lastImport).toBe('2026-11-21T12:00:00.000Z');
  });
});
