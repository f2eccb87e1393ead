import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/local-discord/people/person.ts';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { textOf } from './read-message.ts';

let bot: TestBot;

beforeAll(async () => {
  bot = await openTestBot();
});

afterEach(async () => {
  expect(bot.discord.violations).toEqual([]);
  await bot.startOver();
});

afterAll(() => bot.close());

const title = 'Tree Search for Language Model Agents';

function run(who: string, command: string, options: Parameters<Person['runCommand']>[2] = {}) {
  return bot.discord.person(who).runCommand('papers', command, options).message();
}

/** A card that the channel sees. */
async function shareCard(who: string): Promise<APIMessage> {
  const card = await run(who, 'paper', { title });
  return bot.discord.person(who).press(card, 'Share').message();
}

async function hideName(who: string): Promise<void> {
  const panel = await run(who, 'settings me');
  await bot.discord.person(who).press(panel, 'Hide my name').message();
}

describe('what is shared', () => {
  it('says who shared it', async () => {
    const { id } = bot.discord.person('grace');
    const mine = await run('grace', 'paper', { title });
    expect(textOf(mine)).not.toContain('shared by');
    expect(textOf(await shareCard('grace'))).toContain(`shared by <@${id}>`);
    for (const [command, options] of [
      ['search', { query: 'agents' }],
      ['search', { query: 'zzzyx' }],
      ['similar', { title }],
      ['new', {}],
      ['trending', {}],
    ] as const) {
      const list = await run('grace', command, { ...options, share: true });
      expect(textOf(list)).toContain(`shared by <@${id}>`);
    }
  });

  it('says in its thread who started the discussion, unless they hide their name', async () => {
    const grace = bot.discord.person('grace');
    const opening = async (card: APIMessage) => {
      await grace.press(card, 'Discuss').message();
      const [thread] = bot.discord.threads('papers');
      const [first] = thread ? bot.discord.messages(thread) : [];
      return { thread, text: first ? textOf(first) : '' };
    };
    const card = await shareCard('ada');
    const named = await opening(card);
    expect(named.text).toContain(`discussion started by <@${grace.id}>`);
    bot.discord.person('ada').deleteChannel(named.thread ?? '');
    await hideName('grace');
    const unnamed = await opening(card);
    expect(unnamed.text).toContain(title);
    expect(unnamed.text).not.toContain(grace.id);
  });
});

it('the team’s list says who saved a paper, as far as they agree', async () => {
  const [ada, grace] = [bot.discord.person('ada'), bot.discord.person('grace')];
  const card = await shareCard('ada');
  await hideName('alan');
  for (const who of ['ada', 'grace', 'alan']) {
    bot.discord.person(who).react(card, '🔖');
  }
  await bot.settled();
  const list = async (who: string, whose: string) =>
    textOf(await run(who, 'saved list', { who: whose }));
  expect(await list('ada', 'team')).toMatch(
    new RegExp(`saved <t:\\d+:D> by you, <@${grace.id}> and 1 more`),
  );
  expect(await list('alan', 'team')).toContain(`by you, <@${ada.id}> and <@${grace.id}>`);
  expect(await list('ada', 'mine')).not.toContain(' by you,');
  const theirs = textOf(await run('ada', 'saved list', { teammate: grace.id }));
  expect(theirs).toContain(`saved by <@${grace.id}>`);
});

describe('a note', () => {
  const words = 'the reranker is *brittle*';
  async function write(who: string, on: APIMessage): Promise<APIMessage> {
    const person = bot.discord.person(who);
    return (await person.submitModal(person.press(on, 'Note'), { note: words })).message();
  }
  /** Saves the paper with a note and opens its card. */
  async function note(who: string): Promise<APIMessage> {
    const card = await run(who, 'paper', { title });
    await write(who, await bot.discord.person(who).press(card, 'Save').message());
    return run(who, 'saved open', { paper: title });
  }
  const seenBy = async (who: string) => {
    const card = textOf(await run(who, 'paper', { title }));
    const list = textOf(await run(who, 'saved list', { who: 'team' }));
    const query = { query: 'brittle reranker', who: 'team' };
    const found = textOf(await run(who, 'saved search', query));
    return [card, list, found].map((text) => text.includes('the reranker'));
  };

  it('is private until it is shared, and again after that', async () => {
    const grace = bot.discord.person('grace');
    const card = await note('grace');
    expect(textOf(card)).toContain('Only you see this note.');
    expect(await seenBy('ada')).toEqual([false, false, false]);
    const shared = await grace.press(card, 'Share note with team').message();
    expect(textOf(shared)).toContain('Your team sees this note.');
    expect(textOf(await run('ada', 'paper', { title }))).toContain(
      `> <@${grace.id}>: the reranker is \\*brittle\\*`,
    );
    expect(await seenBy('ada')).toEqual([true, true, true]);
    await grace.press(shared, 'Make note private').message();
    expect(await seenBy('ada')).toEqual([false, false, false]);
    expect(textOf(await run('grace', 'privacy show'))).toContain('1 note,');
  });

  it('is shared without a name by those who hide theirs, and shared no longer once it is empty', async () => {
    const grace = bot.discord.person('grace');
    await hideName('grace');
    const shared = await grace.press(await note('grace'), 'Share note with team').message();
    const list = textOf(await run('ada', 'saved list', { who: 'team' }));
    expect(list).toContain('> A teammate: the reranker');
    expect(list).not.toContain(grace.id);
    expect(textOf(await run('grace', 'privacy show'))).toContain(
      '1 note (1 shared with your team)',
    );
    const emptied = await grace.submitModal(grace.press(shared, 'Edit note'), { note: '' });
    const panel = await emptied.message();
    expect(textOf(panel)).not.toContain('sees this note');
    expect(textOf(await write('grace', panel))).toContain('Only you see this note.');
    expect(await seenBy('ada')).toEqual([false, false, false]);
  });
});
