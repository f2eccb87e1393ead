import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { PaperId } from '../../src/corpus/paper.ts';
import { createManualClock } from '../../src/local-discord/clock.ts';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { controlsOf, isPrivate, textOf, titlesOf } from './read-message.ts';

const title = 'Tree Search for Language Model Agents';

let bot: TestBot;

beforeAll(async () => {
  bot = await openTestBot();
});

afterEach(async () => {
  expect(bot.discord.violations).toEqual([]);
  expect(bot.logged.filter(({ level }) => level === 'error')).toEqual([]);
  await bot.startOver();
});

afterAll(() => bot.close());

/** Saves a paper by the button of its card. @returns the panel that confirms it. */
async function save(who: string, paperTitle = title) {
  const person = bot.discord.person(who);
  const card = await person.runCommand('papers', 'paper', { title: paperTitle }).message();
  return person.press(card, 'Save').message();
}

async function somePapers(count: number): Promise<PaperId[]> {
  const { hits } = await bot.offprint.search.find({ text: 'language model agents', limit: count });
  return hits.map(({ id }) => id);
}

describe('/privacy', () => {
  it('export gives a person, and nobody else, a file of what is kept about them', async () => {
    await save('grace');
    const grace = bot.discord.person('grace');
    const answer = await grace.runCommand('papers', 'privacy export').message();
    expect(isPrivate(answer)).toBe(true);
    const [file] = answer.attachments;
    expect(file?.filename).toBe('offprint-about-me.json');
    const kept = await (await fetch(file?.url ?? '')).json();
    expect(kept).toMatchObject({ saves: [{ title }] });
    const other = await bot.discord.person('alan').runCommand('papers', 'privacy export').message();
    expect(await (await fetch(other.attachments[0]?.url ?? '')).json()).toMatchObject({
      saves: [],
    });
  });

  it('forget asks first, and Keep it deletes nothing', async () => {
    await save('grace');
    const grace = bot.discord.person('grace');
    const question = await grace.runCommand('papers', 'privacy forget').message();
    expect(controlsOf(question)).toEqual(['Forget me', 'Cancel']);
    const kept = await grace.press(question, 'Cancel').message();
    expect(textOf(kept)).toContain('Nothing was deleted.');
    expect(titlesOf(await grace.runCommand('papers', 'saved list').message())).toEqual([title]);
  });
});

describe('the tags of a save', () => {
  it('are written in a form that shows those it has, and can be taken away there', async () => {
    const panel = await save('grace');
    const grace = bot.discord.person('grace');
    const first = grace.press(panel, 'Tags');
    const tagged = await (await grace.submitModal(first, { tags: 'agents, later' })).message();
    expect(textOf(tagged)).toContain('agents');
    expect(textOf(tagged)).toContain('later');
    const again = grace.press(tagged, 'Tags');
    const changed = await (await grace.submitModal(again, { tags: 'agents' })).message();
    expect(textOf(changed)).toContain('agents');
    expect(textOf(changed)).not.toContain('later');
  });
});

describe('/saved list', () => {
  it('turns its pages in place, to the end and back', async () => {
    const grace = bot.discord.person('grace');
    const papers = await somePapers(12);
    expect(papers).toHaveLength(12);
    for (const paper of papers) {
      const key = { library: bot.discord.guild().id, person: grace.id, paper };
      await bot.offprint.library.saving.save(key);
    }
    let page = await grace.runCommand('papers', 'saved list').message();
    const shown = [titlesOf(page)];
    while (shown.flat().length < papers.length) {
      const { id } = page;
      page = await grace.press(page, 'Next').message();
      expect(page.id).toBe(id);
      shown.push(titlesOf(page));
    }
    expect(new Set(shown.flat()).size).toBe(papers.length);
    expect(shown.length).toBeGreaterThan(1);
    const back = await grace.press(page, 'Back').message();
    expect(titlesOf(back)).toEqual(shown.at(-2));
  });
});

describe('a member who left', () => {
  it('is noticed within days, and later their name and notes are gone and the save stays', async () => {
    const clock = createManualClock();
    const old = await openTestBot({ clock });
    onTestFinished(() => old.close());
    const [ada, grace] = [old.discord.person('ada'), old.discord.person('grace')];
    const card = await grace.runCommand('papers', 'paper', { title }).message();
    await grace.press(card, 'Save').message();
    const team = async () =>
      titlesOf(await ada.runCommand('papers', 'saved list', { who: 'team' }).message());
    expect(await team()).toEqual([title]);

    old.discord.guild().removeMember('grace');
    const days = (count: number) => old.restart(() => clock.advance(count * 24 * 60 * 60 * 1000));
    await days(8);
    // Members are looked up one by one after a start; until that is done, grace is due.
    await expect.poll(() => old.offprint.library.retention.membersToLookUp(10)).toEqual([]);
    expect((await old.offprint.library.privacy.show(grace.id)).saves).toHaveLength(1);
    await days(31);
    await expect
      .poll(async () => (await old.offprint.library.privacy.show(grace.id)).saves)
      .toEqual([]);
    expect(await team()).toEqual([title]);
  });
});
