import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeBotLock } from '../../src/store/sqlite/database/bot-lock.ts';
import { openSqlite } from '../../src/store/sqlite/database/open-sqlite.ts';
import { makeTestFolder } from './make-test-folder.ts';
import { openTestStore } from './open-test-store.ts';
import { startProcess } from './processes/start-process.ts';

const papersOnAPage = 200;

describe('a second process', () => {
  it('is seen when it imports', async () => {
    const file = join(makeTestFolder(), 'offprint.sqlite');
    const store = await openTestStore({ file, role: 'bot' });
    const told = new Promise<number>((resolve) => store.onCorpusChange(resolve));
    const { rest } = startProcess('import-pages.ts', file, '0', '1');

    expect(await told).toBe(1);
    expect(await store.corpus.overview()).toMatchObject({ papers: papersOnAPage, pages: 1 });
    expect(await store.corpus.paperByTitle('paper 42')).toBeDefined();
    expect(await rest()).toEqual(['0']);
  });

  it('may make the file at the same moment', async () => {
    const file = join(makeTestFolder(), 'offprint.sqlite');
    const starts = [0, 1, 2, 3].map((first) =>
      startProcess('import-pages.ts', file, String(first), '1').rest(),
    );
    expect(await Promise.all(starts)).toEqual([['0'], ['1'], ['2'], ['3']]);
    expect((await (await openTestStore({ file })).corpus.overview()).pages).toBe(4);
  });

  it('is refused as a second bot until the first is gone, even killed', async () => {
    const file = join(makeTestFolder(), 'offprint.sqlite');
    const first = startProcess('run-bot.ts', file);
    expect(await first.line()).toBe('open');

    const second = startProcess('run-bot.ts', file);
    expect(await second.line()).toContain('Another Offprint bot is running on');
    expect(await second.rest()).toEqual([]);
    await expect(openTestStore({ file, role: 'bot' })).rejects.toThrow(
      'Another Offprint bot is running',
    );
    const command = await openTestStore({ file });
    expect((await command.corpus.overview()).papers).toBe(0);

    first.child.kill('SIGKILL');
    await once(first.child, 'close');
    const third = startProcess('run-bot.ts', file);
    expect(await third.line()).toBe('open');
  });

  it('is refused as a second bot within this process too, until the first closes', () => {
    const file = join(makeTestFolder(), 'offprint.sqlite');
    const first = takeBotLock(file);
    expect(() => takeBotLock(file)).toThrow('Another Offprint bot is running');
    first.release();
    takeBotLock(file).release();
  });
});

it('leaves whole pages only when it is killed in the middle of one', async () => {
  const file = join(makeTestFolder(), 'offprint.sqlite');
  let kept = 0;
  for (const dieAt of seededMoments(6)) {
    const { rest } = startProcess('import-pages.ts', file, String(kept), '10', String(dieAt));
    const said = await rest();
    expect(said).toHaveLength(Math.floor(dieAt / papersOnAPage));
    kept += said.length;
    expect(wholePages(file)).toBe(kept);
  }
  const { rest } = startProcess('import-pages.ts', file, String(kept), '2');
  await rest();
  expect(wholePages(file)).toBe(kept + 2);
}, 60_000);

/** Papers before which a process is killed, within its first five pages. */
function seededMoments(count: number): number[] {
  let state = 20261121;
  return Array.from({ length: count }, () => {
    // Park and Miller's generator (CACM 31, 1988).
    state = (state * 48271) % 2147483647;
    return state % (5 * papersOnAPage);
  });
}

/** The number of pages, after a look at each of them with SQLite alone. */
function wholePages(file: string): number {
  const database = openSqlite(file);
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    const listings = database.prepare('SELECT count(*) FROM listings WHERE abstract > 0').pluck();
    const pages = Number(database.prepare('SELECT count(*) FROM pages').pluck().get());
    expect(listings.get()).toBe(pages * papersOnAPage);
    const revision = database.prepare('SELECT revision FROM corpus').pluck().get();
    expect(revision).toBe(pages);
    return pages;
  } finally {
    database.close();
  }
}
