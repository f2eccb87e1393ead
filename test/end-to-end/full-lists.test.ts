import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/corpus/paper.ts';
import { directMessagesOf, everyDay, type Schedule } from '../../src/digest/schedule/schedule.ts';
import { tagLimits } from '../../src/library/saves/tag.ts';
import type { OptionValues } from '../../src/local-discord/people/person.ts';
import { type Logged, openTestBot, type TestBot } from './open-test-bot.ts';
import { controlsOf, textOf } from './read-message.ts';

/** What grows most when it is escaped, takes most bytes, or joins what is next to it. */
const signs = {
  'signs of markdown': '*_~`|[]()<>#',
  'three bytes each': '語',
  'four bytes each': '𝒪',
  'joined emoji': '👩‍🔬',
  mentions: '@everyone <@1> ',
} as const;

const papers = 15;
const most = { follows: 50, words: 25, word: 60, note: 1000, schedules: 50 };

/** `number` makes it unlike the others; the sign fills the rest. */
function filled(sign: string, length: number, number: number): string {
  const start = `Kettles ${number} `;
  return start + sign.repeat(Math.floor((length - start.length) / sign.length));
}

function times<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

function recordsOf(sign: string): string {
  const words = (count: number) => times(count, (at) => filled(sign, most.word, at));
  return times(papers, (at) =>
    JSON.stringify({
      title: filled(sign, 300, at),
      abstract: `${filled(sign, 1000, at)}. We show that kettles boil. ${filled(sign, 1000, at)}.`,
      tldr: filled(sign, 500, at),
      topic: filled(sign, 100, at),
      keywords: words(30),
      authors: words(60),
      links: [`https://github.com/kettles/${'a'.repeat(400)}`],
      listings: [{ page: '2025-09-25', rank: at + 1 }],
    }),
  ).join('\n');
}

