import { expect, it } from 'vitest';
import type { CorpusStore } from '../../src/corpus/corpus-store.ts';
import { importFiles } from '../../src/corpus/import/import-files.ts';
import { findSavedFiles } from '../../src/sources/saved-pages/folder.ts';
import { loadStarter } from '../../src/sources/starter.ts';
import { needsRealPages, realPagesFolder, withoutRealPages } from '../corpus/real-pages.ts';
import { openTestStore } from '../store/open-test-store.ts';

const clock = { now: () => new Date('2026-11-21T12:00:00Z') };
const file = 'data/starter.jsonl';

async function openCorpus(): Promise<CorpusStore> {
  return (await openTestStore({ clock })).corpus;
}

it('fills an empty store, once', async () => {
  const store = await openCorpus();
  const summary = await loadStarter({ store, file, clock });
  expect(summary).toMatchObject({ pages: 5, listings: 553, papers: { new: 474 }, warnings: [] });
  expect(await loadStarter({ store, file, clock })).toBeUndefined();
  expect(await store.overview()).toMatchObject({ papers: 474, newestPage: '2025-09-24' });
});

it('leaves a store alone that has papers of its own', async () => {
  const store = await openCorpus();
  await store.importRecords('own.jsonl', [{ title: 'Our own paper' }]);
  await store.noteImport(clock.now().toISOString());
  expect(await loadStarter({ store, file, clock })).toBeUndefined();
  expect((await store.overview()).papers).toBe(1);
});

it('is loaded to its end after it was interrupted', async () => {
  const store = await openCorpus();
  let pages = 0;
  const failing: CorpusStore = {
    ...store,
    importPage: async (page) => {
      if (pages++ === 2) {
        throw new Error('the disk is full');
      }
      return store.importPage(page);
    },
  };
  await expect(loadStarter({ store: failing, file, clock })).rejects.toThrow('the disk is full');
  expect((await store.overview()).pages).toBe(2);
  await loadStarter({ store, file, clock });
  expect(await store.overview()).toMatchObject({ papers: 474, listings: 553, pages: 5 });
});

it('says that it is not there', async () => {
  const summary = await loadStarter({ store: await openCorpus(), file: 'no/starter.jsonl', clock });
  expect(summary?.warnings[0]?.message).toContain('there is no such file');
});

it.skipIf(withoutRealPages)(
  `keeps its years and gets abstracts, but no listing, ${needsRealPages}`,
  async () => {
    const store = await openCorpus();
    await loadStarter({ store, file, clock });
    const { files } = await findSavedFiles([realPagesFolder]);
    const summary = await importFiles({ store, files, clock });
    expect(summary).toMatchObject({ pages: 5, listings: 553, papers: { new: 0, known: 474 } });
    expect(await store.overview()).toMatchObject({
      papers: 474,
      listings: 553,
      pages: 5,
      newestPage: '2025-09-24',
    });
    for await (const batch of store.changedPapers(0)) {
      const bare = batch.filter(
        ({ abstract, tldr }) => abstract === undefined || tldr === undefined,
      );
      expect(bare).toEqual([]);
    }
  },
);
