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
