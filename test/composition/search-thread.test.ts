import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSearchThread } from '../../src/composition/search-thread.ts';
import type { PaperId } from '../../src/corpus/paper.ts';
import { paperIdOf } from '../../src/corpus/paper-id.ts';
import type { Logger } from '../../src/log.ts';
import { createSearch } from '../../src/search/create-search.ts';
import type { Search } from '../../src/search/search.ts';
import { startThread } from '../../src/store/start-thread.ts';
import type { Store } from '../../src/store/store.ts';
import { createAddressed } from '../store/engines.ts';
import { makeTestFolder } from '../store/make-test-folder.ts';
import { openTestStore, pageOf } from '../store/open-test-store.ts';

const titles = [
  'Reward Hacking in Harbour Cranes',
  'A Map of Winter Tides',
  'Cranes That Learn from Rewards',
];

interface Opened {
  readonly store: Store;
  readonly search: Search;
  readonly workers: readonly Worker[];
  readonly events: readonly string[];
}

async function openOver(entries: readonly string[]): Promise<Opened> {
  const file = join(makeTestFolder(), 'offprint.sqlite');
  const { address: database, drop } = await createAddressed(file);
  onTestFinished(drop);
  const store = await openTestStore({ file: database, role: 'bot' });
  await store.corpus.importPage(pageOf(entries, { date: '2026-11-20' }));
  const workers: Worker[] = [];
  const events: string[] = [];
  const note: Logger['info'] = (_fields, event) => void events.push(event);
  const search = await openSearchThread({
    settings: { database, role: 'command' },
    log: { debug: note, info: note, warn: note, error: note },
    startWorker(module, data) {
      const worker = startThread(module, data);
      workers.push(worker);
      return worker;
    },
  });
  onTestFinished(() => search.close());
  return { store, search, workers, events };
}

describe('search in a thread', () => {
  it('answers everything as search in the same thread does', async () => {
    const { store, search } = await openOver(titles);
    const here = createSearch({ papers: store.corpus });
    await Promise.all([search.refresh(), here.refresh()]);
    const [first, second] = titles.map(paperIdOf);
    const id = first as PaperId;
    const bonus = new Map([[second as PaperId, 0.5]]);
    const wanted = { topics: [], phrases: ['cranes'], authors: [] };
    const asked: ((of: Search) => Promise<unknown>)[] = [
      (of) => of.find({ text: 'reward cranes', explain: true }),
      (of) => of.satisfying('"winter tides"', titles.map(paperIdOf)),
      (of) => of.similar(id),
      (of) => of.closeTo([id, second as PaperId], 2),
      (of) => of.browse({ on: '2026-11-21', ...wanted, topics: [], bonus, limit: 10 }),
      (of) => of.browse({ on: '2026-11-21', ...wanted, offset: 1, limit: 1 }),
      (of) => of.mayMatch([wanted], titles.map(paperIdOf)),
      (of) => of.suggestTitles('win'),
      (of) => of.suggestTopics(''),
      (of) => of.suggestKeywords(''),
      (of) => of.suggestAuthors(''),
      (of) => of.topics(),
      (of) => of.keywords(),
      (of) => of.topicsOf([id, second as PaperId]),
      (of) => of.complete(),
    ];
    for (const ask of asked) {
      expect(await ask(search)).toEqual(await ask(here));
    }
    expect((await search.find({ text: 'reward cranes' })).hits).toHaveLength(2);
  });

  it('takes in what another connection writes', async () => {
    const { store, search } = await openOver(titles);
    await search.refresh();
    await store.corpus.importPage(pageOf(['Lighthouse Signals'], { date: '2026-11-21' }));
    await search.refresh();
    expect((await search.find({ text: 'lighthouse' })).total).toBe(1);
  });

  it('is started again when its thread dies: what it was asked fails, and the next is answered', async () => {
    const { search, workers, events } = await openOver(titles);
    await search.refresh();
    const asked = search.find({ text: 'tides' });
    const failed = expect(asked).rejects.toThrow(/search thread has ended/);
    await workers[0]?.terminate();
    await failed;
    await expect(search.find({ text: 'tides' })).rejects.toThrow(/being started again/);
    const found = () => search.find({ text: 'tides' }).catch(() => undefined);
    await vi.waitUntil(async () => (await found())?.total === 1, { timeout: 20_000 });
    expect(events).toContain('search thread died, and is started again');
  });

  it('fails with a sentence where the database cannot be had', async () => {
    const database = makeTestFolder();
    const log: Logger = { debug() {}, info() {}, warn() {}, error() {} };
    await expect(
      openSearchThread({ settings: { database, role: 'command' }, log }),
    ).rejects.toThrow(/cannot be opened\. Is it a folder/);
  });
});
