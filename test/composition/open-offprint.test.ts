import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openOffprint } from '../../src/composition/open-offprint.ts';
import type { Logger } from '../../src/log.ts';
import type { Offprint } from '../../src/offprint.ts';
import { type AddressedDatabase, createAddressed } from '../store/engines.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** A page in the shape of the saved ones, with invented papers. */
function savedPage(date: string, titles: readonly string[]): string {
  const banner = ['new', 'Get trending papers in your email inbox!', 'Subscribe', 'Daily Papers'];
  const abstract =
    'We study how a small harbour town sorts its letters by hand, and measure what is gained when the sorting is learned instead. On three winters of letters our method halves the time to sort, without a loss in how many arrive.';
  return [
    ...banner,
    'byAK and the research community',
    date,
    ...titles.flatMap((title) => [title, abstract]),
  ].join('\n\n');
}

describe('Offprint on a folder of pages', () => {
  let folder: string;
  let offprint: Offprint;
  let database: AddressedDatabase;

  const open = () =>
    openOffprint({
      database: database.address,
      role: 'bot',
      pages: join(folder, 'pages'),
      clock: { now: () => new Date() },
      log: silent,
    });
  /** That it is reading is said first: at once in SQLite, and once it may alone in PostgreSQL. */
  const haveRead = async () => {
    await vi.waitUntil(() => offprint.isImporting(), { timeout: 20_000 });
    await vi.waitUntil(() => !offprint.isImporting(), { timeout: 20_000 });
  };
  const found = async (text: string) => (await offprint.search.find({ text })).total;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'offprint-'));
    database = await createAddressed(join(folder, 'offprint.sqlite'));
    await mkdir(join(folder, 'pages'));
    await writeFile(
      join(folder, 'pages', 'monday.txt'),
      savedPage('Sep 8', ['Learning to Sort the Letters of a Harbour', 'Winter Mail: A Benchmark']),
    );
  });

  afterEach(async () => {
    await offprint.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('answers at once, says that it is reading, and finds the papers when it has read them', async () => {
    offprint = await open();
    await haveRead();
    expect(await found('harbour letters')).toBe(2);
  });

  it('takes in a page that is saved while it runs', async () => {
    offprint = await open();
    await haveRead();
    await writeFile(
      join(folder, 'pages', 'tuesday.txt'),
      savedPage('Sep 9', ['Lighthouse Signals as a Language', 'Tide Tables for Postmen']),
    );
    await vi.waitUntil(async () => (await found('lighthouse')) > 0, { timeout: 20_000 });
  });

  it('finds what it knew after a restart, before anything is read', async () => {
    offprint = await open();
    await haveRead();
    await offprint.close();
    offprint = await open();
    expect(await found('harbour letters')).toBe(2);
  });
});
