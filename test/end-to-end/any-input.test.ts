import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { textOf } from './read-message.ts';

const runs = { seed: 20250829, numRuns: 40, endOnFailure: true };

/** Characters of the options that take fewer than most. */
const longest: Readonly<Record<string, number>> = {
  author: 60,
  keyword: 60,
  since: 60,
  time_zone: 80,
};

/** What people, scripts and cats put into a text option; Discord takes 1 to 6,000 characters. */
const anyInput = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
    fc.constantFrom(
      '@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678>',
      '# heading\n> quote\n- item\n1. item\n-# small',
      '**bold** [label](https://example.org) ||spoiler|| `code` ```block```',
      '</help:123456789012345678> <t:1700000000:R> https://example.org/a_b_(c)',
      '🔖🎉👩‍🔬 reward 🏳️‍🌈',
      '\u202eמודלים של שפה\u202c العربية',
      '强化学习 奖励模型',
      '"unclosed phrase -',
      '"" -"" - -- "-"',
      "'; DROP TABLE papers; --",
      '__proto__ constructor toString',
      'NEAR/3 OR AND NOT title:* ^"',
      '\u0000\u0007\u001b[31m',
      'x',
    ),
    fc
      .constantFrom('a', 'reward ', '语', '_*', '\n')
      .map((part) => part.repeat(4000).slice(0, 4000)),
  )
  .filter((text) => text.trim() !== '' && !/\p{Cs}/u.test(text));

describe('whatever is typed', () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await openTestBot();
  });

  afterAll(() => bot.close());

  it('into /search gets a sensible answer', async () => {
    const options = fc.record(
      {
        query: anyInput.map((text) => text.slice(0, 1000)),
        topic: anyInput.map((text) => text.slice(0, 100)),
        author: anyInput.map((text) => text.slice(0, 100)),
        since: anyInput.map((text) => text.slice(0, 60)),
        has_code: fc.boolean(),
        share: fc.boolean(),
      },
      { requiredKeys: ['query'] },
    );
    await fc.assert(
      fc.asyncProperty(options, async (given) => {
        const answer = await bot.discord
          .person('ada')
          .runCommand('papers', 'search', given)
          .message();
        expect(textOf(answer)).toMatch(/paper|Nothing found|topic|author|day/);
      }),
      runs,
    );
  });

  it.each(['paper', 'similar'])('into /%s gets a sensible answer', async (command) => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (title) => {
        const answer = await bot.discord
          .person('ada')
          .runCommand('papers', command, { title: title.slice(0, 500) })
          .message();
        expect(textOf(answer).length).toBeGreaterThan(20);
      }),
      runs,
    );
  });

  it('into the options of /digest setup gets a sensible answer', async () => {
    const options = fc.record(
      {
        time: anyInput.map((text) => text.slice(0, 20)),
        time_zone: anyInput.map((text) => text.slice(0, 60)),
        days: anyInput.map((text) => text.slice(0, 80)),
        size: fc.integer({ min: 1, max: 8 }),
        topics: anyInput.map((text) => text.slice(0, 600)),
        keywords: anyInput.map((text) => text.slice(0, 1000)),
        exclude: anyInput.map((text) => text.slice(0, 1000)),
        shelf_days: anyInput.map((text) => text.slice(0, 80)),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(options, async (given) => {
        const answer = await bot.discord
          .person('ada')
          .runCommand('papers', 'digest setup', { time_zone: 'UTC', ...given })
          .message();
        expect(textOf(answer).length).toBeGreaterThan(20);
      }),
      runs,
    );
  });

  it.each([
    ['new', 'since'],
    ['new', 'topic'],
    ['trending', 'topic'],
    ['follow keyword', 'keyword'],
    ['follow author', 'author'],
    ['follow topic', 'topic'],
    ['follow stop', 'what'],
    ['saved list', 'tag'],
    ['saved search', 'query'],
    ['saved open', 'paper'],
    ['saved remove', 'paper'],
    ['saved restore', 'paper'],
    ['settings me', 'time_zone'],
  ])('into /%s %s gets a sensible answer', async (command, option) => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (typed) => {
        const most = longest[option] ?? 100;
        const answer = await bot.discord
          .person('ada')
          .runCommand('papers', command, { [option]: typed.slice(0, most) })
          .message();
        expect(textOf(answer).length).toBeGreaterThan(10);
      }),
      runs,
    );
  });

  it('into tags and a note of a save gets a sensible answer', async () => {
    const ada = bot.discord.person('ada');
    const title = 'Tree Search for Language Model Agents';
    const card = await ada.runCommand('papers', 'paper', { title }).message();
    const panel = await ada.press(card, 'Save').message();
    await fc.assert(
      fc.asyncProperty(anyInput, async (typed) => {
        const options = { paper: title, tags: typed.slice(0, 400) };
        const tagged = await ada.runCommand('papers', 'saved tag', options).message();
        expect(textOf(tagged).length).toBeGreaterThan(10);
        const form = ada.press(panel, 'Note');
        const noted = await (await ada.submitModal(form, { note: typed.slice(0, 4000) })).message();
        const list = await ada.runCommand('papers', 'saved list').message();
        expect(textOf(list)).toContain('1 paper saved by you');
        const again = ada.press(noted, typed.trim() === '' ? 'Note' : 'Edit note');
        await (await ada.submitModal(again, { note: '' })).message();
      }),
      runs,
    );
  });

  it.each([
    ['search', 'topic'],
    ['search', 'author'],
    ['search', 'since'],
    ['saved search', 'query'],
    ['saved open', 'paper'],
    ['saved list', 'tag'],
    ['settings me', 'time_zone'],
    ['paper', 'title'],
    ['similar', 'title'],
  ])('into /%s %s gets suggestions or none', async (command, option) => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (typed) => {
        const others: Record<string, string> = command === 'search' ? { query: 'x' } : {};
        const choices = await bot.discord
          .person('ada')
          .autocomplete('papers', command, option, typed, others);
        expect(choices.length).toBeLessThanOrEqual(25);
      }),
      runs,
    );
  });

  it('was answered without a violation or a fault', () => {
    expect(bot.discord.violations).toEqual([]);
    expect(bot.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
