import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/database/open-sqlite.ts';
import { scheduleOf } from '../../digest/schedule-of.ts';
import { day, openTestLibrary, paper, type TestLibrary } from '../open-test-library.ts';

const titles = ['Reward Hacking', 'Offline Policy'];
const [first, second] = titles.map(paper) as [ReturnType<typeof paper>, ReturnType<typeof paper>];
const emoji = { id: null, name: '🔖' };

let test: TestLibrary;

beforeEach(async () => {
  test = await openTestLibrary(titles);
  await test.library.saving.messageShown({
    id: 'card',
    channel: 'papers',
    server: 'lab',
    postedAt: test.clock.now(),
    papers: [first],
  });
});
afterEach(() => test.close());

const graceReacts = { message: 'card', person: 'grace', emoji, kind: 'normal' } as const;

/** What grace follows and was sent, a digest that she set up, a list of hers, a paper she opened. */
async function keepFollowingAndViews(): Promise<void> {
  const { schedules, digestLedger, views, events } = test.store;
  const { server: _, ...own } = scheduleOf({ destination: '@grace', setUpBy: 'grace' });
  const interests = { topics: ['agents'], keywords: [], authors: [], excludes: [] };
  await schedules.keepSchedule({ ...own, interests });
  await schedules.keepSchedule(scheduleOf({ destination: 'papers', setUpBy: 'grace' }));
  const now = test.clock.now();
  const claim = { id: 'claim', destination: '@grace', day: '2026-11-21', edition: 0 };
  await digestLedger.claim([{ ...claim, claimedAt: now, lastPage: 0 }]);
  const shown = [{ id: second, part: 'new', score: 0 }] as const;
  await digestLedger.record('claim', { messageId: 'direct', postedAt: now, shown, more: [] });
  const message = { id: 'direct', channel: 'dm', postedAt: now, papers: [second] };
  await test.library.saving.messageShown(message);
  await views.keepView({ teammate: 'grace', tag: 't' });
  const open = { server: 'lab', person: 'grace', paper: first, at: now, fromSearch: false };
  await events.recordOpen(open);
  await test.store.corpus.startImport({ id: 'file', at: now, person: 'grace', server: 'lab' });
}

async function readBack(standing: readonly (typeof graceReacts)[]) {
  const [message] = await test.library.saving.messagesToReadBack();
  if (message) {
    await test.library.saving.reactionsRead(message, standing);
  }
}

async function savesOf(person: string) {
  return (await test.library.privacy.show(person)).saves.map(({ paper: id }) => id);
}

describe('forgetting', () => {
  it('leaves nothing of a person in the database', async () => {
    const { saving, settings, privacy } = test.library;
    const key = { library: 'lab', person: 'grace', paper: first };
    await saving.reactionPutOn(graceReacts);
    await saving.write(key, { note: 'mine', tag: ['t'], state: 'read' });
    await saving.save({ ...key, library: '@grace', paper: second });
    await settings.changePerson('grace', { timeZone: 'Europe/Paris', named: false });
    await test.library.passOver({ ...key, paper: second });
    await test.library.retention.memberLookedUp('lab', 'grace', true);
    await keepFollowingAndViews();
    expect(await privacy.show('grace')).toMatchObject({
      followed: ['agents'],
      following: { minute: 540, zone: 'Europe/Berlin' },
      brought: [second],
      digestsSetUp: ['papers'],
      opened: [{ server: 'lab', paper: first }],
      lookedUp: [{ server: 'lab', at: test.clock.now() }],
    });
    await privacy.forget('grace');
    expect(await privacy.show('grace')).toEqual({
      person: 'grace',
      settings: { named: true, sharesNotes: false },
      saves: [],
      followed: [],
      brought: [],
      digestsSetUp: [],
      opened: [],
      lookedUp: [],
      notesAtZotero: 0,
      passedOver: [],
    });
    expect(await saving.shownMessage('direct')).toBeUndefined();
    expect(await saving.shownMessage('card')).toBeDefined();
    expect(await test.store.schedules.schedule('papers')).toMatchObject({ setUpBy: 'nobody' });
    expect(await rowsNaming('grace')).toEqual([]);
  });

  it('is not undone by an old reaction, read back or told again', async () => {
    const { saving, privacy } = test.library;
    await saving.reactionPutOn(graceReacts);
    await privacy.forget('grace');
    await readBack([graceReacts]);
    await saving.reactionPutOn({ ...graceReacts, kind: 'super' });
    expect(await savesOf('grace')).toEqual([]);
  });

  it('ends for a reaction that is taken off, heard of or not, and put on anew', async () => {
    const { saving, privacy } = test.library;
    for (const takeOff of [() => saving.reactionTakenOff(graceReacts), () => readBack([])]) {
      await saving.reactionPutOn(graceReacts);
      await privacy.forget('grace');
      await takeOff();
      await saving.reactionPutOn(graceReacts);
      expect(await savesOf('grace')).toEqual([first]);
    }
  });

  it('is itself forgotten after 30 days', async () => {
    const { saving, privacy, retention } = test.library;
    await saving.reactionPutOn(graceReacts);
    await privacy.forget('grace');
    test.clock.advance(30 * day + 1);
    await retention.expire();
    expect(await savesOf('grace')).toEqual([]);
    await saving.reactionPutOn(graceReacts);
    expect(await savesOf('grace')).toEqual([first]);
  });
});

