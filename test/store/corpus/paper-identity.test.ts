import { describe, expect, it } from 'vitest';
import type { PaperRecord } from '../../../src/corpus/corpus-store.ts';
import type { Paper, PaperId } from '../../../src/corpus/paper.ts';
import { askedFor, reactionPutOn, writtenOn } from '../../../src/library/saves/save-rules.ts';
import { createSearch } from '../../../src/search/create-search.ts';
import type { Store } from '../../../src/store/store.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const now = new Date('2026-10-21T09:00:00Z');
const server = '4711';

async function all(store: Store): Promise<Paper[]> {
  const papers: Paper[] = [];
  for await (const batch of store.corpus.changedPapers(0)) {
    papers.push(...batch);
  }
  return papers;
}

async function idOf(store: Store, title: string): Promise<PaperId> {
  const paper = await store.corpus.paperByTitle(title);
  if (!paper) {
    throw new Error(`No paper “${title}”.`);
  }
  return paper.id;
}

const first: PaperRecord = {
  title: 'Tea Cools',
  abstract: 'We watch tea.',
  arxivId: '2610.00031',
  version: 1,
};
const second: PaperRecord = {
  title: 'Cups Decide How Fast Tea Cools',
  abstract: 'We watch tea and its cups.',
  arxivId: '2610.00031',
  version: 2,
};

