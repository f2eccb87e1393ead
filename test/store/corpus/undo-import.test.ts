import { describe, expect, it } from 'vitest';
import type { UndoneImport } from '../../../src/corpus/import/import-undo.ts';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { askedFor, removedByHand } from '../../../src/library/saves/save-rules.ts';
import { createSearch } from '../../../src/search/create-search.ts';
import type { Store } from '../../../src/store/store.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const server = '4711';
const at = new Date('2026-11-21T12:00:00Z');
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

async function start(store: Store, id: string, when = at): Promise<string> {
  await store.corpus.startImport({ id, at: when, person: '7', server });
  return id;
}

function undo(store: Store, id: string, when = later(1)): Promise<UndoneImport | undefined> {
  return store.corpus.undoImport(id, server, when);
}

async function titles(store: Store): Promise<string[]> {
  const found: string[] = [];
  for await (const batch of store.corpus.changedPapers(0)) {
    found.push(...batch.map(({ title }) => title));
  }
  return found.toSorted();
}

describeEngines((engine) => {
  describe('undoing an import', () => {
    it('removes what was new, and nothing that was there before', async () => {
      const store = await openTestStore({ engine });
      await store.corpus.importPage(pageOf(['Tea', 'Cups'], { date: '2026-11-01' }));
      const by = await start(store, 'a');
      await store.corpus.importPage(pageOf(['Cups', 'Pots'], { date: '2026-11-02' }), by);
      await store.corpus.importRecords('x.jsonl', [{ title: 'Tea' }, { title: 'Ladles' }], by);
      expect(await undo(store, by)).toEqual({ pages: 1, listings: 2, papers: 2, kept: [] });
      expect(await titles(store)).toEqual(['Cups', 'Tea']);
      const cups = await store.corpus.paperByTitle('Cups');
      expect(cups?.listings.map(({ date }) => date)).toEqual(['2026-11-01']);
      expect(await undo(store, by)).toBeUndefined();
    });

    it('leaves a page that was imported before alone', async () => {
      const store = await openTestStore({ engine });
      const page = pageOf(['Tea'], { date: '2026-11-01' });
      await store.corpus.importPage(page);
      await store.corpus.importPage(page, await start(store, 'a'));
      expect(await undo(store, 'a')).toEqual({ pages: 0, listings: 0, papers: 0, kept: [] });
      expect(await titles(store)).toEqual(['Tea']);
    });

    it('keeps what is saved, removed from a shelf, discussed, shown or listed elsewhere', async () => {
      const store = await openTestStore({ engine });
      const by = await start(store, 'a');
      const all = ['Saved', 'Removed', 'Discussed', 'Shown', 'Listed', 'Unused'];
      await store.corpus.importPage(pageOf(all), by);
      const key = (title: string) => ({ library: server, person: '7', paper: paperIdOf(title) });
      await store.library.saves.change(key('Saved'), askedFor(at));
      await store.library.saves.change(key('Removed'), askedFor(at));
      await store.library.saves.change(key('Removed'), removedByHand(at));
      await store.library.discussions.claimDiscussion(server, paperIdOf('Discussed'), {
        now: at,
        staleSince: at,
      });
      await store.library.shown.keepShown({
        id: '1',
        channel: '2',
        postedAt: at,
        emoji: '🔖',
        papers: [paperIdOf('Shown')],
      });
      await store.corpus.importPage(pageOf(['Listed', 'Another'], { name: 'other.txt' }));
      const undone = await undo(store, by);
      expect(undone).toMatchObject({ pages: 1, listings: 6, papers: 1 });
      expect(
        Object.fromEntries((undone?.kept ?? []).map((each) => [each.id, each.because])),
      ).toEqual({
        [paperIdOf('Saved')]: 'saved',
        [paperIdOf('Removed')]: 'saved',
        [paperIdOf('Discussed')]: 'discussed',
        [paperIdOf('Shown')]: 'shown',
        [paperIdOf('Listed')]: 'listed',
      });
      expect(await titles(store)).not.toContain('Unused');
    });

    it('takes out what two imports brought with the last of them', async () => {
      const store = await openTestStore({ engine });
      const page = pageOf(['Tea', 'Cups']);
      await store.corpus.importPage(page, await start(store, 'a'));
      await store.corpus.importPage(page, await start(store, 'b', later(1)));
      expect(await undo(store, 'a', later(2))).toMatchObject({ pages: 0, papers: 0 });
      expect(await titles(store)).toEqual(['Cups', 'Tea']);
      expect(await undo(store, 'b', later(3))).toMatchObject({ pages: 1, papers: 2 });
      expect(await titles(store)).toEqual([]);
    });

    it('keeps what an import that can no longer be undone brought', async () => {
      const store = await openTestStore({ engine });
      const page = pageOf(['Tea']);
      await store.corpus.importPage(page, await start(store, 'a'));
      await store.corpus.importPage(page, await start(store, 'b', later(30)));
      expect(await undo(store, 'b', later(61))).toMatchObject({ pages: 0, papers: 0 });
      expect(await titles(store)).toEqual(['Tea']);
    });

    it('keeps what came again by itself', async () => {
      const store = await openTestStore({ engine });
      const page = pageOf(['Tea']);
      await store.corpus.importPage(page, await start(store, 'a'));
      await store.corpus.importPage(page);
      expect(await undo(store, 'a')).toMatchObject({ pages: 0, papers: 0, kept: [{}] });
      await store.corpus.importRecords('x', [{ title: 'Pots' }], await start(store, 'b'));
      await store.corpus.importRecords('y', [{ title: 'Pots' }]);
      expect(await undo(store, 'b')).toMatchObject({ papers: 0, kept: [{ because: 'imported' }] });
      expect(await titles(store)).toEqual(['Pots', 'Tea']);
    });

    it('keeps a paper of before that turned out to be one with a new one', async () => {
      const store = await openTestStore({ engine });
      await store.corpus.importRecords('x', [{ title: 'Tea Cools', doi: '10.1234/tea' }]);
      const by = await start(store, 'a');
      await store.corpus.importRecords(
        'y',
        [{ title: 'How Tea Cools', arxivId: '2611.00001' }],
        by,
      );
      const both = { title: 'How Tea Cools', arxivId: '2611.00001', doi: '10.1234/tea' };
      await store.corpus.importRecords('z', [both], by);
      expect(await titles(store)).toHaveLength(1);
      expect(await undo(store, by)).toMatchObject({ papers: 0 });
      expect(await titles(store)).toHaveLength(1);
    });

    it('is for an hour, and for the server that imported', async () => {
      const store = await openTestStore({ engine });
      await store.corpus.importRecords('x', [{ title: 'Tea' }], await start(store, 'a'));
      expect(await store.corpus.undoImport('a', '4712', later(1))).toBeUndefined();
      expect(await undo(store, 'a', later(61))).toBeUndefined();
      expect(await titles(store)).toEqual(['Tea']);
    });

    it('takes papers out of the search, also where as many came in', async () => {
      const store = await openTestStore({ engine });
      const search = createSearch({ papers: store.corpus });
      await store.corpus.importRecords('x', [{ title: 'Kettles' }, { title: 'Cups' }]);
      await store.corpus.importRecords('x', [{ title: 'Teapots' }], await start(store, 'a'));
      await search.refresh();
      await undo(store, 'a');
      await store.corpus.importRecords('y', [{ title: 'Saucers' }]);
      await search.refresh();
      const found = async (text: string) =>
        (await search.find({ text, asTyped: true })).hits.length;
      expect([await found('teapots'), await found('saucers')]).toEqual([0, 1]);
      await store.corpus.importRecords('z', [{ title: 'Teapots' }]);
      await search.refresh();
      expect(await found('teapots')).toBe(1);
      await search.close();
    });
  });
});
