import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPersonHash } from '../../../../src/library/people/privacy.ts';
import { restoreBackup } from '../../../../src/store/sqlite/backup/restore-backup.ts';
import { scheduleOf } from '../../../digest/schedule-of.ts';
import {
  day,
  openTestLibrary,
  paper,
  type TestLibrary,
} from '../../../library/open-test-library.ts';
import { makeTestFolder } from '../../make-test-folder.ts';

const titles = ['Reward Hacking', 'Offline Policy'];
const [first, second] = titles.map(paper) as [ReturnType<typeof paper>, ReturnType<typeof paper>];

function keyOf(person: string, which = first) {
  return { library: 'lab', person, paper: which };
}

/** A backup in which ada, grace and alan saved; grace reacted to do so, and was then forgotten. */
async function backUpAndForget() {
  const folder = makeTestFolder();
  const [file, backup] = [join(folder, 'offprint.sqlite'), join(folder, 'copy.sqlite')];
  const test = await openTestLibrary(titles, file);
  const { saving, privacy } = test.library;
  await saving.messageShown({
    id: 'card',
    channel: 'papers',
    server: 'lab',
    postedAt: test.clock.now(),
    papers: [first],
  });
  await saving.save(keyOf('ada'));
  await saving.reactionPutOn(graceReacts);
  await saving.save(keyOf('grace', second));
  await test.store.backup(backup);
  test.clock.advance(day);
  await privacy.forget('grace');
  await saving.save(keyOf('alan'));
  return { test, file, backup };
}

const graceReacts = {
  message: 'card',
  person: 'grace',
  emoji: { id: null, name: '🔖' },
  kind: 'normal',
} as const;

async function peopleWithSaves({ library }: TestLibrary): Promise<string[]> {
  const people = ['ada', 'grace', 'alan'];
  const kept = await Promise.all(people.map((person) => library.privacy.show(person)));
  return kept.filter(({ saves }) => saves.length > 0).map(({ person }) => person);
}

function restore(file: string, backup: string, now: Date, older?: boolean) {
  return restoreBackup({
    database: file,
    backup,
    now,
    personHash: createPersonHash,
    ...(older && { older }),
  });
}

describe('restoring a backup', () => {
  it('brings back no follow, no view and no name of whoever was forgotten since', async () => {
    const folder = makeTestFolder();
    const [file, backup] = [join(folder, 'offprint.sqlite'), join(folder, 'copy.sqlite')];
    const test = await openTestLibrary(titles, file);
    const setUpAt = test.clock.now();
    for (const person of ['grace', 'ada']) {
      const { server: _, ...own } = scheduleOf({ destination: `@${person}`, setUpAt });
      await test.store.schedules.keepSchedule({ ...own, setUpBy: person });
    }
    const channel = scheduleOf({ destination: 'papers', setUpBy: 'grace', setUpAt });
    await test.store.schedules.keepSchedule(channel);
    const view = await test.store.views.keepView({ teammate: 'grace' });
    await test.store.backup(backup);
    await test.library.privacy.forget('grace');
    const now = test.clock.now();
    await test.close();

    expect(restore(file, backup, now).forgotten).toBe(1);
    const after = await openTestLibrary(titles, file);
    const { schedules, views } = after.store;
    expect(await schedules.schedule('@grace')).toBeUndefined();
    expect(await schedules.schedule('@ada')).toBeDefined();
    expect(await schedules.schedule('papers')).toMatchObject({ setUpBy: 'nobody' });
    expect(await views.openView(view)).toBeUndefined();
    await after.close();
  });

  it('brings everything back but what was forgotten since', async () => {
    const { test, file, backup } = await backUpAndForget();
    expect(await peopleWithSaves(test)).toEqual(['ada', 'alan']);
    const now = test.clock.now();
    await test.close();

    const { kept, forgotten } = restore(file, backup, now);
    expect(kept).toMatch(/before-restore/);
    expect(forgotten).toBe(1);
    const restored = await openTestLibrary(titles, file);
    expect(await peopleWithSaves(restored)).toEqual(['ada']);

    // The old reaction is still there at Discord and is read back.
    const [message] = await restored.library.saving.messagesToReadBack();
    if (!message) {
      throw new Error('the card is to be read back');
    }
    await restored.library.saving.reactionsRead(message, [graceReacts]);
    expect(await peopleWithSaves(restored)).toEqual(['ada']);
    await restored.close();
  });

  it('needs no database to replace', async () => {
    const { test, backup } = await backUpAndForget();
    const now = test.clock.now();
    await test.close();
    const file = join(makeTestFolder(), 'new', 'offprint.sqlite');
    expect(restore(file, backup, now)).toEqual({ forgotten: 0 });
    const restored = await openTestLibrary(titles, file);
    expect(await peopleWithSaves(restored)).toEqual(['ada', 'grace']);
    await restored.close();
  });

  it('refuses a backup of more than 30 days, unless told', async () => {
    const { test, file, backup } = await backUpAndForget();
    const now = new Date(test.clock.now().getTime() + 30 * day);
    await test.close();
    expect(() => restore(file, backup, now)).toThrow(/more than 30 days old/);
    expect(restore(file, backup, now, true).kept).toBeDefined();
  });

  it('refuses what is no backup, and a running bot, and leaves the database alone', async () => {
    const { test, file, backup } = await backUpAndForget();
    const now = test.clock.now();
    const rubbish = `${file}.txt`;
    writeFileSync(rubbish, 'not a database, and long enough to be read as one'.repeat(100));
    expect(() => restore(file, rubbish, now)).toThrow(/is not an Offprint backup/);
    expect(() => restore(file, `${file}.gone`, now)).toThrow(/There is no file/);
    expect(() => restore(file, file, now)).toThrow(/the database itself/);
    expect(await peopleWithSaves(test)).toEqual(['ada', 'alan']);
    await test.close();
    const bot = await openTestLibrary(titles, file, 'bot');
    expect(() => restore(file, backup, now)).toThrow(/Another Offprint bot is running/);
    expect(await peopleWithSaves(bot)).toEqual(['ada', 'alan']);
    await bot.close();
  });
});
