import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Logged, recordingLog } from '../../../end-to-end/open-test-bot.ts';
import { makeTestFolder } from '../../make-test-folder.ts';
import { openTestStore, pageOf } from '../../open-test-store.ts';

const page = 4096;

/** Writes rubbish over all pages of a database but the first, which says what the file is. */
function damage(file: string): void {
  const handle = openSync(file, 'r+');
  const size = statSync(file).size - page;
  writeSync(handle, Buffer.alloc(size, 0xff), 0, size, page);
  closeSync(handle);
}

it('a file that is damaged while it is open is named, with what to do, and logged once', async () => {
  const file = join(makeTestFolder(), 'offprint.sqlite');
  const first = await openTestStore({ file });
  const titles = Array.from({ length: 500 }, (_, at) => `Kettles of kind ${at}`);
  await first.corpus.importPage(pageOf(titles));
  await first.close();

  const logged: Logged[] = [];
  const store = await openTestStore({ file, log: recordingLog(logged) });
  expect(store.trouble()).toBeUndefined();
  damage(file);
  for (const title of titles.slice(0, 2)) {
    await expect(store.corpus.paperByTitle(title)).rejects.toThrow(
      `${file} is damaged. Restore a backup`,
    );
  }
  expect(store.trouble()).toBe('damaged');
  expect(logged.filter(({ level }) => level === 'error').map(({ event }) => event)).toEqual([
    expect.stringContaining(file),
  ]);
});
