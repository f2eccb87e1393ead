import { describe, expect, it } from 'vitest';
import { claimIdOf } from '../../src/digest/post/claim-id.ts';
import { noInterests, type Schedule } from '../../src/digest/schedule/schedule.ts';
import { toMarkdown } from '../../src/reply/fit/to-markdown.ts';
import { pageOf } from '../store/open-test-store.ts';
import type { PostedReply } from './fake-channels.ts';
import { type DigestRig, openDigestRig, type RigOptions } from './open-digest-rig.ts';
import { scheduleOf } from './schedule-of.ts';

const morning = '2026-01-15T08:00:00Z';
const day = '2026-01-15';
const { destination } = scheduleOf();

async function openRig(options: Partial<RigOptions> = {}, schedule: Partial<Schedule> = {}) {
  const rig = await openDigestRig({ at: morning, ...options });
  await rig.store.corpus.importPage(pageOf(['Alpha', 'Beta'], { date: '2026-01-14' }));
  const activeSince = new Date('2026-01-14T12:00:00Z');
  await rig.store.schedules.keepSchedule(scheduleOf({ activeSince, ...schedule }));
  return rig;
}

function pass(rig: DigestRig, minutes: number): Promise<void> {
  rig.clock.at = new Date(rig.clock.at.getTime() + minutes * 60_000);
  return rig.digests.tick();
}

async function outcomes(rig: DigestRig): Promise<unknown[]> {
  const entries = await rig.store.digestLedger.entries(destination, 50);
  return entries.map(({ day: its, outcome }) => `${its} ${outcome ?? 'open'}`);
}

function textOf(message: PostedReply | undefined): string {
  return (message?.reply.blocks ?? [])
    .flatMap((block) => (block.kind === 'text' || block.kind === 'section' ? block.lines : []))
    .map((line) => toMarkdown([line], (command) => `/${command}`))
    .join('\n');
}

it('of a server on another process is left to that, also where it was left open', async () => {
  const rig = await openRig({ isOurs: (server) => server === undefined });
  const elsewhere = claimIdOf(destination, '2026-01-14', 0);
  await rig.store.digestLedger.claim([
    {
      id: elsewhere,
      destination,
      day: '2026-01-14',
      edition: 0,
      claimedAt: rig.clock.now(),
      lastPage: 0,
    },
  ]);
  const personal = '@300000000000000001';
  const activeSince = new Date('2026-01-14T12:00:00Z');
  const { server: _, ...own } = scheduleOf({ destination: personal, activeSince });
  await rig.store.schedules.keepSchedule(own);
  await pass(rig, 1);
  expect(rig.channels.posted.map((message) => message.destination)).toEqual([personal]);
  const open = await rig.store.digestLedger.openClaims();
  expect(open.map(({ id }) => id)).toEqual([elsewhere]);
});

it('finds a keyword in an abstract that came after the paper was first looked at', async () => {
  const interests = { ...noInterests, keywords: ['generation'] };
  const rig = await openRig({}, { interests });
  const title = 'Generative Kettles';
  await rig.store.corpus.importPage(pageOf([title], { name: 'one.txt', date: day }));
  await pass(rig, 0);
  expect(rig.channels.posted).toEqual([]);
  const abstract = 'We study the generation of steam.';
  await rig.store.corpus.importPage(
    pageOf([{ title, abstract }], { name: 'two.txt', date: '2026-01-16' }),
  );
  await pass(rig, 24 * 60);
  expect(textOf(rig.channels.posted[0])).toContain(title);
});

describe('a day', () => {
  it('brings one digest at its hour, however often it is looked at', async () => {
    const rig = await openRig();
    await pass(rig, -1);
    expect(rig.channels.posted).toEqual([]);
    await pass(rig, 1);
    for (let n = 0; n < 5; n += 1) {
      await pass(rig, 30);
    }
    expect(rig.channels.posted).toHaveLength(1);
    expect(rig.channels.posted[0]).toMatchObject({ nonce: claimIdOf(destination, day, 0) });
    expect(await outcomes(rig)).toEqual([`${day} posted`]);
    expect(rig.shown).toMatchObject([{ id: '1', channel: destination, papers: [{}, {}] }]);
  });

  it('brings nothing where there is nothing, and the next day starts fresh', async () => {
    const rig = await openRig();
    await pass(rig, 0);
    await pass(rig, 24 * 60);
    expect(rig.channels.posted).toHaveLength(1);
    expect(await outcomes(rig)).toEqual(['2026-01-16 empty', `${day} posted`]);
    await rig.store.corpus.importPage(pageOf(['Gamma'], { date: '2026-01-16' }));
    await pass(rig, 24 * 60);
    expect(rig.channels.posted).toHaveLength(2);
    expect(textOf(rig.channels.posted[1])).toContain('Gamma');
    expect(textOf(rig.channels.posted[1])).not.toContain('Alpha');
    expect(textOf(rig.channels.posted[1])).not.toContain('covers');
  });

  it('that was slept through until the evening is merged into the next', async () => {
    const rig = await openRig();
    await pass(rig, 11 * 60 + 1);
    expect(rig.channels.posted).toEqual([]);
    await pass(rig, 24 * 60);
    expect(rig.channels.posted).toEqual([]);
    await pass(rig, 13 * 60);
    expect(textOf(rig.channels.posted[0])).toContain('2 new');
    expect(await outcomes(rig)).toEqual(['2026-01-17 posted']);
  });

  it('says how many days it covers', async () => {
    const rig = await openRig();
    await pass(rig, 0);
    await rig.store.corpus.importPage(pageOf(['Gamma'], { date: '2026-01-16' }));
    await pass(rig, 3 * 24 * 60);
    expect(textOf(rig.channels.posted[1])).toContain('covers 3 days');
  });

  it('slept into is late until 20:00', async () => {
    const rig = await openRig();
    await pass(rig, 10 * 60);
    expect(rig.channels.posted).toHaveLength(1);
  });

  it('comes once although the clock jumps back and forth', async () => {
    const rig = await openRig();
    for (const minutes of [0, 3 * 60, -5 * 60, 4 * 60, -24 * 60, 24 * 60]) {
      await pass(rig, minutes);
    }
    const days = rig.channels.posted.map(({ nonce }) => nonce);
    expect(new Set(days).size).toBe(days.length);
    expect(days.filter((nonce) => nonce === claimIdOf(destination, day, 0))).toHaveLength(1);
  });
});

