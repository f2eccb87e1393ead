import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startZoteroSync } from '../../../src/library/zotero/zotero-sync.ts';
import { openTestLibrary, paper, type TestLibrary } from '../open-test-library.ts';
import { type LocalZotero, localGroup, localKey, openLocalZotero } from './open-local-zotero.ts';

const hour = 60 * 60 * 1000;

let zotero: LocalZotero;
let test: TestLibrary;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  zotero = await openLocalZotero();
  test = await openTestLibrary(['Reward Hacking', 'Offline Policy']);
});

afterEach(async () => {
  vi.useRealTimers();
  await zotero.close();
  await test.close();
});

/** Starts pushing. `ended` resolves with the event that the next push ends with. */
function start(key = localKey) {
  let heard: (event: string) => void = () => {};
  const log = {
    debug: () => {},
    info: (_: unknown, event: string) => heard(event),
    warn: (_: unknown, event: string) => heard(event),
    error: (_: unknown, event: string) => heard(event),
  };
  const ended = () => new Promise<string>((resolve) => (heard = resolve));
  const first = ended();
  const target = { key, group: localGroup, api: zotero.url };
  const stop = startZoteroSync({ target, stores: test.stores, papers: test.store.corpus, log });
  return { first, ended, stop };
}

function save(title: string) {
  return test.library.saving.save({ library: 'lab', person: 'ada', paper: paper(title) });
}

const titlesThere = () => new Set([...zotero.items.values()].map(({ title }) => title));

it('pushes at start, then what was saved since, every hour, until it is stopped', async () => {
  await save('Reward Hacking');
  const { first, ended, stop } = start();
  expect(await first).toBe('library pushed to zotero');
  expect(titlesThere()).toEqual(new Set(['Reward Hacking']));

  await save('Offline Policy');
  vi.advanceTimersByTime(hour - 1);
  expect(titlesThere()).toEqual(new Set(['Reward Hacking']));
  const second = ended();
  vi.advanceTimersByTime(1);
  expect(await second).toBe('library pushed to zotero');
  expect(titlesThere()).toEqual(new Set(['Offline Policy', 'Reward Hacking']));

  await stop();
  expect(vi.getTimerCount()).toBe(0);
});

it('logs a push that Zotero refuses, and tries again an hour later', async () => {
  await save('Reward Hacking');
  const { first, ended, stop } = start('wrong');
  expect(await first).toBe('library not pushed to zotero');
  await save('Offline Policy');
  const second = ended();
  vi.advanceTimersByTime(hour);
  expect(await second).toBe('library not pushed to zotero');
  expect(titlesThere()).toEqual(new Set([]));
  await stop();
});
