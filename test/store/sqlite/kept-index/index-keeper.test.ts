import { once } from 'node:events';
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { paperIdOf } from '../../../../src/corpus/paper-id.ts';
import { openStore } from '../../../../src/store/open-store.ts';
import { createIndexKeeper } from '../../../../src/store/sqlite/kept-index/index-keeper.ts';
import { startThread } from '../../../../src/store/start-thread.ts';
import type { Store } from '../../../../src/store/store.ts';
import { makeTestFolder } from '../../make-test-folder.ts';
import { pageOf } from '../../open-test-store.ts';

const now = () => new Date('2026-11-21T12:00:00Z');
const sections = [Buffer.from('{"revision":1}'), Buffer.alloc(0), Buffer.from('words\nand more')];

describe('createIndexKeeper', () => {
  let database: string;
  const keeper = () => createIndexKeeper(database);
  const withStore = async (use: (store: Store) => Promise<void>) => {
    const store = await openStore({ database, role: 'command', paperIdOf, clock: { now } });
    await use(store);
    await store.close();
  };
  const read = async () => (await keeper().read())?.map((section) => Buffer.from(section));

  beforeEach(async () => {
    database = join(makeTestFolder(), 'offprint.sqlite');
    await withStore(async ({ corpus }) => {
      await corpus.importPage(pageOf(['A Title'], { date: '2026-11-20' }));
    });
  });

  it('gives back what it kept last, to its owner alone', async () => {
    expect(await read()).toBeUndefined();
    await keeper().write([Buffer.from('older')]);
    await keeper().write(sections);
    expect(await read()).toEqual(sections);
    expect(statSync(`${database}.index`).mode & 0o777).toBe(0o600);
  });

  it('waits while somebody else writes to the database', async () => {
    await keeper().write([Buffer.from('older')]);
    const writer = startThread(new URL('./hold-write-lock', import.meta.url), database);
    const ended = once(writer, 'exit');
    await once(writer, 'message');
    await keeper().write(sections);
    expect(await read()).toEqual(sections);
    await ended;
  });

  it('gives nothing where any byte was changed, or the file was cut or made longer', async () => {
    await keeper().write(sections);
    const bytes = readFileSync(`${database}.index`);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(`${database}.index`, changed);
      expect(await read().catch(() => undefined)).toBeUndefined();
    }
    for (const other of [bytes.subarray(0, -1), Buffer.concat([bytes, bytes]), Buffer.alloc(0)]) {
      writeFileSync(`${database}.index`, other);
      expect(await read()).toBeUndefined();
    }
  });

  it('gives nothing to a database of before, or to another one', async () => {
    const before = `${database}.before`;
    await withStore((store) => store.backup(before));
    await keeper().write(sections);
    copyFileSync(before, database);
    expect(await read()).toBeUndefined();
  });

  it('gives it to a backup that was taken since', async () => {
    await keeper().write(sections);
    const copy = join(makeTestFolder(), 'copy.sqlite');
    await withStore((store) => store.backup(copy));
    copyFileSync(`${database}.index`, `${copy}.index`);
    database = copy;
    expect(await read()).toEqual(sections);
  });
});
