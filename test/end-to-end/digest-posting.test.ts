import type { APIMessage } from 'discord-api-types/v10';
import { MessageFlags } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Schedule } from '../../src/digest/schedule/schedule.ts';
import { createManualClock, type ManualClock } from '../../src/local-discord/clock.ts';
import { defaultScene } from '../../src/local-discord/scene.ts';
import { scheduleOf } from '../digest/schedule-of.ts';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { controlsOf, textOf } from './read-message.ts';

const minute = 60_000;
const posts = { method: 'POST', path: /^\/channels\/\d+\/messages$/ } as const;

let clock: ManualClock;
let bot: TestBot;

/** The starter's newest page is from 24 Sep 2025: this is the morning after, at the digest's hour. */
beforeEach(async () => {
  clock = createManualClock(Date.parse('2025-09-25T07:00:00Z'));
  bot = await openTestBot({ clock, scene: { ...defaultScene } });
});

afterEach(async () => {
  await bot.close();
});

async function setUp(channel: string, change: Partial<Schedule> = {}): Promise<string> {
  const { id, guildId } = bot.discord.channel(channel);
  const setUpBy = bot.discord.person('ada').id;
  const activeSince = new Date('2025-09-24T12:00:00Z');
  const schedule = scheduleOf({ destination: id, setUpBy, activeSince, ...change });
  await bot.offprint.schedules.keepSchedule({ ...schedule, ...(guildId && { server: guildId }) });
  return id;
}

async function tickAfter(minutes: number): Promise<void> {
  clock.advance(minutes * minute);
  await bot.offprint.digests.tick();
}

function digestsIn(channel: string): readonly APIMessage[] {
  return bot.discord.messages(channel);
}

async function outcomes(destination: string) {
  const entries = await bot.offprint.digests.history(destination, 10);
  return entries.map(({ outcome }) => outcome ?? 'open');
}

