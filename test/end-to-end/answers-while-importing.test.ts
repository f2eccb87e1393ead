import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { inventedPapers, pageWithDate } from '../corpus/page/invented-page.ts';
import { holdImports } from '../store/hold-imports.ts';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { textOf, titlesOf } from './read-message.ts';

let bot: TestBot;

beforeAll(async () => {
  bot = await openTestBot();
});

afterAll(async () => {
  expect(bot.discord.violations).toEqual([]);
  expect(bot.logged.filter(({ level }) => level === 'error')).toEqual([]);
  await bot.close();
});

/** A saved page of so many papers, in a file of its own. */
function savePage(papers: number, date: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-large-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const entries = Array.from({ length: papers }, (_, at) => {
    const { title = '', abstract = '' } = inventedPapers[at % inventedPapers.length] ?? {};
    return { title: `${title}, Part ${at + 1} of ${date}`, abstract };
  });
  const file = join(folder, 'large.txt');
  writeFileSync(file, pageWithDate(entries, date));
  return file;
}

it('answers while a page is being written, and then finds its papers', async () => {
  const ada = bot.discord.person('ada');
  // As long as somebody else writes, the import cannot end.
  const letGo = await holdImports(bot.database);
  let imported = false;
  const importing = bot.offprint.importPaths([savePage(30, 'Sep 9')]).then((summary) => {
    imported = true;
    return summary;
  });

  const choices = await ada.autocomplete('papers', 'paper', 'title', 'tree search');
  expect(choices[0]?.name).toBe('Tree Search for Language Model Agents');
  expect(textOf(await ada.runCommand('papers', 'help').message())).toContain('474 papers');
  // Next needs a place for the search to be kept: with SQLite this answer waits its turn, and is given.
  const searching = ada.runCommand('papers', 'search', { query: 'reward models' }).message();
  expect(imported).toBe(false);
  await letGo();

  expect(titlesOf(await searching)).toHaveLength(5);
  expect(await importing).toMatchObject({ pages: 1, papers: { new: 30, known: 0 } });
  const query = '"warm starts for cold planners"';
  expect(titlesOf(await ada.runCommand('papers', 'search', { query }).message())).toHaveLength(5);
});

it('answers again and again until a large page is written', async () => {
  const ada = bot.discord.person('ada');
  const pages = async () => (await bot.offprint.corpus.overview()).pages;
  const before = await pages();
  const importing = bot.offprint.importPaths([savePage(20_000, 'Sep 10')]);
  let answers = 0;
  while ((await pages()) === before) {
    await ada.autocomplete('papers', 'paper', 'title', 'tree search');
    answers += 1;
  }
  expect(await importing).toMatchObject({ listings: 20_000 });
  // It is some 1,800; were the page read in the bot's own thread, 13 would slip in between.
  expect(answers).toBeGreaterThan(100);
  // As long as a server on a busy machine takes.
}, 120_000);
