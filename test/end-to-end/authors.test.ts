import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../src/local-discord/clock.ts';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { isPrivate, textOf, titlesOf } from './read-message.ts';

const clock = createManualClock();
let bot: TestBot;

beforeAll(async () => {
  bot = await openTestBot({ clock });
});

afterEach(() => {
  expect(bot.discord.violations).toEqual([]);
});

afterAll(() => bot.close());

const collaboration = `The ${'Very '.repeat(20)}Large Collaboration of Invented Researchers`;

async function importRecords(records: readonly object[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-authors-'));
  const file = join(folder, 'records.jsonl');
  writeFileSync(file, records.map((record) => JSON.stringify(record)).join('\n'));
  await bot.offprint.importPaths([file]);
  rmSync(folder, { recursive: true });
}

describe('before authors are known', () => {
  it('offers none, and says so in a sentence', async () => {
    const ada = bot.discord.person('ada');
    const query = 'reward models';
    expect(await ada.autocomplete('papers', 'search', 'author', 'hin', { query })).toEqual([]);
    const answer = await ada.runCommand('papers', 'search', { query, author: 'Hinton' }).message();
    expect(isPrivate(answer)).toBe(true);
    expect(textOf(answer)).toContain('No authors are known yet');
    const follow = { author: 'Hinton', time_zone: 'UTC' };
    const followed = textOf(await ada.runCommand('papers', 'follow author', follow).message());
    expect(followed).toContain('You follow **Hinton**');
    expect(followed).toContain('No authors are known yet');
  });
});

describe('with authors', () => {
  beforeAll(async () => {
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    await importRecords([
      ...Array.from({ length: 7 }, (_, at) => ({
        title: `Reward Models for Kettles, Part ${at + 1}`,
        authors: at === 0 ? ['Lovelace, Ada'] : ['Ada Lovelace', 'Grace Hopper'],
        listings: [{ page: day, rank: at + 1 }],
      })),
      { title: 'Reward Models of Everybody', authors: [collaboration] },
      { title: 'Reward Models of a Lover', authors: ['Ann Lover'] },
    ]);
  });

  it('offers them while a name is typed, most papers first, in Discord’s hundred characters', async () => {
    const ada = bot.discord.person('ada');
    const offer = (typed: string) =>
      ada.autocomplete('papers', 'search', 'author', typed, { query: 'reward' });
    expect(await offer('lov')).toEqual([
      { name: 'Ada Lovelace (7)', value: 'Ada Lovelace' },
      { name: 'Ann Lover (1)', value: 'Ann Lover' },
    ]);
    expect(await offer('Lovelace, A')).toMatchObject([{ value: 'Ada Lovelace' }]);
    expect(await offer('lovelcae')).toMatchObject([{ value: 'Ada Lovelace' }]);
    const [long] = await offer('very large');
    expect(String(long?.value)).toMatch(/^The Very .* Very$/);
    const author = String(long?.value);
    const found = await ada.runCommand('papers', 'search', { query: 'reward', author }).message();
    expect(titlesOf(found)).toEqual(['Reward Models of Everybody']);
  });

  it('keeps to one, from page to page and over a restart', async () => {
    const ada = bot.discord.person('ada');
    const options = { query: 'reward models', author: 'lovelace, ada' };
    const first = await ada.runCommand('papers', 'search', options).message();
    expect(textOf(first)).toContain('1–5 of 7 matching papers');
    expect(textOf(first)).toContain('Only: author lovelace, ada');
    const second = await ada.press(first, 'Next').message();
    expect(textOf(second)).toContain('Only: author lovelace, ada');
    await bot.restart();
    const again = await ada.press(second, 'Back').message();
    expect(titlesOf(again)).toHaveLength(5);
    const last = await ada.press(again, 'Next').message();
    const titles = [...titlesOf(again), ...titlesOf(last)];
    expect(new Set(titles).size).toBe(7);
    for (const title of titles) {
      expect(title).toMatch(/for Kettles/);
    }
  });

  it('names the author where nothing was found, and leads on without', async () => {
    const ada = bot.discord.person('ada');
    const options = { query: 'reward models', author: 'Nobody *At* All' };
    const answer = await ada.runCommand('papers', 'search', options).message();
    expect(textOf(answer)).toMatch(/Nothing found[\s\S]*author Nobody \\\*At\\\* All/);
    const all = await ada.press(answer, 'Search without the filter').message();
    expect(titlesOf(all)).toHaveLength(5);
  });

  it('lets somebody follow one that is offered, however the papers write the name', async () => {
    const grace = bot.discord.person('grace');
    const [choice] = await grace.autocomplete('papers', 'follow author', 'author', 'lovel');
    expect(choice).toEqual({ name: 'Ada Lovelace (7)', value: 'Ada Lovelace' });
    const [long] = await grace.autocomplete('papers', 'follow author', 'author', 'very');
    expect(String(long?.value).length).toBeLessThanOrEqual(60);
    const options = { author: String(choice?.value), time: '9:30', time_zone: 'UTC' };
    await grace.runCommand('papers', 'follow author', options).message();
    const midnight = Math.floor(clock.now() / 86_400_000) * 86_400_000;
    clock.set(midnight + 86_400_000 + 9.5 * 3_600_000);
    await bot.offprint.digests.tick();
    const [message] = bot.discord.messages(grace.dm());
    expect(message && textOf(message)).toContain('Kettles, Part 1');
    expect(message && textOf(message)).not.toContain('Lover');
  });
});
