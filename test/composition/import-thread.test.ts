import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { importInThread } from '../../src/composition/import-thread.ts';
import type { ImportProgress } from '../../src/corpus/import/import.ts';
import { findSavedFiles } from '../../src/sources/saved-pages/folder.ts';
import { inventedPapers, pageWithDate } from '../corpus/page/invented-page.ts';
import { makeTestFolder } from '../sources/saved-pages/make-test-folder.ts';
import { createAddressed } from '../store/engines.ts';
import { openTestStore } from '../store/open-test-store.ts';

const now = new Date('2026-11-21T12:00:00Z');
const clock = { now: () => now };

async function newDatabase(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-thread-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { address, drop } = await createAddressed(join(folder, 'offprint.sqlite'));
  onTestFinished(drop);
  return address;
}

describe('importInThread', () => {
  it('imports what was found as it was stated, into the database that others have open', async () => {
    const database = await newDatabase();
    const store = await openTestStore({ file: database, role: 'bot' });
    const folder = makeTestFolder({
      'a.txt': pageWithDate(inventedPapers),
      'b.txt': pageWithDate(inventedPapers.slice(1), 'Sep 10'),
      'pages.json': '{ "b.txt": "2023-09-11" }',
      'c.txt': 'Milk\nBread',
    });
    const { files } = await findSavedFiles([folder]);
    const progress: ImportProgress[] = [];
    const summary = await importInThread({
      settings: { database, role: 'command' },
      files,
      savedOn: '2024-09-10',
      clock,
      onProgress: (step) => progress.push(step),
    });
    expect(summary).toMatchObject({ pages: 2, listings: 11, papers: { new: 6, known: 0 } });
    expect(summary.refused).toEqual([join(folder, 'c.txt')]);
    expect(progress.map(({ file, listings }) => [file, listings])).toEqual([
      ['a.txt', 6],
      ['b.txt', 11],
    ]);
    const { lastImport = '', ...overview } = await store.corpus.overview();
    expect(overview).toMatchObject({ papers: 6, pages: 2, newestPage: '2024-09-10' });
    expect(lastImport.slice(0, 10)).toBe('2026-11-21');
  });

  it('tells of a file that has gone since it was found, and goes on', async () => {
    const folder = makeTestFolder({ 'a.txt': 'x', 'b.txt': pageWithDate(inventedPapers) });
    const { files } = await findSavedFiles([folder]);
    rmSync(join(folder, 'a.txt'));
    const { pages, warnings } = await importInThread({
      settings: { database: await newDatabase(), role: 'command' },
      files,
      clock,
    });
    expect(pages).toBe(1);
    expect(warnings).toContainEqual({
      file: 'a.txt',
      message: expect.stringMatching(/could not be read: ENOENT/),
    });
  });

  it('fails with a sentence where the database cannot be had', async () => {
    const database = makeTestFolder();
    await expect(
      importInThread({ settings: { database, role: 'command' }, files: [], clock }),
    ).rejects.toThrow(/cannot be opened\. Is it a folder/);
  });
});