describe('a person who left the server', () => {
  it('loses name and notes after 30 days away; what they saved stays', async () => {
    const { saving, retention, queries } = test.library;
    const key = { library: 'lab', person: 'grace', paper: first };
    await saving.save(key);
    await saving.write(key, { note: 'private', tag: ['kept'] });
    await test.store.schedules.keepSchedule(
      scheduleOf({ destination: 'papers', server: 'lab', setUpBy: 'grace' }),
    );
    expect(await retention.membersToLookUp(10)).toEqual([{ server: 'lab', person: 'grace' }]);
    await retention.memberLookedUp('lab', 'grace', false);
    expect(await retention.membersToLookUp(10)).toEqual([]);
    test.clock.advance(29 * day);
    await retention.expire();
    expect(await savesOf('grace')).toEqual([first]);
    test.clock.advance(2 * day);
    await retention.expire();
    expect(await savesOf('grace')).toEqual([]);
    const [row] = await queries.list({ library: 'lab', asker: 'ada', whose: 'team' });
    expect(row).toMatchObject({ paper: first, saves: 1, tags: ['kept'] });
    expect((await queries.savedBy('lab', 'ada', [first])).get(first)?.named).toEqual([]);
    expect(await rowsNaming('grace')).toEqual([]);
    expect(await retention.membersToLookUp(10)).toEqual([]);
  });

  it('keeps them by coming back in time, and is looked up again after a week', async () => {
    const { saving, retention } = test.library;
    await saving.save({ library: 'lab', person: 'grace', paper: first });
    await retention.memberLookedUp('lab', 'grace', false);
    test.clock.advance(8 * day);
    expect(await retention.membersToLookUp(10)).toHaveLength(1);
    await retention.memberLookedUp('lab', 'grace', true);
    test.clock.advance(25 * day);
    await retention.expire();
    expect(await savesOf('grace')).toEqual([first]);
  });
});

describe('a server that the bot was removed from', () => {
  it('keeps its data 30 days and gets all of it back when it invites again', async () => {
    const { saving, retention, settings } = test.library;
    await saving.save({ library: 'lab', person: 'grace', paper: first });
    await settings.changeServer('lab', { saveEmoji: '⭐' });
    await retention.serverLeft('lab');
    test.clock.advance(29 * day);
    await retention.expire();
    await retention.serverJoined('lab');
    test.clock.advance(29 * day);
    await retention.expire();
    expect(await savesOf('grace')).toEqual([first]);
    expect((await settings.serverSettings('lab')).saveEmoji).toBe('⭐');
  });

  it('is forgotten after 30 days, noticed at the start too, and no other with it', async () => {
    const { saving, retention } = test.library;
    await saving.save({ library: 'lab', person: 'grace', paper: first });
    await saving.save({ library: 'other', person: 'grace', paper: second });
    await saving.save({ library: '@grace', person: 'grace', paper: second });
    // Another process hears of this one.
    await saving.save({ library: 'elsewhere', person: 'grace', paper: first });
    await retention.inServers(['other'], (server) => server !== 'elsewhere');
    test.clock.advance(30 * day + 1);
    await retention.expire();
    expect(await savesOf('grace')).toEqual([second, first, second]);
    expect(await saving.shownMessage('card')).toBeUndefined();
  });
});

/** Tables of the database in which a text stands. */
async function rowsNaming(text: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-privacy-'));
  const copy = join(folder, 'copy.sqlite');
  await test.store.backup(copy);
  const database = openSqlite(copy, { readonly: true });
  const tables = database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    .pluck()
    .all();
  const naming = tables.filter((table) =>
    JSON.stringify(database.prepare(`SELECT * FROM ${table}`).all()).includes(text),
  );
  database.close();
  rmSync(folder, { recursive: true });
  return naming;
}