describe('a post whose answer is lost', () => {
  it('is made again by its nonce while it is young', async () => {
    for (const fault of ['lost-before', 'lost-after'] as const) {
      const rig = await openRig();
      let times = 1;
      rig.channels.fault = () => (times-- > 0 ? fault : undefined);
      await pass(rig, 0);
      expect(await outcomes(rig)).toEqual([`${day} open`]);
      await pass(rig, 1);
      expect(rig.channels.posted).toHaveLength(1);
      expect(await outcomes(rig)).toEqual([`${day} posted`]);
      expect(rig.warnings).toEqual(['digest postponed']);
    }
  });

  it('is looked for in the channel once it is old', async () => {
    for (const fault of ['lost-before', 'lost-after'] as const) {
      const rig = await openRig();
      let times = 1;
      rig.channels.fault = () => (times-- > 0 ? fault : undefined);
      await pass(rig, 0);
      await pass(rig, 45);
      expect(rig.channels.posted).toHaveLength(1);
      expect(await outcomes(rig)).toEqual([`${day} posted`]);
      expect(rig.shown).toMatchObject([{ papers: [{}, {}] }]);
    }
  });

  it('is closed as unknown where history cannot be read, told, and never made again', async () => {
    const rig = await openRig();
    rig.channels.readable = false;
    let times = 1;
    rig.channels.fault = () => (times-- > 0 ? 'lost-before' : undefined);
    await pass(rig, 0);
    await pass(rig, 45);
    await pass(rig, 60);
    expect(rig.channels.posted).toEqual([]);
    expect(await outcomes(rig)).toEqual([`${day} unknown`]);
    expect(rig.channels.told).toHaveLength(1);
  });

  it('is given up after 20:00 where it is surely not there', async () => {
    const rig = await openRig();
    let times = 1;
    rig.channels.fault = () => (times-- > 0 ? 'lost-before' : undefined);
    await pass(rig, 0);
    await pass(rig, 12 * 60);
    expect(await outcomes(rig)).toEqual([`${day} missed`]);
    await pass(rig, 12 * 60);
    expect(textOf(rig.channels.posted[0])).toContain('covers 2 days');
  });

  it('is settled before the next day’s is made', async () => {
    const rig = await openRig();
    let times = 1;
    rig.channels.fault = () => (times-- > 0 ? 'lost-after' : undefined);
    await pass(rig, 0);
    await rig.store.corpus.importPage(pageOf(['Gamma'], { date: '2026-01-16' }));
    await pass(rig, 24 * 60);
    expect(rig.channels.posted.map(textOf).map((text) => text.includes('Alpha'))).toEqual([
      true,
      false,
    ]);
  });
});

describe('two hosts with one token and separate databases', () => {
  it('post once, at the hour and long after it', async () => {
    for (const late of [0, 1, 45, 300]) {
      const one = await openRig();
      const other = await openRig({ beside: one });
      await other.store.corpus.importPage(pageOf(['Gamma'], { date: '2026-01-13' }));
      await one.digests.tick();
      await pass(other, late);
      expect(one.channels.posted).toHaveLength(1);
      // What both keep is what the message shows, not what each would have posted.
      const [mine, theirs] = await Promise.all(
        [one, other].map(async ({ store }) => (await store.digestLedger.memory(destination)).shown),
      );
      expect([...(theirs?.keys() ?? [])]).toEqual([...(mine?.keys() ?? [])]);
    }
  });
});

