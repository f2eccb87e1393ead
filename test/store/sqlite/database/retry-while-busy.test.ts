import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../../../src/store/sqlite/database/open-sqlite.ts';
import { retryWhileBusy } from '../../../../src/store/sqlite/database/retry-while-busy.ts';
import { makeTestFolder } from '../../make-test-folder.ts';
import { openTestStore, pageOf } from '../../open-test-store.ts';

/** A store, and somebody else who is writing into its database until told to be done. */
async function openBusyStore() {
  const file = join(makeTestFolder(), 'offprint.sqlite');
  const store = await openTestStore({ file, role: 'bot' });
  const other = openSqlite(file);
  onTestFinished(() => void other.close());
  return {
    store,
    begin: () => other.exec('BEGIN IMMEDIATE'),
    done: () => other.exec('COMMIT'),
  };
}

describe('while somebody else writes', () => {
  it('a step waits and happens then, and the event loop goes on', async () => {
    const { store, begin, done } = await openBusyStore();
    begin();
    let kept: string | undefined;
    const keeping = store.views.keepView({ query: 'x' }).then((key) => {
      kept = key;
    });
    // Were SQLite itself to wait, nobody would ever be done: the other writer is in this thread.
    for (let turn = 0; turn < 100; turn += 1) {
      await setImmediate();
    }
    expect(kept).toBeUndefined();
    done();
    await keeping;
    expect(await store.views.openView(kept ?? '')).toEqual({ query: 'x' });
  });

  it('steps that wait are taken in their order', async () => {
    const { store, begin, done } = await openBusyStore();
    begin();
    const steps = ['Europe/Berlin', 'Asia/Tokyo', 'Europe/Paris'].map((zone) =>
      store.schedules.keepZone('100000000000000001', zone),
    );
    done();
    await Promise.all(steps);
    expect(await store.schedules.zoneOf('100000000000000001')).toBe('Europe/Paris');
  });

  it('a step that comes once the other is done does not overtake one that waits', async () => {
    const { store, begin, done } = await openBusyStore();
    begin();
    const earlier = store.schedules.keepZone('100000000000000001', 'Asia/Tokyo');
    await setImmediate();
    done();
    await store.schedules.keepZone('100000000000000001', 'Europe/Paris');
    await earlier;
    expect(await store.schedules.zoneOf('100000000000000001')).toBe('Europe/Paris');
  });

  it('what is there is read at once', async () => {
    const { store, begin } = await openBusyStore();
    await store.corpus.importPage(pageOf(['A']));
    begin();
    expect((await store.corpus.paperByTitle('A'))?.title).toBe('A');
    const batches: number[] = [];
    for await (const batch of store.corpus.changedPapers(0)) {
      batches.push(batch.length);
    }
    expect(batches).toEqual([1]);
  });

  it('a step that cannot happen at all fails at once', async () => {
    const { store } = await openBusyStore();
    await expect(store.corpus.noteImport('no time of day')).rejects.toThrow(/CHECK/);
  });

  it('a method that is not declared async waits too, even if it throws', async () => {
    let isBusy = true;
    const done: string[] = [];
    const store = retryWhileBusy({
      keep: (name: string) => {
        if (isBusy) {
          throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
        }
        done.push(name);
        return Promise.resolve(name);
      },
      drop: async (name: string) => {
        if (isBusy) {
          throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY_SNAPSHOT' });
        }
        done.push(`no ${name}`);
      },
    });
    const steps = [store.drop('a'), store.keep('a'), store.drop('b')];
    await setImmediate();
    isBusy = false;
    expect(await Promise.all(steps)).toEqual([undefined, 'a', undefined]);
    expect(done).toEqual(['no a', 'a', 'no b']);
  });

  it('takes only stores whose every member returns a promise', () => {
    // @ts-expect-error: a member that answers at once could not wait.
    retryWhileBusy({ find: () => 1 });
  });
});
