import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, symlinkSync, truncateSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSavedFiles, largestFile } from '../../../src/sources/saved-pages/folder.ts';
import { needsRealPages, realPagesFolder, withoutRealPages } from '../../corpus/real-pages.ts';
import { makeTestFolder } from './make-test-folder.ts';

async function find(...paths: string[]) {
  const { files, warnings } = await findSavedFiles(paths);
  return {
    files,
    names: files.map(({ name }) => name),
    messages: warnings.map(({ file, message }) => `${file}: ${message}`),
  };
}

describe('a folder', () => {
  it('gives its pages and records by name, and passes over what is neither in silence', async () => {
    const folder = makeTestFolder({
      'b.txt': '',
      'a.md': '',
      'C.HTML': '',
      'd.htm': '',
      'records.jsonl': '',
      'no extension': '',
      '.hidden.txt': '',
      '.git/config': '',
      'README.md': '',
      readme: '',
      'readme.TXT': '',
      'half.txt.crdownload': '',
      'kept.txt~': '',
      'pages.json': '{}',
    });
    const { names, messages } = await find(folder);
    expect(names).toEqual(['C.HTML', 'a.md', 'b.txt', 'd.htm', 'no extension', 'records.jsonl']);
    expect(messages).toEqual([]);
  });

  it('says what it does not read', async () => {
    const folder = makeTestFolder({
      'paper.pdf': '',
      'old/sep.txt': '',
      'Daily Papers.html': '',
      'Daily Papers_files/logo.png': '',
    });
    const { names, messages } = await find(folder);
    expect(names).toEqual(['Daily Papers.html']);
    expect(messages).toEqual([
      expect.stringMatching(/^old: This is a subfolder/),
      expect.stringMatching(/^paper\.pdf: Skipped: saved pages end in/),
    ]);
  });

  it('gives what a file says of itself, and its bytes when asked', async () => {
    const folder = makeTestFolder({ 'sep.txt': 'Sep 9' });
    const path = join(folder, 'sep.txt');
    const modifiedAt = new Date('2025-09-10T08:00:00Z');
    utimesSync(path, modifiedAt, modifiedAt);
    const [file] = (await find(folder)).files;
    expect(file).toMatchObject({ name: 'sep.txt', path, modifiedAt });
    expect(Buffer.from((await file?.read()) ?? []).toString()).toBe('Sep 9');
  });

  it('goes on past what cannot be read', async () => {
    const folder = makeTestFolder({ 'a.txt': '', 'large.txt': '', 'z.txt': '' });
    truncateSync(join(folder, 'large.txt'), largestFile + 1);
    symlinkSync('nowhere', join(folder, 'broken.txt'));
    symlinkSync('loop.txt', join(folder, 'loop.txt'));
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    const { names, messages } = await find(folder);
    expect(names).toEqual(['a.txt', 'z.txt']);
    expect(messages).toEqual([
      expect.stringContaining('broken.txt: Not read: there is no such file'),
      expect.stringContaining('large.txt: Not read: it has 201 MB, and the limit is 200 MB'),
      expect.stringContaining('loop.txt: Not read: it is a link to itself'),
      expect.stringContaining('pipe.txt: Not read: it is not a regular file'),
    ]);
  });

  it('takes a file of exactly the largest size', async () => {
    const folder = makeTestFolder({ 'large.txt': '' });
    truncateSync(join(folder, 'large.txt'), largestFile);
    expect((await find(folder)).names).toEqual(['large.txt']);
  });

  it('leaves it to the reader that a file went away', async () => {
    const folder = makeTestFolder({ 'a.txt': '' });
    const [file] = (await find(folder)).files;
    rmSync(join(folder, 'a.txt'));
    await expect(file?.read()).rejects.toThrow('ENOENT');
  });

  it.skipIf(process.getuid?.() === 0)(
    'is told where its rights are missing (not as root)',
    async () => {
      const folder = makeTestFolder({ 'a.txt': '' });
      chmodSync(folder, 0o000);
      const { messages } = await find(folder);
      chmodSync(folder, 0o700);
      expect(messages).toEqual([expect.stringContaining('this user has no permission to read it')]);
    },
  );
});

describe('a named path', () => {
  it('is taken whatever it is called, once', async () => {
    const folder = makeTestFolder({ 'README.md': '', 'page.dat': '', 'a.txt': '' });
    const paths = ['README.md', 'page.dat', 'a.txt'].map((name) => join(folder, name));
    expect((await find(...paths, folder, ...paths)).names).toEqual([
      'README.md',
      'page.dat',
      'a.txt',
    ]);
  });

  it('that leads nowhere is told', async () => {
    const { names, messages } = await find('no/such/page.txt');
    expect(names).toEqual([]);
    expect(messages).toEqual(['page.txt: Not read: there is no such file or folder.']);
  });
});

describe('pages.json', () => {
  it('states the day of a file, in its folder or named alone', async () => {
    const folder = makeTestFolder({
      'a.txt': '',
      'b.txt': '',
      'pages.json': '{ "a.txt": "2025-09-09" }',
    });
    expect((await find(folder)).files.map(({ savedOn }) => savedOn)).toEqual([
      '2025-09-09',
      undefined,
    ]);
    const alone = await find(join(folder, 'a.txt'));
    expect(alone.files[0]?.savedOn).toBe('2025-09-09');
  });

  it('may be wrong in one place and right in another', async () => {
    const folder = makeTestFolder({
      'a.txt': '',
      'b.txt': '',
      'pages.json':
        '\uFEFF{ "a.txt": "9 Sep", "b.txt": "2025-09-09", "c.txt": "2025-02-30", "d.txt": "2025-09-09" }',
    });
    const { files, messages } = await find(folder);
    expect(files.map(({ savedOn }) => savedOn)).toEqual([undefined, '2025-09-09']);
    expect(messages).toEqual([
      'pages.json: For “a.txt” it gives "9 Sep", which is not a day (YYYY-MM-DD).',
      'pages.json: For “c.txt” it gives "2025-02-30", which is not a day (YYYY-MM-DD).',
      'pages.json: A day is given for “d.txt”, which is not in the folder.',
    ]);
  });

  it.each(['', '{', '[]', '"2025-09-09"', 'null'])('with %j in it states nothing', async (text) => {
    const folder = makeTestFolder({ 'a.txt': '', 'pages.json': text });
    const { names, messages } = await find(folder);
    expect(names).toEqual(['a.txt']);
    expect(messages).toEqual([
      expect.stringContaining('pages.json: The file is not a JSON object'),
    ]);
  });

  it('that is a folder itself is told', async () => {
    const folder = makeTestFolder({ 'a.txt': '', 'pages.json/x': '' });
    expect((await find(folder)).messages).toEqual([
      expect.stringContaining('pages.json: The file could not be read'),
    ]);
  });
});

it.skipIf(withoutRealPages)(`finds the five files ${needsRealPages}`, async () => {
  const { files, names, messages } = await find(realPagesFolder);
  expect(names.map((name) => name.slice(0, 3))).toEqual(['000', '001', '002', '003', '004']);
  expect(files.every(({ path, name }) => basename(path) === name)).toBe(true);
  expect(messages).toEqual([]);
});