describe('a digest that Discord refuses', () => {
  it('is told once to who set it up, tried again each day, and told anew after it got through', async () => {
    const rig = await openRig();
    rig.channels.fault = () => 'no-permission';
    await pass(rig, 0);
    await pass(rig, 24 * 60);
    expect(await outcomes(rig)).toEqual(['2026-01-16 refused', `${day} refused`]);
    expect(rig.channels.told.map(({ person }) => person)).toEqual([scheduleOf().setUpBy]);
    rig.channels.fault = undefined;
    await pass(rig, 24 * 60);
    expect(textOf(rig.channels.posted[0])).toMatch(/Alpha.*Beta/s);
    expect(textOf(rig.channels.posted[0])).toContain('covers 3 days');
    await rig.store.corpus.importPage(pageOf(['Gamma'], { date: '2026-01-18' }));
    rig.channels.fault = () => 'automod';
    await pass(rig, 24 * 60);
    expect(rig.channels.told).toHaveLength(2);
    expect(await rig.store.schedules.schedule(destination)).toBeDefined();
  });

  it('is told to the next manager where who set it up takes no messages', async () => {
    const rig = await openRig();
    rig.channels.takesMessages = false;
    rig.channels.fault = () => 'no-channel';
    await pass(rig, 0);
    const reader = { person: '9', server: '200000000000000001' };
    expect(await rig.digests.takeAlerts({ ...reader, manages: async () => false })).toEqual([]);
    expect(
      await rig.digests.takeAlerts({ ...reader, server: '8', manages: async () => true }),
    ).toEqual([]);
    expect(await rig.digests.takeAlerts({ ...reader, manages: async () => true })).toHaveLength(1);
    expect(await rig.digests.takeAlerts({ ...reader, manages: async () => true })).toEqual([]);
  });

  it('pauses what a person follows and waits for their next command', async () => {
    const rig = await openDigestRig({ at: morning });
    const { server: _, ...own } = scheduleOf({ destination: '@7' });
    await rig.store.schedules.keepSchedule(own);
    await rig.store.corpus.importPage(pageOf(['Alpha'], { date: day }));
    rig.channels.fault = () => 'closed';
    await pass(rig, 0);
    await pass(rig, 24 * 60);
    expect(await rig.store.schedules.schedule('@7')).toMatchObject({ paused: true });
    expect(await rig.digests.takeAlerts({ person: '7', manages: async () => false })).toHaveLength(
      1,
    );
  });
});

describe('a digest asked for', () => {
  it('is the one of today where none was posted', async () => {
    const rig = await openRig({ at: '2026-01-15T06:00:00Z' });
    expect(await rig.digests.postNow(destination)).toMatchObject({ outcome: 'posted' });
    await pass(rig, 120);
    expect(rig.channels.posted).toHaveLength(1);
  });

  it('shows beside today’s only what was not shown', async () => {
    const rig = await openRig();
    await pass(rig, 0);
    expect(await rig.digests.postNow(destination)).toMatchObject({ outcome: 'empty' });
    await rig.store.corpus.importPage(pageOf(['Gamma', 'Alpha'], { date: '2026-01-15' }));
    expect(await rig.digests.postNow(destination)).toMatchObject({ outcome: 'posted' });
    expect(textOf(rig.channels.posted[1])).toContain('Gamma');
    expect(rig.channels.posted[1]?.reply.papers).toHaveLength(1);
  });
});

describe('the first days of a channel', () => {
  it('take the newest page as new, however old it is, and say so', async () => {
    const rig = await openRig(
      { at: '2026-06-15T08:00:00Z' },
      { setUpAt: new Date('2026-06-14T12:00:00Z'), activeSince: new Date('2026-06-14T12:00:00Z') },
    );
    await pass(rig, 0);
    expect(textOf(rig.channels.posted[0])).toContain('from the page of 14 Jan');
    expect(textOf(rig.channels.posted[0])).toContain('first seen on 14 Jan');
    expect(textOf(rig.channels.posted[0])).toContain('Offprint posts new and trending papers here');
  });

  it('are over after two weeks', async () => {
    const rig = await openRig(
      { at: '2026-06-15T08:00:00Z' },
      { setUpAt: new Date('2026-06-01T06:00:00Z'), activeSince: new Date('2026-06-01T06:00:00Z') },
    );
    await pass(rig, 0);
    expect(rig.channels.posted).toEqual([]);
  });
});

it('publishes in an announcement channel where that was chosen', async () => {
  const rig = await openRig({}, { publish: true });
  await pass(rig, 0);
  expect(rig.channels.published).toEqual(['1']);
});

it('forgets what was stopped more than 30 days ago, and keeps it until then', async () => {
  const rig = await openRig();
  await pass(rig, 0);
  await rig.store.schedules.stopSchedule(destination, rig.clock.now());
  await pass(rig, 29 * 24 * 60);
  await rig.digests.tidy();
  expect(await rig.store.digestLedger.entries(destination, 9)).toHaveLength(1);
  await pass(rig, 2 * 24 * 60);
  await rig.digests.tidy();
  expect(await rig.store.digestLedger.entries(destination, 9)).toEqual([]);
});
