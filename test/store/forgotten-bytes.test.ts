import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scheduleOf } from '../digest/schedule-of.ts';
import { openTestLibrary, paper } from '../library/open-test-library.ts';
import { makeTestFolder } from './make-test-folder.ts';

const person = '770077007700770077';
const directChannel = '880088008800880088';
const note = 'Nobody else would write this';
const tag = 'only-of-hers';
const traces = [person, directChannel, note, tag];

function tracesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((file) => {
    const bytes = readFileSync(join(folder, file), 'latin1');
    return traces.filter((trace) => bytes.includes(trace)).map((trace) => `${file}: ${trace}`);
  });
}

it('leaves nothing of a person in the bytes of the database, its log and later backups', async () => {
  const folder = makeTestFolder();
  const titles = Array.from({ length: 300 }, (_, i) => `Paper number ${i}`);
  const test = await openTestLibrary(titles, join(folder, 'offprint.sqlite'), 'bot');
  try {
    const { saving } = test.library;
    const postedAt = test.clock.now();
    const emoji = { id: null, name: '🔖' };
    // Others come between, so that pages are split and rows are moved.
    for (const [i, title] of titles.entries()) {
      for (const who of [person, 'somebody', `other-${i}`]) {
        const key = { library: 'lab', person: who, paper: paper(title) };
        const ofHers = who === person;
        await saving.save(key);
        await saving.write(key, ofHers ? { note: `${note} ${i}`, tag: [tag] } : { note: 'A note' });
      }
      const shown = { id: `card-${i}`, channel: 'papers', server: 'lab', postedAt };
      await saving.messageShown({ ...shown, papers: [paper(title)] });
      await saving.reactionPutOn({ message: shown.id, person, emoji, kind: 'normal' });
      const direct = { id: `direct-${i}`, channel: directChannel, person, postedAt };
      await saving.messageShown({ ...direct, papers: [paper(title)] });
      await test.store.views.keepView({ teammate: person, page: i });
      const opened = {
        server: 'lab',
        person,
        paper: paper(title),
        at: postedAt,
        fromSearch: false,
      };
      await test.store.events.recordOpen(opened);
    }
    const { server: _, ...own } = scheduleOf({ destination: `@${person}`, setUpBy: person });
    const interests = { topics: [], keywords: [note], authors: [], excludes: [] };
    await test.store.schedules.keepSchedule({ ...own, interests });
    await test.store.schedules.keepSchedule(scheduleOf({ destination: 'papers', setUpBy: person }));
    const claim = { id: 'claim', destination: `@${person}`, day: '2026-11-21', edition: 0 };
    await test.store.digestLedger.claim([{ ...claim, claimedAt: postedAt, lastPage: 0 }]);
    expect(tracesIn(folder)).not.toEqual([]);

    await test.library.privacy.forget(person);
    expect(tracesIn(folder)).toEqual([]);
    await test.store.backup(join(folder, 'copy.sqlite'));
    expect(tracesIn(folder)).toEqual([]);
  } finally {
    await test.close();
  }
  expect(tracesIn(folder)).toEqual([]);
});

it.skipIf(process.platform === 'win32')(
  'lets the owner alone read the database, its log and backups',
  async () => {
    const folder = makeTestFolder();
    const test = await openTestLibrary(['A'], join(folder, 'offprint.sqlite'), 'command');
    await test.store.backup(join(folder, 'copy.sqlite'));
    const modes = readdirSync(folder).map((file) => [
      file,
      (statSync(join(folder, file)).mode & 0o777).toString(8),
    ]);
    await test.close();
    expect(modes).toEqual(
      ['copy.sqlite', 'offprint.sqlite', 'offprint.sqlite-shm', 'offprint.sqlite-wal'].map(
        (file) => [file, '600'],
      ),
    );
  },
);
