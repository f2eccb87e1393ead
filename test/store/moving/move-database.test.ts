import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { createPersonHash } from '../../../src/library/people/privacy.ts';
import { moveDatabase } from '../../../src/store/moving/move-database.ts';
import { restoreDatabase } from '../../../src/store/moving/restore-database.ts';
import { tables } from '../../../src/store/moving/tables.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { isPostgresAddress } from '../../../src/store/postgres/database/address.ts';
import { openPostgres } from '../../../src/store/postgres/database/postgres.ts';
import { openSqlite } from '../../../src/store/sqlite/database/open-sqlite.ts';
import type { Store } from '../../../src/store/store.ts';
import { scheduleOf } from '../../digest/schedule-of.ts';
import { createTestSchema, describeEngines, hasServer } from '../engines.ts';
import { makeTestFolder } from '../make-test-folder.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const clock = { now: () => new Date('2026-11-21T12:00:00Z') };
const options = { paperIdOf, clock };
const key = { library: 'lab', person: 'ada', paper: paperIdOf('Tea Cools') };

/** Something in many tables. */
async function fill(store: Store): Promise<void> {
  const { corpus, library, views, schedules } = store;
  await corpus.importPage(
    pageOf([{ title: 'Tea Cools', abstract: 'A cup.\u{1f375}' }, 'Cranes'], { date: '2026-11-20' }),
  );
  await corpus.importPage(pageOf(['Undated Tides']));
  await library.saves.change(key, () => ({
    asked: true,
    savedAt: clock.now(),
    tags: ['tea'],
    note: 'Read “this”.',
    reactions: [],
  }));
  await views.keepView({ query: 'tea' });
  await schedules.keepSchedule(scheduleOf({ destination: 'papers', setUpBy: 'ada' }));
}

/** What people would see of it. */
async function seen(store: Store) {
  return {
    overview: await store.corpus.overview(),
    papers: await store.corpus.papers(['Tea Cools', 'Cranes', 'Undated Tides'].map(paperIdOf)),
    save: await store.library.saves.find(key),
    schedules: await store.schedules.schedules(),
  };
}

/** One row that no database takes over. */
const orphan = "INSERT INTO paper_titles (title, paper) VALUES ('lost', 'nowhere')";
/** One that is whole, and too large for PostgreSQL. */
const large = 'UPDATE papers SET version = 1 << 40';

function write(file: string, statement: string): void {
  const database = openSqlite(file);
  database.pragma('foreign_keys = OFF');
  database.exec(statement);
  database.close();
}

/** The tables of a schema, or the files of a folder. */
async function traces(database: string): Promise<readonly string[]> {
  if (!isPostgresAddress(database)) {
    return readdirSync(dirname(database));
  }
  const postgres = await openPostgres(database);
  onTestFinished(() => postgres.close());
  const rows = await postgres.query<{ relname: string }>(
    'SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace',
  );
  return rows.map(({ relname }) => relname);
}

it('carries over every table of the schema', async () => {
  const file = join(makeTestFolder(), 'offprint.sqlite');
  await openTestStore({ file });
  const database = openSqlite(file);
  onTestFinished(() => void database.close());
  const all = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .all()
    .filter((name) => name !== 'sqlite_sequence' && name !== 'backup');
  expect([...tables].toSorted()).toEqual(all.toSorted());
});

describeEngines((engine) => {
  it('is backed up to one SQLite file that has everything', async () => {
    const store = await openTestStore({ engine, clock });
    await fill(store);
    const copy = join(makeTestFolder(), 'copy.sqlite');
    await store.backup(copy);
    expect(await seen(await openTestStore({ file: copy }))).toEqual(await seen(store));
  });
});

describe.skipIf(!hasServer)('moving to a PostgreSQL server', () => {
  async function openAt(database: string): Promise<Store> {
    const store = await openStore({ ...options, database, role: 'command' });
    onTestFinished(() => store.close());
    return store;
  }

  async function filledFile(): Promise<string> {
    const file = join(makeTestFolder(), 'offprint.sqlite');
    const store = await openStore({ ...options, database: file, role: 'command' });
    await fill(store);
    await store.close();
    return file;
  }

  it('and back leaves everything as it was, and new rows get new numbers', async () => {
    const from = await filledFile();
    const to = await createTestSchema();
    const counts = await moveDatabase({ ...options, from, to });
    expect(counts.get('papers')).toBe(3);
    expect(counts.get('listings')).toBe(3);
    const moved = await openAt(to);
    expect(await seen(moved)).toEqual(await seen(await openAt(from)));
    await moved.corpus.importPage(pageOf(['Another', 'Cranes']));
    expect((await moved.corpus.overview()).pages).toBe(3);

    const back = join(makeTestFolder(), 'back.sqlite');
    await moveDatabase({ ...options, from: to, to: back });
    expect(await seen(await openAt(back))).toEqual(await seen(moved));
  });

  it.each([
    { to: 'an empty database', create: createTestSchema },
    { to: 'a new file', create: async () => join(makeTestFolder(), 'new.sqlite') },
  ])('that fails leaves nothing behind in $to', async ({ create }) => {
    const from = await filledFile();
    write(from, orphan);
    const to = await create();
    await expect(moveDatabase({ ...options, from, to })).rejects.toThrow(/foreign key/i);
    expect(await traces(to)).toEqual([]);
    const whole = await filledFile();
    await moveDatabase({ ...options, from: whole, to });
    expect(await seen(await openAt(to))).toEqual(await seen(await openAt(whole)));
  });

  it('is refused where the other database has data, and while a bot is running', async () => {
    const from = await filledFile();
    const to = await createTestSchema();
    await moveDatabase({ ...options, from, to });
    await expect(moveDatabase({ ...options, from, to })).rejects.toThrow('has data already');
    await openTestStore({ file: from, role: 'bot' });
    const empty = await createTestSchema();
    await expect(moveDatabase({ ...options, from, to: empty })).rejects.toThrow(
      'Another Offprint bot is running',
    );
  });

  it('a backup that cannot be restored leaves an empty database empty, and another as it was', async () => {
    const backup = await filledFile();
    write(backup, large);
    const restore = (database: string) =>
      restoreDatabase({
        ...options,
        database,
        backup,
        now: clock.now(),
        personHash: createPersonHash,
      });
    const empty = await createTestSchema();
    await expect(restore(empty)).rejects.toThrow('out of range');
    expect(await traces(empty)).toEqual([]);

    const used = await createTestSchema();
    const store = await openAt(used);
    await store.corpus.importPage(pageOf(['Of Before']));
    await expect(restore(used)).rejects.toThrow('out of range');
    expect(await store.corpus.overview()).toMatchObject({ papers: 1, pages: 1 });
    const kept = readdirSync(dirname(backup)).filter((name) => name.includes('before-restore'));
    expect(kept).toEqual([]);
  });

  it('a backup restored is what was backed up, and what was there is kept', async () => {
    const database = await createTestSchema();
    const store = await openAt(database);
    await fill(store);
    const before = await seen(store);
    const backup = join(makeTestFolder(), 'copy.sqlite');
    await store.backup(backup);
    await store.corpus.importPage(pageOf(['Later']));
    const { kept = '' } = await restoreDatabase({
      ...options,
      database,
      backup,
      now: clock.now(),
      personHash: createPersonHash,
    });
    expect(await seen(store)).toEqual(before);
    expect((await (await openAt(kept)).corpus.overview()).pages).toBe(3);
  });
});
