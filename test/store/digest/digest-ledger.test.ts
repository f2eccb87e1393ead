import { expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import type { Claim } from '../../../src/digest/post/digest-ledger.ts';
import { scheduleOf } from '../../digest/schedule-of.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore } from '../open-test-store.ts';

const [a, b, c] = ['A', 'B', 'C'].map(paperIdOf) as [
  ReturnType<typeof paperIdOf>,
  ReturnType<typeof paperIdOf>,
  ReturnType<typeof paperIdOf>,
];
const moment = (day: string, hour = 9) => new Date(Date.parse(day) + hour * 3_600_000);

function claimOf(destination: string, day: string, edition = 0): Claim {
  const id = `${destination} ${day} ${edition}`;
  return { id, destination, day, edition, claimedAt: moment(day, 9 + edition), lastPage: 7 };
}

describeEngines((engine) => {
  async function openTwo(destinations: readonly string[]) {
    const on = await engine.createDatabase();
    const [one, other] = [await openTestStore({ on }), await openTestStore({ on })];
    for (const destination of destinations) {
      await one.schedules.keepSchedule(scheduleOf({ destination }));
    }
    return { ledger: one.digestLedger, other: other.digestLedger, schedules: one.schedules };
  }

  it('gives each claim to one of those who claim it at the same time', async () => {
    const destinations = Array.from({ length: 30 }, (_, place) => `c${place}`);
    const { ledger, other } = await openTwo(destinations);
    const claims = destinations.map((destination) => claimOf(destination, '2026-11-21'));
    // In different orders, and in parts.
    const given = await Promise.all([
      ledger.claim(claims),
      other.claim(claims.toReversed()),
      ledger.claim(claims.slice(10)),
      other.claim(claims.slice(0, 20).toReversed()),
    ]);
    expect(
      given
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(claims.map(({ id }) => id).sort());
    expect(await other.claim(claims)).toEqual([]);
    expect(await ledger.openClaims()).toHaveLength(30);
  });

  it('keeps what a message shows once, and how the digest ended once', async () => {
    const { ledger, other } = await openTwo(['c']);
    const claim = claimOf('c', '2026-11-21');
    expect(await ledger.claim([claim])).toEqual([claim]);
    expect(await other.openClaims()).toEqual([{ ...claim, papers: 0 }]);
    const post = {
      messageId: 'm',
      postedAt: moment('2026-11-21', 10),
      shown: [
        { id: b, part: 'trending', score: 0.125 },
        { id: a, part: 'new', score: 0 },
      ],
      more: [{ id: c, part: 'new' }],
      note: 'a chart was left out',
    } as const;
    await ledger.record(claim.id, post);
    await other.record(claim.id, { ...post, messageId: 'n', shown: [], note: undefined });
    await ledger.complete(claim.id, 'posted');
    await other.complete(claim.id, 'missed', 'too late');
    const entry = {
      ...claim,
      messageId: 'm',
      outcome: 'posted',
      note: 'a chart was left out',
      papers: 2,
    };
    expect(await ledger.entry(claim.id)).toEqual(entry);
    expect(await ledger.entries('c', 5)).toEqual([entry]);
    expect(await ledger.moreOf(claim.id)).toEqual([c]);
    expect(await ledger.openClaims()).toEqual([]);
    const memory = await ledger.memory('c');
    expect([...memory.shown]).toEqual([
      [b, { day: '2026-11-21', score: 0.125 }],
      [a, { day: '2026-11-21', score: 0 }],
    ]);
    expect([...memory.waiting]).toEqual([[c, 1]]);
    expect((await ledger.memory('c', claim.claimedAt)).shown.size).toBe(0);
    expect(await ledger.entry('another')).toBeUndefined();
  });

  it('knows the days that are dealt with', async () => {
    const { ledger } = await openTwo(['c', 'd']);
    const days = { empty: '2026-11-17', unknown: '2026-11-18', refused: '2026-11-19' } as const;
    for (const [outcome, day] of Object.entries(days)) {
      await ledger.claim([claimOf('c', day)]);
      await ledger.complete(claimOf('c', day).id, outcome as keyof typeof days, 'because');
    }
    expect(await ledger.lastDealtWith('c', '2026-11-21')).toBe('2026-11-18');
    expect(await ledger.lastDealtWith('c', '2026-11-18')).toBe('2026-11-17');
    expect(await ledger.lastDealtWith('d', '2026-11-21')).toBeUndefined();
    expect((await ledger.entry(claimOf('c', days.refused).id))?.note).toBe('because');

    // One that somebody asked for is in the way of the daily one unless it was not posted.
    await ledger.claim([claimOf('d', '2026-11-19', 1), claimOf('d', '2026-11-20', 1)]);
    await ledger.complete(claimOf('d', '2026-11-19', 1).id, 'refused');
    expect(await ledger.claimedDays('2026-11-18', '2026-11-20')).toEqual(
      new Set(['c 2026-11-18', 'c 2026-11-19', 'd 2026-11-20']),
    );
  });

  it('finds the last post, or the one before a moment, and the last claimed entries', async () => {
    const { ledger } = await openTwo(['c']);
    for (const [day, edition] of [
      ['2026-11-19', 0],
      ['2026-11-20', 0],
      ['2026-11-20', 1],
      ['2026-11-21', 0],
    ] as const) {
      const claim = claimOf('c', day, edition);
      await ledger.claim([claim]);
      if (day !== '2026-11-21') {
        const message = { messageId: claim.id, postedAt: claim.claimedAt };
        await ledger.record(claim.id, { ...message, shown: [], more: [] });
        await ledger.complete(claim.id, 'posted');
      }
    }
    expect(await ledger.previousPost('c')).toEqual({
      day: '2026-11-20',
      at: moment('2026-11-20', 10),
      page: 7,
    });
    expect((await ledger.previousPost('c', moment('2026-11-20')))?.day).toBe('2026-11-19');
    expect(await ledger.previousPost('d')).toBeUndefined();
    const entries = await ledger.entries('c', 3);
    expect(entries.map(({ day, edition }) => [day, edition])).toEqual([
      ['2026-11-21', 0],
      ['2026-11-20', 1],
      ['2026-11-20', 0],
    ]);
  });

  it('is forgotten with its schedule', async () => {
    const { ledger, schedules } = await openTwo(['c']);
    await ledger.claim([claimOf('c', '2026-11-21')]);
    await schedules.stopSchedule('c', moment('2026-11-21'));
    await schedules.forgetStopped(moment('2026-11-21', 8));
    expect(await ledger.openClaims()).toHaveLength(1);
    await schedules.forgetStopped(moment('2026-11-21', 10));
    expect(await ledger.openClaims()).toEqual([]);
  });
});