describe.each(Object.entries(signs))('every list filled to its limits with %s', (_name, sign) => {
  let bot: TestBot;
  let folder: string;
  let ids: PaperId[];

  beforeAll(async () => {
    bot = await openTestBot();
    folder = await mkdtemp(join(tmpdir(), 'offprint-full-'));
    const file = join(folder, 'kettles.jsonl');
    await writeFile(file, recordsOf(sign));
    await bot.offprint.importPaths([file]);
    const { hits } = await bot.offprint.search.find({ text: 'kettles boil', limit: papers });
    ids = hits.map(({ id }) => id);
    expect(ids).toHaveLength(papers);
    await fillLibrary();
    await fillSchedules();
  }, 120_000);

  afterEach(() => {
    expect(bot.discord.violations).toEqual([]);
    const errors = (bot.logged as Logged[]).splice(0).filter(({ level }) => level === 'error');
    expect(errors).toEqual([]);
  });

  afterAll(async () => {
    await bot.close();
    await rm(folder, { recursive: true });
  });

  async function fillLibrary(): Promise<void> {
    const { saving } = bot.offprint.library;
    const letters = /\p{L}/u.test(sign) ? sign : '_';
    const tag = times(tagLimits.perSave, (at) => `${at}`.padEnd(tagLimits.length, letters));
    for (const person of ['ada', 'grace', 'alan']) {
      for (const paper of ids) {
        const key = {
          library: bot.discord.guild().id,
          person: bot.discord.person(person).id,
          paper,
        };
        await saving.save(key);
        await saving.write(key, { note: filled(sign, most.note, 0), noteShared: true, tag });
      }
    }
  }

  async function fillSchedules(): Promise<void> {
    const words = (count: number) => times(count, (at) => filled(sign, most.word, at));
    const full: Omit<Schedule, 'destination'> = {
      minute: 540,
      zone: 'America/Argentina/ComodRivadavia',
      days: everyDay.slice(0, 5),
      size: 8,
      interests: {
        topics: [],
        keywords: words(most.words),
        authors: [],
        excludes: words(most.words).map((word) => `Lids ${word}`.slice(0, most.word)),
      },
      shelfDays: [1],
      publish: false,
      paused: false,
      setUpBy: bot.discord.person('ada').id,
      setUpAt: new Date(bot.discord.clock.now()),
      activeSince: new Date(bot.discord.clock.now()),
    };
    const channels = [
      bot.discord.channel('papers').id,
      ...times(most.schedules, (at) => String(10n ** 18n + BigInt(at))),
    ];
    for (const destination of channels) {
      const server = bot.discord.guild().id;
      await bot.offprint.schedules.keepSchedule({ ...full, destination, server });
    }
    await bot.offprint.schedules.keepSchedule({
      ...full,
      destination: directMessagesOf(bot.discord.person('ada').id),
      interests: { topics: [], keywords: words(most.follows), authors: [], excludes: [] },
    });
  }

  function run(name: string, options: OptionValues = {}): Promise<APIMessage> {
    return bot.discord.person('ada').runCommand('papers', name, options).message();
  }

  it.each<[string, OptionValues, RegExp]>([
    ['search', { query: 'kettles boil' }, /Kettles/],
    ['search', { query: 'kettles boil', share: true }, /Kettles/],
    ['new', {}, /Kettles/],
    ['trending', {}, /Kettles/],
    ['topics', {}, /Kettles/],
    ['recommend', {}, /save/],
    ['stats', {}, /papers/],
    ['saved list', {}, /Kettles/],
    ['saved list', { who: 'team' }, /Kettles/],
    ['saved list', { who: 'team', sort: 'most-saved' }, /Kettles/],
    ['saved search', { query: 'kettles' }, /Kettles/],
    ['digest status', {}, /next <t:/],
    ['digest preview', {}, /Kettles|nothing to post/],
    ['digest setup', {}, /Kettles/],
    ['follow list', {}, /Kettles/],
    ['follow stop', {}, /follow/],
    ['settings me', {}, /zone/],
    ['settings server', {}, /emoji/],
    ['privacy show', {}, /save/i],
    ['help', {}, /search/],
  ])('/%s %j is answered', async (name, options, expected) => {
    expect(textOf(await run(name, options))).toMatch(expected);
  });

  it('a paper, what is similar, and its panel are answered', async () => {
    const [id = ''] = ids;
    const [paper] = await bot.offprint.corpus.papers([id as PaperId]);
    const title = (paper?.title ?? '').slice(0, 500);
    expect(textOf(await run('similar', { title }))).toMatch(/Kettles/);
    const card = await run('paper', { title });
    expect(textOf(card)).toMatch(/Kettles/);
    const ada = bot.discord.person('ada');
    for (const label of controlsOf(card).filter((each) => /Similar|Save|Share/.test(each))) {
      expect(textOf(await ada.press(card, label).message())).toMatch(/Kettles/);
    }
    expect(textOf(await run('saved open', { paper: title }))).toMatch(/Kettles/);
    expect(textOf(await run('saved tag', { paper: title, tags: '-nothing' }))).toMatch(/Kettles/);
  });

  it('every page of the team’s list can be turned to', async () => {
    const ada = bot.discord.person('ada');
    let page = await run('saved list', { who: 'team' });
    let turned = 0;
    while (controlsOf(page).some((label) => label.startsWith('Next')) && turned < papers) {
      page = await ada
        .press(page, controlsOf(page).find((label) => label.startsWith('Next')) ?? '')
        .message();
      expect(textOf(page)).toMatch(/Kettles/);
      turned++;
    }
    expect(turned).toBe(papers / 5 - 1);
  });

  it('a message full of numbers and links is answered', async () => {
    const links = times(40, (at) => `https://arxiv.org/abs/2509.${10_000 + at}`).join(' ');
    const message = bot.discord
      .person('grace')
      .send('papers', `${filled(sign, 300, 1)}\n${links}`.slice(0, 2000));
    const answer = await bot.discord
      .person('ada')
      .runMessageCommand(message, 'Find papers')
      .message();
    expect(textOf(answer).length).toBeGreaterThan(20);
  });

  it('the digest of the channel is posted', async () => {
    const answer = await run('digest now');
    expect(textOf(answer).length).toBeGreaterThan(10);
  });
});
