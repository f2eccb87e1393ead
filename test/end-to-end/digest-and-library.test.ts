import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../src/local-discord/clock.ts';
import { scheduleOf } from '../digest/schedule-of.ts';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { controlsOf, isPrivate, textOf, titlesOf } from './read-message.ts';

let bot: TestBot;
let clock: ManualClock;

/** The morning after the starter's newest page. */
beforeEach(async () => {
  clock = createManualClock(Date.parse('2025-09-25T07:00:00Z'));
  bot = await openTestBot({ clock });
  const { id, guildId } = bot.discord.channel('papers');
  const activeSince = new Date('2025-09-24T12:00:00Z');
  const setUpBy = bot.discord.person('ada').id;
  const schedule = scheduleOf({ destination: id, activeSince, setUpBy });
  await bot.offprint.schedules.keepSchedule({ ...schedule, ...(guildId && { server: guildId }) });
  await bot.offprint.digests.tick();
});

afterEach(async () => {
  expect(bot.discord.violations).toEqual([]);
  await bot.close();
});

function digest() {
  const [message] = bot.discord.messages('papers');
  if (!message) {
    throw new Error('no digest');
  }
  return message;
}

async function saved(who: string): Promise<string> {
  const list = await bot.discord.person(who).runCommand('general', 'saved list').message();
  return textOf(list);
}

it('a number under the digest saves its paper, and the Save beside a paper that one', async () => {
  const titles = titlesOf(digest());
  const answer = await bot.discord.person('grace').press(digest(), 'Save', 4).message();
  expect(isPrivate(answer)).toBe(true);
  expect(await saved('grace')).toContain(titles[4]);
  bot.discord.person('grace').react(digest(), '3️⃣');
  await bot.settled();
  expect(await saved('grace')).toContain(titles[2]);
});

it('what a team saves is trending for it, as long as it is saved', async () => {
  const title = titlesOf(digest())[7] ?? '';
  bot.discord.person('grace').react(digest(), '8️⃣');
  bot.discord.person('alan').react(digest(), '8️⃣');
  await bot.settled();
  const { id: server } = bot.discord.guild();
  const trending = async () => {
    const ranked = await bot.offprint.trending.rank({ server, on: '2025-09-26' });
    const papers = await bot.offprint.corpus.papers(ranked.map(({ paper }) => paper));
    return new Map(papers.map((paper, at) => [paper.title, ranked[at]?.reasons ?? []]));
  };
  expect((await trending()).get(title)?.[0]).toBe('saved by 2 people this week');
  expect(await bot.offprint.trending.rank({ server: '9', on: '2025-09-26' })).not.toHaveLength(
    (await trending()).size,
  );
  bot.discord.person('grace').unreact(digest(), '8️⃣');
  bot.discord.person('alan').unreact(digest(), '8️⃣');
  await bot.settled();
  expect((await trending()).get(title)).toBeUndefined();
});

it('says beside Save how many of the team saved a paper, from the first on', async () => {
  const [paper] = await bot.offprint.digests.moreOf(await claimOfToday());
  if (!paper) {
    throw new Error('nothing had no room');
  }
  const { id: shelf } = bot.discord.guild();
  clock.advance(60_000);
  for (const name of ['grace', 'alan']) {
    const person = bot.discord.person(name).id;
    await bot.offprint.library.saving.save({ library: shelf, person, paper });
  }
  await bot.offprint.digests.postNow(bot.discord.channel('papers').id);
  const second = bot.discord.messages('papers').at(-1) ?? digest();
  expect(textOf(second)).toContain('saved by 2 people this week');
  expect(controlsOf(second).filter((label) => label === 'Save · 2')).toHaveLength(1);
});

async function claimOfToday(): Promise<string> {
  const [entry] = await bot.offprint.digests.history(bot.discord.channel('papers').id, 1);
  return entry?.id ?? '';
}

it('what somebody follows is shown to them and forgotten with them', async () => {
  const grace = bot.discord.person('grace');
  const options = { topic: 'privacy', time_zone: 'UTC' };
  await grace.runCommand('papers', 'follow topic', options).message();
  const shown = await grace.runCommand('papers', 'privacy show').message();
  expect(textOf(shown)).toContain('1 topic, keyword or author you follow');
  const question = await grace.runCommand('papers', 'privacy forget').message();
  await grace.press(question, 'Forget me').message();
  const list = await grace.runCommand('papers', 'follow list').message();
  expect(textOf(list)).toContain('You do not follow anything');
});