describeEngines((engine) => {
  describe('one number under two titles', () => {
    it.each([
      ['in order', [first, second]],
      ['the newer version first', [second, first]],
      ['again and again', [first, second, first, second]],
    ])('is one paper with the newer title and abstract, %s', async (_, records) => {
      const store = await openTestStore({ engine });
      for (const record of records) {
        const { warnings } = await store.corpus.importRecords('a.jsonl', [record]);
        expect(warnings).toEqual([]);
      }
      const papers = await all(store);
      expect(papers).toMatchObject([
        { title: second.title, abstract: second.abstract, arxivId: '2610.00031' },
      ]);
      expect(await idOf(store, first.title)).toBe(await idOf(store, second.title));
    });

    it('changes nothing when it is imported again', async () => {
      const store = await openTestStore({ engine });
      await store.corpus.importRecords('a.jsonl', [first, second]);
      const { revision } = await store.corpus.overview();
      await store.corpus.importRecords('a.jsonl', [first, second]);
      expect((await store.corpus.overview()).revision).toBe(revision);
    });

    it('lets an older version fill in what the newer one left out, and no more', async () => {
      const store = await openTestStore({ engine });
      await store.corpus.importRecords('a.jsonl', [{ ...second, authors: ['New Name'] }]);
      await store.corpus.importRecords('a.jsonl', [
        { ...first, authors: ['Old Name'], topic: 'other', links: ['https://example.org/tea'] },
      ]);
      expect(await all(store)).toMatchObject([
        { authors: ['New Name'], topic: 'other', links: ['https://example.org/tea'] },
      ]);
    });
  });

  describe('two numbers under one title', () => {
    const spring = { title: 'Preface', arxivId: '2604.00001', abstract: 'On spring.' };
    const autumn = { title: 'Preface', arxivId: '2610.00002', abstract: 'On autumn.' };

    it.each([
      ['spring first', [spring, autumn]],
      ['autumn first', [autumn, spring]],
      ['again', [spring, autumn, autumn, spring]],
    ])('are two papers, %s', async (_, records) => {
      const store = await openTestStore({ engine });
      for (const record of records) {
        await store.corpus.importRecords('a.jsonl', [record]);
      }
      const papers = await all(store);
      expect(papers).toHaveLength(2);
      for (const { arxivId, abstract } of [spring, autumn]) {
        expect(await store.corpus.papersByArxivId([arxivId])).toMatchObject([{ abstract }]);
      }
    });

    it('on pages that show no number, each page has the one whose abstract it shows', async () => {
      const store = await openTestStore({ engine });
      await store.corpus.importPage(
        pageOf([{ title: 'Preface', abstract: 'On spring.' }], { date: '2026-04-01' }),
      );
      await store.corpus.importPage(
        pageOf([{ title: 'Preface', abstract: 'On autumn.' }], { date: '2026-10-01' }),
      );
      await store.corpus.importRecords('a.jsonl', [spring, autumn]);
      await store.corpus.importPage(
        pageOf([{ title: 'Preface', abstract: 'On autumn.' }, 'Other'], { date: '2026-10-02' }),
      );
      const days = async (number: string) =>
        (await store.corpus.papersByArxivId([number]))[0]?.listings.map(({ date }) => date);
      expect(await days('2604.00001')).toEqual(['2026-04-01']);
      expect(await days('2610.00002')).toEqual(['2026-10-01', '2026-10-02']);
    });

    it('may stand on one page', async () => {
      const store = await openTestStore({ engine });
      const { papers, warnings } = await store.corpus.importPage(pageOf([spring, autumn]));
      expect([new Set(papers.map(({ id }) => id)).size, warnings]).toEqual([2, []]);
    });
  });

  describe('a DOI', () => {
    it('is a number too, whatever its case', async () => {
      const store = await openTestStore({ engine });
      await store.corpus.importRecords('a.bib', [
        { title: 'Tea Cools', doi: '10.1000/Tea' },
        { title: 'Tea Cools, Revised', doi: '10.1000/tea' },
        { title: 'Tea Cools', doi: '10.1000/other' },
      ]);
      const papers = await all(store);
      expect(papers.map(({ title }) => title).sort()).toEqual(['Tea Cools', 'Tea Cools, Revised']);
    });

    it('and an arXiv number together make one paper of the two that had one each', async () => {
      const store = await openTestStore({ engine });
      await store.corpus.importRecords('a.jsonl', [
        { title: 'Published Tea', doi: '10.1000/tea' },
        { title: 'Tea on arXiv', arxivId: '2610.00031' },
        { title: 'Published Tea', doi: '10.1000/tea', arxivId: '2610.00031' },
      ]);
      expect(await all(store)).toMatchObject([{ doi: '10.1000/tea', arxivId: '2610.00031' }]);
    });
  });

  describe('two papers known by title that turn out to be one', () => {
    /** Both titles were listed, saved, shown and discussed before a number told that they are one. */
    async function openWithBoth(lateTitle: string) {
      const store = await openTestStore({ engine });
      const titles = [first.title, second.title];
      await store.corpus.importPage(pageOf([...titles, 'Other'], { date: '2026-10-01' }));
      await store.corpus.importPage(pageOf([second.title], { date: '2026-10-20' }));
      const [a, b] = (await Promise.all(titles.map((title) => idOf(store, title)))) as [
        PaperId,
        PaperId,
      ];
      const key = (person: string, paper: PaperId) => ({ library: server, person, paper });
      const { saves, shown, discussions } = store.library;
      await saves.change(key('ada', a), askedFor(now));
      await saves.change(key('ada', a), writtenOn({ note: 'On tea.', tag: ['hot'] }));
      await saves.change(
        key('ada', b),
        reactionPutOn({ message: '9', emoji: '🔖' }, 'normal', now),
      );
      const cups = { note: 'On cups.', noteShared: true, tag: ['cups'] };
      await saves.change(key('ada', b), writtenOn(cups));
      await saves.change(key('ben', b), askedFor(now));
      await shown.keepShown({
        id: '9',
        channel: '1',
        server,
        postedAt: now,
        emoji: '🔖',
        papers: [a, b],
      });
      const claim = await discussions.claimDiscussion(server, b, { now, staleSince: now });
      await discussions.completeDiscussion(claim.is === 'yours' ? claim.claim : 0, {
        channel: '1',
        thread: '77',
      });
      await store.events.recordOpen({ paper: a, server, person: 'ada', at: now, fromSearch: true });
      await store.events.recordOpen({
        paper: b,
        server,
        person: 'ben',
        at: now,
        fromSearch: false,
      });
      const early = lateTitle === second.title ? first : second;
      const late = lateTitle === second.title ? second : first;
      await store.corpus.importRecords('a.jsonl', [early]);
      await store.corpus.importRecords('a.jsonl', [late]);
      return { store, a, b };
    }

    it.each([first.title, second.title])('keep everything, when “%s” comes last', async (late) => {
      const { store, a, b } = await openWithBoth(late);
      const paper = await store.corpus.paperByTitle(second.title);
      const id = paper?.id ?? ('' as PaperId);
      expect(paper?.title).toBe(second.title);
      expect(paper?.listings.map(({ date, rank }) => [date, rank])).toEqual([
        ['2026-10-01', 1],
        ['2026-10-20', 1],
      ]);
      const listed = await store.library.saves.list({ library: server });
      expect(listed).toHaveLength(2);
      const hers = listed.find(({ person }) => person === 'ada');
      expect(hers).toMatchObject({ paper: id, asked: true, tags: ['cups', 'hot'] });
      expect(hers?.note?.split('\n\n').sort()).toEqual(['On cups.', 'On tea.']);
      // One part was private, so the whole is.
      expect(hers?.noteShared).toBeUndefined();
      expect(hers?.reactions).toMatchObject([{ message: '9', counts: true, on: ['normal'] }]);
      expect((await store.library.shown.findShown('9'))?.papers).toEqual([id, id]);
      expect(await store.library.discussions.findDiscussion(server, id)).toMatchObject({
        thread: '77',
      });
      const opens = (await store.events.eventsOf([id], { server })).filter(
        ({ kind }) => kind === 'open',
      );
      expect(opens).toHaveLength(2);
      expect((await store.corpus.papers([a, b])).map((each) => each.id)).toEqual([id]);
    });

    it('leave one paper in search', async () => {
      const store = await openTestStore({ engine });
      const search = createSearch({ papers: store.corpus });
      await store.corpus.importPage(pageOf([first.title, second.title]));
      await search.refresh();
      await store.corpus.importRecords('a.jsonl', [first, second, { title: 'One Paper More' }]);
      await search.refresh();
      const { hits } = await search.find({ text: 'tea cools' });
      expect(hits.map(({ id }) => id)).toEqual([await idOf(store, second.title)]);
      await search.close();
    });

    it('that are listed on one page count once in its outcome', async () => {
      const store = await openTestStore({ engine });
      await store.corpus.importPage(pageOf([first.title]));
      const { papers } = await store.corpus.importPage(
        pageOf([first.title, second, { ...first, version: 3 }]),
      );
      expect(papers.map(({ id }) => id)).toEqual([await idOf(store, first.title)]);
    });
  });
});