describe('the daily digest in Discord', () => {
  it('is one quiet message inside every limit, with a Save beside each paper', async () => {
    const channel = await setUp('papers');
    await tickAfter(0);
    await tickAfter(1);
    const [message, ...others] = digestsIn('papers');
    if (!message) {
      throw new Error('no digest');
    }
    expect(others).toEqual([]);
    expect((message.flags ?? 0) & MessageFlags.SuppressNotifications).toBeTruthy();
    expect(textOf(message)).toMatch(/## 📰 Papers · Thu 25 Sep/);
    expect(textOf(message)).toMatch(/### 🔥 Trending[\s\S]*### 🆕 New/);
    expect(textOf(message)).toMatch(/-# on the pages of .*24 Sep/);
    expect(textOf(message)).toMatch(/-# first seen on 24 Sep/);
    expect(controlsOf(message).filter((label) => label === 'Save')).toHaveLength(8);
    expect(controlsOf(message)).toContain('Open a paper (only you see it)');
    expect(await outcomes(channel)).toEqual(['posted']);
    expect(bot.discord.violations).toEqual([]);
  });

  it('lets a reader open an abstract and the rest, each alone', async () => {
    await setUp('papers');
    await tickAfter(0);
    const [message] = digestsIn('papers');
    if (!message) {
      throw new Error('no digest');
    }
    const grace = bot.discord.person('grace');
    const [first = ''] = /\*\*1\.\*\* \[\*\*(.+?)\*\*\]/.exec(textOf(message))?.slice(1) ?? [];
    const menu = 'Open a paper (only you see it)';
    const card = await grace.choose(message, menu, [`1. ${first}`]).message();
    expect(textOf(card)).toContain(first);
    expect((card.flags ?? 0) & MessageFlags.Ephemeral).toBeTruthy();
    expect(bot.discord.violations).toEqual([]);
  });

  it('goes to threads, announcement channels (published where chosen) and direct messages', async () => {
    const thread = bot.discord.person('ada').startThread('papers', 'digest');
    await setUp(thread.id);
    await setUp('announcements', { publish: true });
    const grace = bot.discord.person('grace');
    const { server: _, ...own } = scheduleOf({ destination: `@${grace.id}`, setUpBy: grace.id });
    await bot.offprint.schedules.keepSchedule(own);
    await tickAfter(0);
    expect(
      digestsIn(thread.id).at(-1) && textOf(digestsIn(thread.id).at(-1) as APIMessage),
    ).toContain('📰');
    const [published] = digestsIn('announcements');
    expect((published?.flags ?? 0) & MessageFlags.Crossposted).toBeTruthy();
    const [direct] = digestsIn(grace.dm().id);
    expect(direct && textOf(direct)).toContain('Papers you follow');
    expect(bot.discord.violations).toEqual([]);
  });
});

describe('a Discord that misbehaves', () => {
  it.each([
    ['answers 503 before', () => bot.discord.misbehave.fail({ match: posts, times: 4 })],
    [
      'answers 502 after the effect',
      () => bot.discord.misbehave.fail({ match: posts, status: 502, when: 'after', times: 4 }),
    ],
    ['cuts before', () => bot.discord.misbehave.cut({ match: posts, when: 'before', times: 4 })],
    ['cuts after', () => bot.discord.misbehave.cut({ match: posts, when: 'after', times: 4 })],
    [
      'limits for long',
      () => bot.discord.misbehave.rateLimit({ match: posts, retryAfterSeconds: 600 }),
    ],
    [
      'limits for a moment',
      () => bot.discord.misbehave.rateLimit({ match: posts, retryAfterSeconds: 0.05 }),
    ],
  ])(
    '%s gets one digest all the same, soon or late',
    async (_, misbehave) => {
      for (const wait of [1, 45]) {
        const name = wait === 1 ? 'papers' : 'general';
        const channel = await setUp(name);
        misbehave();
        await tickAfter(0);
        bot.discord.misbehave.heal();
        await tickAfter(wait);
        await tickAfter(wait);
        expect(digestsIn(name)).toHaveLength(1);
        expect(await outcomes(channel)).toEqual(['posted']);
      }
    },
    60_000,
  );

  it('finds what it posted in a busy channel after a long time', async () => {
    const channel = await setUp('papers');
    bot.discord.misbehave.cut({ match: posts, when: 'after' });
    await tickAfter(0);
    const ada = bot.discord.person('ada');
    for (let n = 0; n < 250; n += 1) {
      ada.send('papers', `chat ${n}`);
    }
    await tickAfter(90);
    const own = digestsIn('papers').filter(({ author }) => author.id !== ada.id);
    expect(own).toHaveLength(1);
    expect(await outcomes(channel)).toEqual(['posted']);
  });

  it('closes as unknown, and says so, where it may not read the channel back', async () => {
    const channel = await setUp('papers');
    bot.discord.channel('papers').deny('bot', ['ReadMessageHistory']);
    bot.discord.misbehave.cut({ match: posts, when: 'after' });
    await tickAfter(0);
    await tickAfter(30);
    await tickAfter(30);
    expect(digestsIn('papers')).toHaveLength(1);
    expect(await outcomes(channel)).toEqual(['unknown']);
    const told = digestsIn(bot.discord.person('ada').dm().id);
    expect(told.map(textOf)).toEqual([expect.stringContaining('Read Message History')]);
  });
});

describe('a channel that refuses', () => {
  it('says once that a permission is missing, and posts again when it is back', async () => {
    const channel = await setUp('papers');
    bot.discord.channel('papers').deny('bot', ['SendMessages']);
    await tickAfter(0);
    await tickAfter(24 * 60);
    expect(await outcomes(channel)).toEqual(['refused', 'refused']);
    const told = digestsIn(bot.discord.person('ada').dm().id);
    expect(told.map(textOf)).toEqual([expect.stringContaining('permission to post')]);
    bot.discord.channel('papers').deny('bot', []);
    await tickAfter(24 * 60);
    expect(digestsIn('papers').map(textOf)).toEqual([expect.stringContaining('covers 3 days')]);
  });

  it('keeps everything where the channel is deleted', async () => {
    const channel = await setUp('general');
    bot.discord.person('ada').deleteChannel('general');
    await tickAfter(0);
    expect(await outcomes(channel)).toEqual(['refused']);
    expect(await bot.offprint.schedules.schedule(channel)).toBeDefined();
  });

  it('is told of AutoMod', async () => {
    const channel = await setUp('papers');
    bot.discord.misbehave.autoModerate('Papers');
    await tickAfter(0);
    expect(await outcomes(channel)).toEqual(['refused']);
    const told = digestsIn(bot.discord.person('ada').dm().id);
    expect(told.map(textOf)).toEqual([expect.stringContaining('AutoMod')]);
  });

  it('pauses what a person follows where they take no messages', async () => {
    const grace = bot.discord.person('grace');
    grace.closeDms();
    const { server: _, ...own } = scheduleOf({ destination: `@${grace.id}`, setUpBy: grace.id });
    await bot.offprint.schedules.keepSchedule(own);
    await tickAfter(0);
    expect(await bot.offprint.schedules.schedule(own.destination)).toMatchObject({ paused: true });
  });
});

describe('two hosts with one token and separate databases', () => {
  let other: TestBot;

  beforeEach(async () => {
    other = await openTestBot({ beside: bot });
  });

  afterEach(() => other.close());

  /** The same digest in both databases. */
  async function setUpTwice(): Promise<string> {
    const channel = await setUp('papers');
    const schedule = await bot.offprint.schedules.schedule(channel);
    if (schedule) {
      await other.offprint.schedules.keepSchedule(schedule);
    }
    return channel;
  }

  async function outcomesOfBoth(channel: string) {
    const histories = await Promise.all(
      [bot, other].map(({ offprint }) => offprint.digests.history(channel, 10)),
    );
    return histories.map((entries) =>
      entries.map(({ outcome, messageId }) => [outcome, messageId]),
    );
  }

  it.each([
    ['at the same moment', 0],
    ['a minute later', 1],
    ['after Discord forgot the nonce', 30],
    ['hours late', 8 * 60],
  ])('post one digest where the second comes %s', async (_, later) => {
    const channel = await setUpTwice();
    if (later === 0) {
      await Promise.all([bot.offprint.digests.tick(), other.offprint.digests.tick()]);
    } else {
      await bot.offprint.digests.tick();
      clock.advance(later * minute);
      await other.offprint.digests.tick();
    }
    await tickAfter(1);
    await other.offprint.digests.tick();
    const [message, ...others] = digestsIn('papers');
    expect(others).toEqual([]);
    expect(await outcomesOfBoth(channel)).toEqual([
      [['posted', message?.id]],
      [['posted', message?.id]],
    ]);
  });

  it('post one where the first was cut off after its post', async () => {
    await setUpTwice();
    bot.discord.misbehave.cut({ match: posts, when: 'after' });
    await tickAfter(0);
    clock.advance(20 * minute);
    await Promise.all([bot.offprint.digests.tick(), other.offprint.digests.tick()]);
    expect(digestsIn('papers')).toHaveLength(1);
  });
});

it('is posted after an outage of the gateway, and not twice', async () => {
  const channel = await setUp('papers');
  bot.discord.guild().setAvailable(false);
  await tickAfter(0);
  bot.discord.guild().setAvailable(true);
  await tickAfter(1);
  await tickAfter(60);
  expect(digestsIn('papers')).toHaveLength(1);
  expect(await bot.offprint.schedules.schedule(channel)).toBeDefined();
});
