import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addDays } from '../../../src/corpus/days.ts';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import type { Claim } from '../../../src/digest/post/digest-ledger.ts';
import { openSqlite } from '../../../src/store/sqlite/database/open-sqlite.ts';
import { scheduleOf } from '../../digest/schedule-of.ts';
import { describeEngines } from '../engines.ts';
import { makeTestFolder } from '../make-test-folder.ts';
import { openTestStore } from '../open-test-store.ts';

const [a, b, c] = [paperIdOf('A'), paperIdOf('B'), paperIdOf('C')];
const destination = 'c';

function claimOf(day: string): Claim {
  return { id: day, destination, day, edition: 0, claimedAt: new Date(day), lastPage: 0 };
}

describeEngines((engine) => {
  it('what had no room stays in its order, and waits for four weeks', async () => {
    const store = await openTestStore({ engine });
    const { digestLedger: ledger } = store;
    await store.schedules.keepSchedule(scheduleOf({ destination }));
    const first = '2026-10-05';
    for (const [after, more] of [
      [
        0,
        [
          { id: c, part: 'trending' },
          { id: a, part: 'new' },
          { id: b, part: 'new' },
        ],
      ],
      [
        28,
        [
          { id: b, part: 'new' },
          { id: a, part: 'shelf' },
        ],
      ],
      [29, []],
    ] as const) {
      const day = addDays(first, after);
      await ledger.claim([claimOf(day)]);
      const posted = { messageId: `m ${day}`, postedAt: new Date(day), shown: [] };
      await ledger.record(day, { ...posted, more });
    }
    expect(await ledger.moreOf(first)).toEqual([c, a, b]);
    expect(await ledger.moreOf(addDays(first, 29))).toEqual([]);
    const after = async (days: number) =>
      (await ledger.memory(destination, new Date(addDays(first, days)))).waiting;
    expect(await after(1)).toEqual(
      new Map([
        [a, 1],
        [b, 1],
      ]),
    );
    expect(await after(29)).toEqual(
      new Map([
        [a, 1],
        [b, 2],
      ]),
    );
    expect((await ledger.memory(destination)).waiting).toEqual(new Map([[b, 1]]));
  });
});

it('what an older Offprint kept of it is still there', async () => {
  const file = join(makeTestFolder(), 'offprint.sqlite');
  const old = await openTestStore({ file });
  await old.schedules.keepSchedule(scheduleOf({ destination }));
  await old.digestLedger.claim([claimOf('2026-11-20')]);
  await old.close();
  const database = openSqlite(file);
  database.exec('DROP TABLE digest_more; PRAGMA user_version = 9');
  const keep = database.prepare("INSERT INTO digest_papers VALUES ('2026-11-20', ?, ?, 'new', ?)");
  keep.run(1, a, 0.5);
  keep.run(2, c, null);
  keep.run(3, b, null);
  database.close();

  const { digestLedger: ledger } = await openTestStore({ file });
  expect(await ledger.moreOf('2026-11-20')).toEqual([c, b]);
  const { shown, waiting } = await ledger.memory(destination);
  expect([[...shown.keys()], waiting]).toEqual([
    [a],
    new Map([
      [b, 1],
      [c, 1],
    ]),
  ]);
});
