import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { FoundFiles } from '../../../src/sources/saved-pages/folder.ts';
import { watchFolder } from '../../../src/sources/saved-pages/watch-folder.ts';
import { makeTestFolder } from './make-test-folder.ts';

/** Watches a folder; `next` is what is given next, by name, `until` waits for one of that name. */
async function watchNames(folder: string, onFiles?: (found: FoundFiles) => Promise<void>) {
  const given: string[][] = [];
  const waiting: ((names: string[]) => void)[] = [];
  const watch = await watchFolder({
    folder,
    settle: 100,
    lookEvery: 50,
    async onFiles(found) {
      await onFiles?.(found);
      const names = found.files.map(({ name }) => name);
      const waiter = waiting.shift();
      if (waiter) {
        waiter(names);
      } else {
        given.push(names);
      }
    },
  });
  onTestFinished(() => watch.close());
  const next = () =>
    new Promise<string[]>((resolve) => {
      const names = given.shift();
      if (names) {
        resolve(names);
      } else {
        waiting.push(resolve);
      }
    });
  const until = async (name: string) => {
    let names = await next();
    while (!names.includes(name)) {
      names = await next();
    }
  };
  return { next, until };
}

it('gives new and changed files, not those that were there', async () => {
  const folder = makeTestFolder({ 'old.txt': 'old', 'other.txt': 'other' });
  const { next } = await watchNames(folder);
  writeFileSync(join(folder, 'new.txt'), 'new');
  expect(await next()).toEqual(['new.txt']);
  appendFileSync(join(folder, 'old.txt'), ' and more');
  expect(await next()).toEqual(['old.txt']);
});

it('says nothing of a README, and gives the next page alone', async () => {
  const folder = makeTestFolder();
  const { next } = await watchNames(folder);
  writeFileSync(join(folder, 'README.md'), 'read me');
  writeFileSync(join(folder, '.draft.txt'), 'later');
  writeFileSync(join(folder, 'page.txt'), 'page');
  expect(await next()).toEqual(['page.txt']);
});

it('gives the whole folder when its pages.json changes', async () => {
  const folder = makeTestFolder({ 'a.txt': 'a', 'b.txt': 'b' });
  const { next } = await watchNames(folder);
  writeFileSync(join(folder, 'pages.json'), '{ "a.txt": "2025-09-09" }');
  expect(await next()).toEqual(['a.txt', 'b.txt']);
});

it('waits for a folder that is not there yet', async () => {
  const folder = join(makeTestFolder(), 'data', 'pages');
  const { until } = await watchNames(folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'first.txt'), 'first');
  await until('first.txt');
  writeFileSync(join(folder, 'second.txt'), 'second');
  await until('second.txt');
});

it('follows a folder that is removed and comes back', async () => {
  const root = makeTestFolder({ 'pages/a.txt': 'a', 'other/b.txt': 'b', 'other/c.txt': 'c' });
  const folder = join(root, 'pages');
  const { next, until } = await watchNames(folder);
  rmSync(folder, { recursive: true });
  renameSync(join(root, 'other'), folder);
  expect(await next()).toEqual(['b.txt', 'c.txt']);
  writeFileSync(join(folder, 'd.txt'), 'd');
  await until('d.txt');
});

it('goes on after a failure, with what failed', async () => {
  const folder = makeTestFolder();
  let tell = () => {};
  const failed = new Promise<void>((resolve) => {
    tell = resolve;
  });
  let calls = 0;
  const { next } = await watchNames(folder, async () => {
    if (calls++ > 0) {
      return;
    }
    tell();
    throw new Error('import failed');
  });
  writeFileSync(join(folder, 'a.txt'), 'a');
  await failed;
  writeFileSync(join(folder, 'b.txt'), 'b');
  expect(await next()).toEqual(['a.txt', 'b.txt']);
});
