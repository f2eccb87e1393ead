import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadCommands } from '../../src/discord/registration/load-commands.ts';
import { needsRealPages, realPagesFolder, withoutRealPages } from '../corpus/real-pages.ts';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { controlsOf, isPrivate, textOf, titlesOf } from './read-message.ts';

const query = 'preference optimization without a reward model';

let bot: TestBot;

beforeAll(async () => {
  bot = await openTestBot();
});

afterEach(() => {
  expect(bot.discord.violations).toEqual([]);
});

afterAll(() => bot.close());

describe('/search', () => {
  it('shows the asker alone five papers, titles linked and facts below', async () => {
    const ada = bot.discord.person('ada');
    const answer = await ada.runCommand('papers', 'search', { query }).message();
    expect(isPrivate(answer)).toBe(true);
    expect(titlesOf(answer)).toHaveLength(5);
    expect(titlesOf(answer).join()).toMatch(/Preference/);
    expect(textOf(answer)).toMatch(
      /^### Papers for \*.*\*\n-# 1–5 of \d+ matching papers, best first$/m,
    );
    expect(textOf(answer)).toMatch(/seen on \d+ (Aug|Sep)/);
    expect(controlsOf(answer)).toEqual(['Open a paper (only you see it)', 'Next']);
    expect(bot.discord.person('grace').sees('papers')).toEqual([]);
  });

  it('turns a private list in place, there and back', async () => {
    const ada = bot.discord.person('ada');
    const first = await ada.runCommand('papers', 'search', { query }).message();
    const second = await ada.press(first, 'Next').message();
    expect(second.id).toBe(first.id);
    expect(titlesOf(second)).toHaveLength(5);
    expect(titlesOf(second).filter((title) => titlesOf(first).includes(title))).toEqual([]);
    const back = await ada.press(second, 'Back').message();
    expect(titlesOf(back)).toEqual(titlesOf(first));
  });

  it('leaves a shared list as it is, and answers who presses Next alone', async () => {
    const shared = await bot.discord
      .person('ada')
      .runCommand('papers', 'search', { query, share: true })
      .message();
    expect(isPrivate(shared)).toBe(false);
    const next = await bot.discord.person('grace').press(shared, 'Next').message();
    expect(isPrivate(next)).toBe(true);
    expect(next.id).not.toBe(shared.id);
    expect(titlesOf(next)).not.toEqual(titlesOf(shared));
    expect(bot.discord.message(shared)).toEqual(shared);
  });

  it('keeps to a topic, a day and code', async () => {
    const ada = bot.discord.person('ada');
    const options = { query: 'agents', topic: 'Agents', since: '2025-09-24', has_code: true };
    const answer = await ada.runCommand('papers', 'search', options).message();
    const facts = textOf(answer).match(/^-# .*seen on.*$/gm) ?? [];
    expect(facts.length).toBeGreaterThan(0);
    for (const fact of facts) {
      expect(fact).toMatch(/^-# Agents · .*24 Sep.* · \[code\]/);
    }
    expect(textOf(answer)).toContain('Only: topic Agents · seen since 24 Sep 2025 · with code');
  });

  it('offers topics and days while they are typed', async () => {
    const ada = bot.discord.person('ada');
    const topics = await ada.autocomplete('papers', 'search', 'topic', 'reas');
    expect(topics).toEqual([{ name: 'Reasoning (86)', value: 'reasoning' }]);
    const days = await ada.autocomplete('papers', 'search', 'since', '');
    expect(days.map(({ value }) => value)).toEqual(['3 days', 'a week', 'a month', 'a year']);
  });

  it('says that nothing was found, what was searched, and the way out', async () => {
    const ada = bot.discord.person('ada');
    const options = { query: 'reward model', since: '2026-01-01' };
    const answer = await ada.runCommand('papers', 'search', options).message();
    expect(textOf(answer)).toMatch(/Nothing found[\s\S]*seen since 1 Jan 2026[\s\S]*474 papers/);
    const all = await ada.press(answer, 'Search without the filter').message();
    expect(titlesOf(all)).toHaveLength(5);
  });

  it.each([
    [{ query: 'x', topic: 'astrology' }, /no topic “astrology”[\s\S]*Humans and AI/],
    [{ query: 'x', since: 'some time' }, /some time[\s\S]*a week/],
    [{ query: 'x', since: '02/03/2025' }, /2 Mar 2025 or 3 Feb 2025/],
    [{ query: 'x', since: '2040' }, /in the future/],
    [{ query: '***' }, /Nothing found/],
  ])('explains %j', async (options, sentence) => {
    const answer = await bot.discord
      .person('ada')
      .runCommand('papers', 'search', options)
      .message();
    expect(isPrivate(answer)).toBe(true);
    expect(textOf(answer)).toMatch(sentence);
  });
});

describe('/paper', () => {
  it.each(['webrl', 'Router R1', 'multi-round routing'])(
    'and /similar mean the same paper by “%s”',
    async (title) => {
      const ada = bot.discord.person('ada');
      const near = await ada.runCommand('papers', 'similar', { title }).message();
      const [, meant = ''] = /### Papers similar to \*(.+)\*/.exec(textOf(near)) ?? [];
      const card = textOf(await ada.runCommand('papers', 'paper', { title }).message());
      expect(card).toMatch(/^### \[/);
      expect(card).toContain(meant);
    },
  );

  it('is found by words of its title in any order, with a typo, and shows its card', async () => {
    const ada = bot.discord.person('ada');
    const choices = await ada.autocomplete('papers', 'paper', 'title', 'langauge agents tree');
    expect(choices[0]?.name).toBe('Tree Search for Language Model Agents');
    const card = await ada
      .runCommand('papers', 'paper', { title: String(choices[0]?.value) })
      .message();
    expect(isPrivate(card)).toBe(true);
    expect(textOf(card)).toContain('Tree Search for Language Model Agents');
    expect(textOf(card)).toMatch(/summary by Offprint/);
    expect(controlsOf(card)).toEqual([
      'Hugging Face',
      'arXiv',
      'Save',
      'Similar',
      'Share',
      'Discuss',
    ]);
  });

  it('shows similar papers, never the paper itself', async () => {
    const ada = bot.discord.person('ada');
    const title = 'Tree Search for Language Model Agents';
    const card = await ada.runCommand('papers', 'paper', { title }).message();
    const similar = await ada.press(card, 'Similar').message();
    expect(isPrivate(similar)).toBe(true);
    expect(titlesOf(similar)).toHaveLength(5);
    expect(titlesOf(similar)).not.toContain(title);
  });

  it('is shared with the channel by a press', async () => {
    const ada = bot.discord.person('ada');
    const title = 'Tree Search for Language Model Agents';
    const card = await ada.runCommand('general', 'paper', { title }).message();
    const shared = await ada.press(card, 'Share').message();
    expect(isPrivate(shared)).toBe(false);
    const [seen] = bot.discord.person('grace').sees('general');
    expect(seen && textOf(seen)).toContain(title);
    expect(controlsOf(shared)).not.toContain('Share');
  });

  it('offers the nearest where no title is meant', async () => {
    const ada = bot.discord.person('ada');
    const title = 'tree search agents on the web';
    const answer = await ada.runCommand('papers', 'paper', { title }).message();
    expect(textOf(answer)).toMatch(/No paper is titled/);
    expect(titlesOf(answer)).toContain('Tree Search for Language Model Agents');
  });

  it('is read from a list, by the reader alone', async () => {
    const ada = bot.discord.person('ada');
    const list = await ada.runCommand('papers', 'search', { query }).message();
    const [first = ''] = titlesOf(list);
    const menu = 'Open a paper (only you see it)';
    const card = await ada.choose(list, menu, [`1. ${first}`]).message();
    expect(isPrivate(card)).toBe(true);
    expect(textOf(card)).toContain(first.slice(0, 20));
  });
});

describe('/topics and /help', () => {
  it('lists the topics with counts, a press from their papers', async () => {
    const ada = bot.discord.person('ada');
    const topics = await ada.runCommand('papers', 'topics').message();
    expect(textOf(topics)).toContain('Reasoning (86)');
    const papers = await ada.choose(topics, 'Show papers on a topic', ['Privacy']).message();
    expect(titlesOf(papers)).toHaveLength(5);
    expect(textOf(papers).match(/^-# Privacy · seen/gm)).toHaveLength(5);
  });

  it('mentions commands so that they can be clicked', async () => {
    const help = await bot.discord.person('ada').runCommand('papers', 'help').message();
    const search = bot.discord.commands().find(({ name }) => name === 'search');
    expect(textOf(help)).toContain(`</search:${search?.id}>`);
    expect(textOf(help)).toContain('474 papers');
    const commands = await loadCommands(new URL('../../commands/', import.meta.url));
    const unnamed = [...commands.keys()].filter(
      (name) =>
        name !== 'help' &&
        !textOf(help).includes(`</${name}:`) &&
        !textOf(help).includes(`</${name} `) &&
        !textOf(help).includes(`**${name}**`),
    );
    expect(unnamed).toEqual([]);
  });
});

describe.skipIf(withoutRealPages)(`a search ${needsRealPages}`, () => {
  let real: TestBot;

  beforeAll(async () => {
    real = await openTestBot({ pages: realPagesFolder });
  });

  afterAll(() => real.close());

  it('answers a long question, turns the page, and turns again after a restart', async () => {
    const ada = real.discord.person('ada');
    const long =
      'how can a language model be aligned with human preferences without training a separate reward model first, directly from pairs?';
    expect(long.length).toBeGreaterThanOrEqual(127);
    const first = await ada.runCommand('papers', 'search', { query: long }).message();
    const second = await ada.press(first, 'Next').message();
    await real.restart();
    const third = await ada.press(second, 'Next').message();
    const titles = [first, second, third].flatMap(titlesOf);
    expect(new Set(titles).size).toBe(15);
    expect(textOf(first)).toMatch(/^.*\*\*preferences?\*\*.*$/im);
    expect(real.discord.violations).toEqual([]);
  });

  it('shows the whole abstract of a paper chosen from the suggestions', async () => {
    const ada = real.discord.person('ada');
    const [choice] = await ada.autocomplete('papers', 'paper', 'title', 'tau2 bench');
    expect(choice?.name).toMatch(/τ/);
    const card = await ada
      .runCommand('papers', 'paper', { title: String(choice?.value) })
      .message();
    expect(textOf(card)).not.toMatch(/summary by Offprint/);
    expect(textOf(card).length).toBeGreaterThan(800);
    expect(real.discord.violations).toEqual([]);
  });
});
