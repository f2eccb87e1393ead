import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directMessagesOf, noInterests } from '../../src/digest/schedule/schedule.ts';
import { createManualClock, type ManualClock } from '../../src/local-discord/clock.ts';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { controlsOf, isPrivate, textOf } from './read-message.ts';

let bot: TestBot;
let clock: ManualClock;

beforeEach(async () => {
  clock = createManualClock();
  bot = await openTestBot({ clock });
});

afterEach(async () => {
  expect(bot.discord.violations).toEqual([]);
  await bot.close();
});

async function run(name: string, options = {}, channel: string | { id: string } = 'papers') {
  return bot.discord.person('grace').runCommand(channel, name, options).message();
}

function ownSchedule() {
  return bot.offprint.schedules.schedule(directMessagesOf(bot.discord.person('grace').id));
}

const utc = { time: '9:30', time_zone: 'UTC' };

describe('/follow', () => {
  it('takes topics, words and authors, in a server and in direct messages', async () => {
    expect(textOf(await run('follow topic', { topic: 'agents' }))).toContain('Which time zone');
    const first = await run('follow topic', { topic: 'Agents', ...utc });
    expect(isPrivate(first)).toBe(true);
    await run('follow keyword', { keyword: 'reward model' }, bot.discord.person('grace').dm());
    await run('follow author', { author: 'Sutton', how_often: 'weekly' });
    const list = textOf(await run('follow list'));
    expect(list).toContain('topic Agents · keyword reward model · author Sutton');
    expect(list).toContain('Monday at 09:30 (UTC)');
  });

  it('means the hour of the person’s own zone, before that of the server', async () => {
    await bot.offprint.schedules.keepZone(bot.discord.guild().id, 'Europe/Berlin');
    await run('settings me', { time_zone: 'Asia/Tokyo' });
    await run('follow topic', { topic: 'agents' });
    expect(await ownSchedule()).toMatchObject({ zone: 'Asia/Tokyo' });
  });

  it('explains what cannot be followed', async () => {
    expect(textOf(await run('follow topic', { topic: 'astrology', ...utc }))).toContain('no topic');
    expect(textOf(await run('follow keyword', { keyword: 'of the', ...utc }))).toContain('no word');
    expect(textOf(await run('follow author', { author: '?', ...utc }))).toContain('two letters');
    expect(textOf(await run('follow list'))).toContain('You do not follow anything');
    expect(textOf(await run('follow stop'))).toContain('You do not follow anything');
  });

  it('answers with as much as may be followed, of what grows most when escaped', async () => {
    await run('follow keyword', { keyword: 'reward', ...utc });
    const start = await ownSchedule();
    const sign = fc.constantFrom('*', '_', '`', '~', '|', '[', ']', '<', '>', '#', '@', '\\');
    const signs = fc.string({ unit: sign, minLength: 50, maxLength: 50 });
    const keywords = fc.array(signs, { minLength: 49, maxLength: 49 });
    await fc.assert(
      fc.asyncProperty(keywords, signs, async (before, last) => {
        const named = before.map((each, at) => `word${at}`.padEnd(10, 'x') + each);
        await bot.offprint.schedules.keepSchedule({
          ...(start ?? never()),
          interests: { ...noInterests, keywords: named },
        });
        const added = textOf(await run('follow keyword', { keyword: `kettlesxxx${last}` }));
        expect(added).toMatch(/You follow \*\*kettles[\s\S]*UTC/);
        expect(textOf(await run('follow list'))).toMatch(/You follow:[\s\S]*word0[\s\S]*UTC/);
        expect(textOf(await run('follow keyword', { keyword: 'bandits' }))).toContain('maximum');
        expect(textOf(await run('follow stop', { what: named[0] ?? '' }))).toContain('no longer');
      }),
      { seed: 20250829, numRuns: 5, endOnFailure: true },
    );
  });

  it('stops one thing, and with the last one altogether', async () => {
    await run('follow topic', { topic: 'agents', ...utc });
    await run('follow keyword', { keyword: 'bandits' });
    const grace = bot.discord.person('grace');
    const offered = await grace.autocomplete('papers', 'follow stop', 'what', 'band');
    expect(offered).toMatchObject([{ name: 'keyword bandits', value: 'bandits' }]);
    await run('follow stop', { what: 'Bandits' });
    expect(textOf(await run('follow list'))).not.toContain('bandits');
    const left = await run('follow topic', { topic: 'reinforcement-learning' });
    expect(textOf(left)).toContain('You follow **Reinforcement learning**');
    const named = await run('follow stop', { what: 'reinforcement learning' });
    expect(textOf(named)).toContain('You no longer follow **Reinforcement learning**');
    await run('follow stop');
    expect(await ownSchedule()).toBeUndefined();
  });
});

describe('what somebody follows', () => {
  const day = 24 * 60 * 60_000;

  async function toHalfPastNine(days: number): Promise<void> {
    const midnight = Math.floor(clock.now() / day) * day;
    clock.set(midnight + days * day + 9.5 * 60 * 60_000);
    await bot.offprint.digests.tick();
  }

  it('comes by direct message at their hour, once, and only where something matches', async () => {
    await run('follow topic', { topic: 'privacy', ...utc });
    await toHalfPastNine(1);
    const [message, ...others] = bot.discord.messages(bot.discord.person('grace').dm());
    expect(others).toEqual([]);
    const text = message ? textOf(message) : '';
    expect(text).toContain('Papers you follow');
    expect(text.match(/topic Privacy/g)?.length).toBeGreaterThan(0);
    expect(text.match(/topic Privacy/g)).toHaveLength(
      controlsOf(message ?? never()).filter((label) => label === 'Save').length,
    );
    await run('follow keyword', { keyword: 'zeppelin' });
    await run('follow stop', { what: 'privacy' });
    await toHalfPastNine(1);
    await toHalfPastNine(1);
    expect(bot.discord.messages(bot.discord.person('grace').dm())).toHaveLength(1);
  });

  it('stops where direct messages are closed, with a note after the next command', async () => {
    await run('follow topic', { topic: 'privacy', ...utc });
    bot.discord.person('grace').closeDms();
    await toHalfPastNine(1);
    expect(await ownSchedule()).toMatchObject({ paused: true });
    const seen = () => bot.discord.person('grace').sees('papers').map(textOf).join('\n');
    const followUp = { method: 'POST', path: /^\/webhooks\// } as const;
    bot.discord.misbehave.refuse({ match: followUp, status: 404, code: 10015 });
    await run('help');
    await expect.poll(() => bot.logged.map(({ event }) => event)).toContain('alerts not delivered');
    await run('help');
    await bot.discord.until(() => seen().includes('could not send you the papers you follow'));
    bot.discord.person('grace').closeDms(false);
    const list = await run('follow list');
    expect(textOf(list)).toContain('paused, because you do not accept direct messages');
    const going = await bot.discord.person('grace').press(list, 'Resume').message();
    expect(controlsOf(going)).toEqual([]);
    expect(await ownSchedule()).toMatchObject({ paused: false });
    await toHalfPastNine(1);
    expect(bot.discord.messages(bot.discord.person('grace').dm())).toHaveLength(1);
  });
});

function never(): never {
  throw new Error('nothing is there');
}
