import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type APIButtonComponent,
  type APIMessage,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { PaperId } from '../../src/corpus/paper.ts';
import type { SendOptions } from '../../src/local-discord/people/person.ts';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { controlsOf, isPrivate, textOf, titlesOf } from './read-message.ts';

let bot: TestBot;

beforeAll(async () => {
  bot = await openTestBot();
});

afterEach(async () => {
  expect(bot.discord.violations).toEqual([]);
  await bot.startOver();
});

afterAll(() => bot.close());

/** A card of this paper that the channel sees. */
async function shareCard(title: string, channel = 'papers'): Promise<APIMessage> {
  const ada = bot.discord.person('ada');
  const card = await ada.runCommand(channel, 'paper', { title }).message();
  return ada.press(card, 'Share').message();
}

async function savedBy(name: string, channel = 'papers'): Promise<string[]> {
  await bot.settled();
  return titlesOf(await bot.discord.person(name).runCommand(channel, 'saved list').message());
}

const title = 'Tree Search for Language Model Agents';
const other =
  'Router-R1: Teaching LLMs Multi-Round Routing and Aggregation via Reinforcement Learning';

const numbered = 'Whistling Kettles in Strong Fields';

async function importNumbered(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-records-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'kettles.jsonl');
  await writeFile(file, JSON.stringify({ title: numbered, id: '2610.04711' }));
  await bot.offprint.importPaths([file], { statedYear: 2026 });
}

function linkButton(url: string): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: 'Read', url };
}

describe('saving by reaction', () => {
  it('is undone by taking the reaction off', async () => {
    const card = await shareCard(title);
    const grace = bot.discord.person('grace');
    grace.react(card, '🔖');
    expect(await savedBy('grace')).toEqual([title]);
    expect(await savedBy('alan')).toEqual([]);
    grace.unreact(card, '🔖');
    expect(await savedBy('grace')).toEqual([]);
  });

  it('makes no difference between skin tones of the save emoji', async () => {
    const ada = bot.discord.person('ada');
    const panel = await ada.runCommand('papers', 'settings server').message();
    await (await ada.submitModal(ada.press(panel, 'Save emoji'), { emoji: '🙌🏾' })).message();
    const card = await shareCard(title);
    const grace = bot.discord.person('grace');
    grace.react(card, '🙌');
    grace.react(card, '🙌🏻');
    expect(await savedBy('grace')).toEqual([title]);
    grace.unreact(card, '🙌');
    expect(await savedBy('grace')).toEqual([title]);
    await bot.restart(() => grace.unreact(card, '🙌🏻'));
    expect(await savedBy('grace')).toEqual([]);
  });

  it('means the numbered paper of a shared search', async () => {
    const ada = bot.discord.person('ada');
    const list = await ada
      .runCommand('papers', 'search', { query: 'reward hacking', share: true })
      .message();
    expect(textOf(list)).toContain('react 1️⃣–5️⃣ to save one');
    bot.discord.person('grace').react(list, '2️⃣', { burst: true });
    bot.discord.person('grace').react(list, '🔖');
    expect(await savedBy('grace')).toEqual([titlesOf(list)[1]]);
  });

  it('says privately, and once, how to save one of several papers', async () => {
    const ada = bot.discord.person('ada');
    const grace = bot.discord.person('grace');
    const query = { query: 'reward hacking', share: true };
    const list = await ada.runCommand('papers', 'search', query).message();
    const again = await ada.runCommand('papers', 'search', query).message();
    grace.react(list, '🔖');
    grace.react(again, '🔖');
    const [told, ...more] = await bot.discord.until(() => {
      const direct = bot.discord.messages(grace.dm());
      return direct.length > 0 && direct;
    });
    expect(told && textOf(told)).toMatch(/shows 5 papers.*1️⃣–5️⃣/);
    expect(told && textOf(told)).toContain(`/${list.channel_id}/${list.id}`);
    await bot.settled();
    expect(more).toEqual([]);
    expect(bot.discord.messages(grace.dm())).toHaveLength(1);
    expect(await savedBy('grace')).toEqual([]);
    expect(bot.discord.messages(ada.dm())).toEqual([]);
  });

  it('says it in the channel, until it stops or a minute is over, to whom no direct message reaches', async () => {
    const alan = bot.discord.person('alan');
    const query = { query: 'reward hacking', share: true };
    const list = await bot.discord.person('ada').runCommand('papers', 'search', query).message();
    const notes = () =>
      bot.discord
        .messages('papers')
        .filter((message) => textOf(message).includes('nothing was saved'));
    alan.closeDms();
    onTestFinished(() => alan.closeDms(false));
    alan.react(list, '🔖');
    const [note] = await bot.discord.until(() => notes().length > 0 && notes());
    expect(note && textOf(note)).toMatch(/shows 5 papers.*1️⃣–5️⃣/);
    expect(note?.message_reference?.message_id).toBe(list.id);
    expect(note?.mentions.map(({ username }) => username)).toEqual(['alan']);
    alan.unreact(list, '🔖');
    alan.react(list, '🔖');
    await bot.settled();
    expect(notes()).toHaveLength(1);
    await bot.restart();
    expect(notes()).toEqual([]);
  });

  it('works in a direct message, for oneself alone', async () => {
    const ada = bot.discord.person('ada');
    const card = await ada.runCommand(ada.dm(), 'paper', { title }).message();
    const shared = await ada.press(card, 'Share').message();
    ada.react(shared, '🔖');
    await bot.settled();
    const own = await ada.runCommand(ada.dm(), 'saved list').message();
    expect(titlesOf(own)).toEqual([title]);
    expect(await savedBy('ada')).toEqual([]);
  });

  it('counts what came and went while the bot was away, in a session that ended', async () => {
    const [first, second] = [await shareCard(title), await shareCard(other)];
    const grace = bot.discord.person('grace');
    grace.react(first, '🔖');
    await bot.settled();
    await bot.restart(() => {
      grace.unreact(first, '🔖');
      grace.react(second, '🔖');
      bot.discord.person('alan').react(second, '🔖', { burst: true });
    });
    expect(await savedBy('grace')).toEqual([other]);
    expect(await savedBy('alan')).toEqual([other]);
  });

  it('is explained once, by direct message', async () => {
    const grace = bot.discord.person('grace');
    grace.react(await shareCard(title), '🔖');
    grace.react(await shareCard(other), '🔖');
    await bot.settled();
    await expect.poll(() => grace.sees(grace.dm()).map(textOf)).toHaveLength(1);
    expect(textOf(grace.sees(grace.dm())[0] as APIMessage)).toMatch(/hides your name/);
  });
});

describe('the Save button', () => {
  it('confirms privately, counts for all, and is undone', async () => {
    const card = await shareCard(title);
    const grace = bot.discord.person('grace');
    const saved = await grace.press(card, 'Save').message();
    expect(isPrivate(saved)).toBe(true);
    expect(textOf(saved)).toMatch(/Saved for your team/);
    await expect
      .poll(() => controlsOf(bot.discord.message(card) as APIMessage))
      .toContain('Save · 1');
    const undone = await grace.press(saved, 'Undo').message();
    expect(undone.id).toBe(saved.id);
    expect(await savedBy('grace')).toEqual([]);
    await expect.poll(() => controlsOf(bot.discord.message(card) as APIMessage)).toContain('Save');
    await grace.press(undone, 'Restore').message();
    expect(await savedBy('grace')).toEqual([title]);
  });
});

describe('a save that was removed', () => {
  it('is not brought back by its reaction, read back or not, until that is put on anew', async () => {
    const card = await shareCard(title);
    const grace = bot.discord.person('grace');
    grace.react(card, '🔖');
    expect(await savedBy('grace')).toEqual([title]);
    await grace.runCommand('papers', 'saved remove', { paper: title }).message();
    await bot.restart();
    expect(await savedBy('grace')).toEqual([]);
    grace.react(card, '🔖', { burst: true });
    expect(await savedBy('grace')).toEqual([]);
    await bot.restart(() => {
      grace.unreact(card, '🔖');
      grace.unreact(card, '🔖', { burst: true });
    });
    // What was taken off meanwhile is known once it is read back.
    await bot.settled();
    grace.react(card, '🔖');
    expect(await savedBy('grace')).toEqual([title]);
  });
});

describe('the counts of a message', () => {
  it('are edited no more often than once a minute', async () => {
    const patient = await openTestBot({ countsEvery: 60_000 });
    const { discord } = patient;
    const [ada, grace, alan] = ['ada', 'grace', 'alan'].map((name) => discord.person(name));
    if (!ada || !grace || !alan) {
      throw new Error('somebody is missing');
    }
    const own = await ada.runCommand('papers', 'paper', { title }).message();
    const card = await ada.press(own, 'Share').message();
    const edits = () =>
      discord.requests.filter(
        ({ method, path }) => method === 'PATCH' && path.startsWith('/channels/'),
      ).length;
    const label = () => controlsOf(discord.message(card) as APIMessage);
    await grace.press(card, 'Save').message();
    await expect.poll(label).toContain('Save · 1');
    for (const person of [ada, alan]) {
      await person.press(card, 'Save · 1').message();
    }
    await patient.settled();
    expect(edits()).toBe(1);
    expect(label()).toContain('Save · 1');
    await patient.close();
  });
});

describe('the counts of a deleted message', () => {
  const requestsFor = (card: APIMessage) =>
    bot.discord.requests.filter(({ path }) => path.endsWith(`/messages/${card.id}`));

  it.each(['before it is read', 'between reading and editing'])(
    'are dropped without a complaint, deleted %s',
    async (when) => {
      const gone = await shareCard(title);
      const there = await shareCard(title, 'general');
      const labels = () => controlsOf(bot.discord.message(there) as APIMessage);
      if (when === 'before it is read') {
        bot.discord.person('ada').deleteMessage(gone);
      } else {
        const match = { method: 'PATCH', path: new RegExp(`/messages/${gone.id}$`) } as const;
        bot.discord.misbehave.refuse({ match, status: 404, code: 10008 });
      }
      await bot.discord.person('grace').press(there, 'Save').message();
      await expect.poll(labels).toContain('Save · 1');
      await expect.poll(() => bot.offprint.library.saving.shownMessage(gone.id)).toBeUndefined();
      const asked = requestsFor(gone).length;
      await bot.discord.person('alan').press(there, 'Save · 1').message();
      await expect.poll(labels).toContain('Save · 2');
      expect(requestsFor(gone)).toHaveLength(asked);
      expect(bot.logged.map(({ event }) => event)).not.toContain('save count not shown');
    },
  );
});

describe('what is written on a save', () => {
  it('is a state, a note and tags, from the panel and from the card', async () => {
    const ada = bot.discord.person('ada');
    const card = await ada.runCommand('papers', 'paper', { title }).message();
    const panel = await ada.press(card, 'Save').message();
    const read = await ada.press(panel, 'Read').message();
    expect(controlsOf(read)).toContain('✓ Read');
    const asked = ada.press(read, 'Note');
    const noted = await (await ada.submitModal(asked, { note: 'see *section* 3' })).message();
    expect(textOf(noted)).toContain('see \\*section\\* 3');
    await ada
      .runCommand('papers', 'saved tag', { paper: title, tags: 'Web Agents, ours' })
      .message();
    const opened = await ada.runCommand('papers', 'saved open', { paper: title }).message();
    expect(textOf(opened)).toMatch(/#ours #web-agents/);
    const list = await ada
      .runCommand('papers', 'saved list', { tag: 'ours', state: 'read' })
      .message();
    expect(titlesOf(list)).toEqual([title]);
    const found = await ada.runCommand('papers', 'saved search', { query: 'section' }).message();
    expect(textOf(found)).toMatch(/Your note/);
    const grace = bot.discord.person('grace');
    const team = await grace.runCommand('papers', 'saved list', { who: 'team' }).message();
    expect(titlesOf(team)).toEqual([title]);
    expect(textOf(team)).not.toMatch(/section/);
  });
});

describe('a discussion', () => {
  it('is one thread, however many press, and made anew once deleted', async () => {
    const card = await shareCard(title);
    const [one, two] = await Promise.all(
      ['ada', 'grace'].map((name) => bot.discord.person(name).press(card, 'Discuss').message()),
    );
    expect(bot.discord.threads('papers')).toHaveLength(1);
    expect([one, two].map((message) => textOf(message as APIMessage)).join()).toMatch(
      /discussion is in/,
    );
    const [thread] = bot.discord.threads('papers');
    if (!thread) {
      throw new Error('there is a thread');
    }
    const [opening] = bot.discord.messages(thread);
    bot.discord.person('grace').react(opening as APIMessage, '🔖');
    expect(await savedBy('grace')).toEqual([title]);
    bot.discord.person('ada').archiveThread(thread);
    await bot.discord.person('ada').press(card, 'Discuss').message();
    expect(bot.discord.threads('papers')).toHaveLength(1);
    bot.discord.person('ada').deleteChannel(thread);
    await bot.discord.person('ada').press(card, 'Discuss').message();
    expect(bot.discord.threads('papers')).toHaveLength(1);
    expect(bot.discord.threads('papers')[0]?.id).not.toBe(thread.id);
  });
});

describe('a discussion whose making was cut off', () => {
  const threads = { method: 'POST', path: /^\/channels\/\d+\/threads$/ } as const;
  const messages = { method: 'POST', path: /^\/channels\/\d+\/messages$/ } as const;

  it.each([
    ['after the thread was made', threads, 'after'],
    ['before the card came into it', messages, 'before'],
    ['after the card came into it', messages, 'after'],
  ] as const)('%s is taken up again by the next press', async (_, match, when) => {
    const card = await shareCard(title);
    const ada = bot.discord.person('ada');
    bot.discord.misbehave.cut({ match, when });
    expect(textOf(await ada.press(card, 'Discuss').message())).toMatch(/went wrong/);
    expect(textOf(await ada.press(card, 'Discuss').message())).toMatch(/discussion is in/);
    const [thread, ...others] = bot.discord.threads('papers');
    expect(others).toEqual([]);
    const [opening, ...more] = bot.discord.messages(thread ?? 'papers');
    expect(more).toEqual([]);
    const grace = bot.discord.person('grace');
    grace.react(opening as APIMessage, '🔖');
    expect(await savedBy('grace')).toEqual([title]);
    // The explanation of a first save is a message too, and the next case's fault would meet it.
    await bot.discord.until(() => grace.sees(grace.dm()).length === 1);
  });

  it('by the end of the bot is taken up again too', async () => {
    const card = await shareCard(title);
    const ada = bot.discord.person('ada');
    const { library, corpus } = bot.offprint;
    const paper = (await corpus.paperByTitle(title))?.id as PaperId;
    await ada.press(card, 'Discuss').message();
    const [thread] = bot.discord.threads('papers');
    // As it stands where the bot was killed before it could keep the thread.
    await library.discussions.dropDiscussion(thread?.id ?? '');
    await bot.restart();
    expect(textOf(await ada.press(card, 'Discuss').message())).toMatch(/discussion is in/);
    expect(bot.discord.threads('papers').map(({ id }) => id)).toEqual([thread?.id]);
    const kept = await bot.offprint.library.discussions.findDiscussion(
      bot.discord.guild().id,
      paper,
    );
    expect(kept?.thread).toBe(thread?.id);
  });
});

describe('Save paper', () => {
  it('finds a paper by its title in any message', async () => {
    const grace = bot.discord.person('grace');
    const said = grace.send('papers', `have you seen "${title}"? https://example.org`);
    const saved = await grace.runMessageCommand(said, 'Save paper').message();
    expect(textOf(saved)).toMatch(/Saved for your team/);
    expect(await savedBy('grace')).toEqual([title]);
  });

  it.each<[string, SendOptions]>([
    ['an embed', { embeds: [{ title: 'New', description: `by **${numbered}**`, fields: [] }] }],
    ["an embed's address", { embeds: [{ url: 'https://arxiv.org/abs/2610.04711v2' }] }],
    [
      "an embed's fields",
      { embeds: [{ fields: [{ name: 'arXiv', value: '[2610.04711](https://tea.org)' }] }] },
    ],
    [
      "an embed's footer",
      { embeds: [{ author: { name: 'T' }, footer: { text: 'arXiv:2610.04711' } }] },
    ],
    [
      'texts of components',
      {
        components: [
          {
            type: ComponentType.Container,
            components: [
              {
                type: ComponentType.Section,
                components: [{ type: ComponentType.TextDisplay, content: `## ${numbered}` }],
                accessory: linkButton('https://tea.org'),
              },
            ],
          },
        ],
      },
    ],
    [
      "a button's link",
      {
        components: [
          {
            type: ComponentType.ActionRow,
            components: [linkButton('https://huggingface.co/papers/2610.04711')],
          },
        ],
      },
    ],
  ])('reads %s, also where it is forwarded', async (_, shown) => {
    await importNumbered();
    const [ada, grace] = [bot.discord.person('ada'), bot.discord.person('grace')];
    const said = ada.send('papers', '', shown);
    await grace.runMessageCommand(said, 'Save paper').message();
    expect(await savedBy('grace')).toEqual([numbered]);
    const forwarded = grace.send('papers', '', { forward: said });
    await ada.runMessageCommand(forwarded, 'Save paper').message();
    expect(await savedBy('ada')).toEqual([numbered]);
  });

  it('says which number the corpus has not', async () => {
    await importNumbered();
    const ada = bot.discord.person('ada');
    const unknown = ada.send('papers', 'https://arxiv.org/abs/hep-th/9712004v1 and 2610.09999');
    const answer = await ada.runMessageCommand(unknown, 'Save paper').message();
    expect(textOf(answer)).toContain(
      'No paper in Offprint has the arXiv numbers hep-th/9712004 or 2610.09999.',
    );
    expect(textOf(answer)).not.toContain('no arXiv number');
    const mixed = `“${title}” https://arxiv.org/abs/2610.09998 https://openreview.net/forum?id=kettle`;
    const three = await ada.runMessageCommand(ada.send('papers', mixed), 'Save paper').message();
    expect(textOf(three)).toMatch(
      /Saved for your team[\s\S]*arXiv number 2610\.09998[\s\S]*links to https:\/\/openreview[\s\S]*Tree Search/,
    );
    const both = ada.send('papers', 'arXiv:2610.04711, arXiv:2610.09999');
    const saved = await ada.runMessageCommand(both, 'Save paper').message();
    expect(textOf(saved)).toMatch(/Saved for your team[\s\S]*arXiv number 2610\.09999/);
    const none = await ada.runMessageCommand(ada.send('papers', 'tea?'), 'Save paper').message();
    expect(textOf(none)).toContain('no arXiv number');
  });
});

describe('settings', () => {
  it('hide a name, and another emoji saves from then on', async () => {
    const ada = bot.discord.person('ada');
    const before = await shareCard(title);
    const panel = await ada.runCommand('papers', 'settings server').message();
    await (await ada.submitModal(ada.press(panel, 'Save emoji'), { emoji: '⭐' })).message();
    const after = await shareCard(other);
    const grace = bot.discord.person('grace');
    for (const card of [before, after]) {
      grace.react(card, '🔖');
    }
    expect(await savedBy('grace')).toEqual([title]);
    grace.react(after, '⭐');
    expect(await savedBy('grace')).toHaveLength(2);

    const card = await ada.runCommand('papers', 'paper', { title }).message();
    expect(textOf(card)).toContain(`saved by 1: <@${grace.id}>`);
    const mine = await grace.runCommand('papers', 'settings me').message();
    await grace.press(mine, 'Hide my name').message();
    const again = await ada.runCommand('papers', 'paper', { title }).message();
    expect(textOf(again)).toContain('saved by 1');
    const team = await ada.runCommand('papers', 'saved list', { who: 'team' }).message();
    expect(textOf(team)).toMatch(/saved <t:\d+:D> by 1 teammate/);
    expect(textOf(team)).not.toContain(grace.id);
    expect(textOf(again)).not.toContain(grace.id);
    for (const [command, options] of [
      ['saved list', {}],
      ['saved search', { query: 'tree' }],
      ['saved export', { format: 'json' }],
    ] as const) {
      const theirs = { ...options, teammate: grace.id };
      const answer = await ada.runCommand('papers', command, theirs).message();
      expect(textOf(answer)).toMatch(/keeps their saves private/);
    }
    const ofTeam = { format: 'json', who: 'team' };
    const file = await ada.runCommand('papers', 'saved export', ofTeam).message();
    expect(textOf(file)).toMatch(/^2 papers as JSON/);
    await expect(
      grace.runCommand('papers', 'settings server').message().then(textOf),
    ).resolves.toMatch(/Only people who manage/);
  });
});

describe('/settings me', () => {
  it('takes a zone by its place, and says where there is none', async () => {
    const grace = bot.discord.person('grace');
    const set = async (zone: string) =>
      textOf(await grace.runCommand('papers', 'settings me', { time_zone: zone }).message());
    expect(await set('new york')).toContain('America/New\\_York');
    expect(await set('toky')).toContain('Did you mean Asia/Tokyo?');
    const panel = await grace.runCommand('papers', 'settings me').message();
    const form = grace.press(panel, 'Time zone');
    expect(textOf(await (await grace.submitModal(form, { zone: '' })).message())).toContain(
      'not chosen',
    );
  });
});

describe('/settings server', () => {
  const opens = async (who: string) => {
    const panel = await bot.discord.person(who).runCommand('papers', 'settings server').message();
    expect(isPrivate(panel)).toBe(true);
    return textOf(panel).includes('Server settings');
  };

  it('is for whom Discord lets run a manager’s command, as its overrides stand now', async () => {
    const guild = bot.discord.guild();
    guild.setPermissions('alan', ['ManageGuild']);
    expect([await opens('alan'), await opens('grace')]).toEqual([true, false]);
    guild.overrideCommand('digest', 'grace', true);
    guild.overrideCommand('digest', 'alan', false);
    expect([await opens('alan'), await opens('grace')]).toEqual([false, true]);
    await bot.restart();
    expect([await opens('alan'), await opens('grace')]).toEqual([false, true]);
    // Who owns the server is never shut out of it.
    guild.overrideCommand('digest', 'everyone', false);
    expect(await opens('ada')).toBe(true);
  });

  it('is for the manager role too', async () => {
    const guild = bot.discord.guild();
    const managerRole = guild.setPermissions('alan', ['AddReactions']);
    expect(await opens('alan')).toBe(false);
    await bot.offprint.library.settings.changeServer(guild.id, { managerRole });
    expect([await opens('alan'), await opens('grace')]).toEqual([true, false]);
    const alan = bot.discord.person('alan');
    const panel = await alan.runCommand('papers', 'settings server').message();
    await alan.press(panel, 'Remove manager role').message();
    expect(await opens('alan')).toBe(false);
  });
});

describe('/privacy forget', () => {
  it('deletes everything, and old reactions do not bring it back', async () => {
    const card = await shareCard(title);
    const grace = bot.discord.person('grace');
    grace.react(card, '🔖');
    expect(await savedBy('grace')).toEqual([title]);
    const ask = await grace.runCommand('papers', 'privacy forget').message();
    await grace.press(ask, 'Forget me').message();
    await bot.restart();
    expect(await savedBy('grace')).toEqual([]);
    grace.unreact(card, '🔖');
    grace.react(card, '🔖');
    expect(await savedBy('grace')).toEqual([title]);
  });
});

describe('/recommend', () => {
  it('works from three saves on, says why, and never shows what was saved or passed over', async () => {
    const ada = bot.discord.person('ada');
    await expect(ada.runCommand('papers', 'recommend').message().then(textOf)).resolves.toMatch(
      /need at least 3 saved papers/,
    );
    const { library, search } = bot.offprint;
    const { hits } = await search.find({ text: 'reward hacking', limit: 3 });
    const key = { library: bot.discord.guild().id, person: ada.id };
    for (const { id } of hits) {
      await library.saving.save({ ...key, paper: id as PaperId });
    }
    const first = await ada.runCommand('papers', 'recommend').message();
    const saved = await savedBy('ada');
    expect(titlesOf(first)).toHaveLength(5);
    expect(textOf(first).match(/which you saved/g)).toHaveLength(5);
    expect(titlesOf(first).filter((each) => saved.includes(each))).toEqual([]);
    const passed = titlesOf(first)[0];
    const next = await ada.press(first, 'Not for me').message();
    expect(titlesOf(next)).not.toContain(passed);
  });
});

describe('/stats and /saved export', () => {
  it('come with a picture and a file', async () => {
    const ada = bot.discord.person('ada');
    const card = await ada.runCommand('papers', 'paper', { title }).message();
    await ada.press(card, 'Save').message();
    const stats = await ada.runCommand('papers', 'stats').message();
    expect(textOf(stats)).toMatch(/Saved papers by topic: Agents 1/);
    expect(stats.attachments.map(({ filename }) => filename)).toEqual(['topics.png']);
    const file = await ada.runCommand('papers', 'saved export', { format: 'bibtex' }).message();
    expect(textOf(file)).toMatch(/1 of 1 has no authors yet/);
    expect(file.attachments.map(({ filename }) => filename)).toEqual(['offprint-saved.bib']);
  });
});

describe('reading back', () => {
  it('waits where Discord asks it to, and leaves alone what it may not see', async () => {
    const [first, second] = [await shareCard(title), await shareCard(other, 'general')];
    const grace = bot.discord.person('grace');
    for (const card of [first, second]) {
      grace.react(card, '🔖');
    }
    expect(await savedBy('grace')).toHaveLength(2);
    await bot.restart(() => {
      grace.unreact(first, '🔖');
      grace.unreact(second, '🔖');
      bot.discord.channel('general').deny('bot', ['ViewChannel']);
      bot.discord.misbehave.rateLimit({
        match: { method: 'GET', path: /\/messages\/\d+$/ },
        retryAfterSeconds: 0.1,
      });
    });
    expect(await savedBy('grace')).toEqual([other]);
  });

  it.each(['ViewChannel', 'ReadMessageHistory'] as const)(
    'asks once at each start for a channel without %s, and reads it all when that is back',
    async (permission) => {
      const hidden = [await shareCard(title, 'general'), await shareCard(other, 'general')];
      const [grace, general] = [bot.discord.person('grace'), bot.discord.channel('general')];
      for (const card of hidden) {
        grace.react(card, '🔖');
        await expect
          .poll(() => controlsOf(bot.discord.message(card) as APIMessage))
          .toContain('Save · 1');
      }
      const asked = () =>
        bot.discord.requests.filter(({ path }) =>
          path.startsWith(`/channels/${general.id}/messages/`),
        ).length;
      const before = asked();
      await bot.restart(() => {
        general.deny('bot', [permission]);
        for (const card of hidden) {
          grace.unreact(card, '🔖');
        }
      });
      expect(await savedBy('grace')).toHaveLength(2);
      expect(asked() - before).toBe(1);
      await bot.restart();
      expect(await savedBy('grace')).toHaveLength(2);
      expect(asked() - before).toBe(2);
      general.deny('bot', []);
      await bot.restart();
      expect(await savedBy('grace')).toEqual([]);
    },
  );

  it('takes nothing back with a message that was deleted', async () => {
    const card = await shareCard(title);
    const grace = bot.discord.person('grace');
    grace.react(card, '🔖');
    expect(await savedBy('grace')).toEqual([title]);
    await bot.restart(() => bot.discord.person('ada').deleteMessage(card));
    expect(await savedBy('grace')).toEqual([title]);
  });

  /** Starts the bot again; its first read-back is answered as of now, when `release` is called. */
  async function restartReadingBack(meanwhile?: () => void) {
    const held = bot.discord.misbehave.hold({
      match: { method: 'GET', path: /\/messages\/\d+$/ },
      when: 'after',
    });
    const back = bot.restart(meanwhile);
    await held.arrived;
    await back;
    return held;
  }

  it.each([
    ['Undo', (panel: APIMessage) => bot.discord.person('grace').press(panel, 'Undo')],
    [
      '/saved remove',
      () => bot.discord.person('grace').runCommand('papers', 'saved remove', { paper: title }),
    ],
  ])('does not bring back what is removed by %s while it goes on', async (_name, remove) => {
    const card = await shareCard(title);
    await bot.settled();
    const grace = bot.discord.person('grace');
    const held = await restartReadingBack(() => grace.react(card, '🔖'));
    const panel = await grace.press(card, 'Save').message();
    await remove(panel).message();
    held.release();
    expect(await savedBy('grace')).toEqual([]);
  });

  it('counts what comes while it goes on', async () => {
    const card = await shareCard(title);
    await bot.settled();
    const held = await restartReadingBack();
    // Not in the answer that is on its way to the bot, and heard before it comes.
    bot.discord.person('grace').react(card, '🔖');
    await bot.discord.person('ada').runCommand('papers', 'help').message();
    held.release();
    expect(await savedBy('grace')).toEqual([title]);
  });
});

describe('a custom emoji', () => {
  it('saves, whatever it is called later', async () => {
    const ada = bot.discord.person('ada');
    const emoji = bot.discord.guild().addEmoji('paper');
    const panel = await ada.runCommand('papers', 'settings server').message();
    const set = await (await ada.submitModal(ada.press(panel, 'Save emoji'), { emoji })).message();
    expect(textOf(set)).toContain(`Save emoji: ${emoji}`);
    const card = await shareCard(title);
    const [id] = /\d+/.exec(emoji) ?? [];
    bot.discord.person('grace').react(card, `renamed:${id}`);
    expect(await savedBy('grace')).toEqual([title]);
  });

  it('has to be one that the server has and can use', async () => {
    const ada = bot.discord.person('ada');
    const guild = bot.discord.guild();
    const panel = await ada.runCommand('papers', 'settings server').message();
    const answerTo = async (emoji: string) =>
      textOf(await (await ada.submitModal(ada.press(panel, 'Save emoji'), { emoji })).message());
    const own = guild.addEmoji('paper');
    expect(await answerTo(own)).toContain(`Save emoji: ${own}`);
    for (const foreign of [
      '<:paper:123456789012345678>',
      '<a:dance:123456789012345679>',
      guild.addEmoji('lost', { available: false }),
    ]) {
      expect(await answerTo(foreign)).toContain('This server does not have that emoji');
    }
    const kept = await bot.offprint.library.settings.serverSettings(guild.id);
    expect(kept.saveEmoji).toBe(own);
  });
});

describe('a place that takes no thread', () => {
  it('is told so, and another press can make one elsewhere', async () => {
    const card = await shareCard(title);
    bot.discord.channel('papers').deny('bot', ['CreatePublicThreads']);
    const ada = bot.discord.person('ada');
    expect(textOf(await ada.press(card, 'Discuss').message())).toMatch(/may not create threads/);
    bot.discord.channel('papers').deny('bot', []);
    expect(textOf(await ada.press(card, 'Discuss').message())).toMatch(/discussion is in/);
  });
});

describe('a person with closed direct messages', () => {
  it('is told what a save means with the next private answer', async () => {
    const grace = bot.discord.person('grace');
    grace.closeDms();
    grace.react(await shareCard(title), '🔖');
    expect(await savedBy('grace')).toEqual([title]);
    await bot.discord.until(
      () =>
        bot.discord.requests.some(
          ({ path, status }) => path.endsWith('/messages') && status === 403,
        ),
      { what: 'the direct message to be refused' },
    );
    const saved = await grace.press(await shareCard(other), 'Save').message();
    expect(textOf(saved)).toMatch(/hides your name/);
  });
});

describe('lists and suggestions', () => {
  it('mark what is saved, to each as it concerns them', async () => {
    const [ada, grace] = [bot.discord.person('ada'), bot.discord.person('grace')];
    const card = await shareCard(title);
    await ada.press(card, 'Save').message();
    const query = { query: title };
    expect(textOf(await ada.runCommand('papers', 'search', query).message())).toMatch(
      /🔖 saved by you ·/,
    );
    expect(textOf(await grace.runCommand('papers', 'search', query).message())).toMatch(
      /🔖 saved by 1 teammate ·/,
    );
    const shared = await ada.runCommand('papers', 'search', { ...query, share: true }).message();
    expect(textOf(shared)).toMatch(/🔖 saved by 1 person ·/);
    const [choice] = await grace.autocomplete('papers', 'paper', 'title', 'tree search language');
    expect(choice?.name).toBe(`🔖 ${title}`);
    const mine = await ada.autocomplete('papers', 'saved remove', 'paper', 'tree');
    expect(mine.map(({ name }) => name)).toEqual([title]);
    expect(await grace.autocomplete('papers', 'saved remove', 'paper', '')).toEqual([]);
  });

  it('offer my saved papers in every verb that takes one, newest first', async () => {
    const ada = bot.discord.person('ada');
    for (const each of [other, title]) {
      const card = await ada.runCommand('papers', 'paper', { title: each }).message();
      await ada.press(card, 'Save').message();
    }
    const offered = async (verb: string, option: string) =>
      (await ada.autocomplete('papers', `saved ${verb}`, option, '')).map(({ name }) => name);
    for (const [verb, option] of [
      ['open', 'paper'],
      ['tag', 'paper'],
      ['remove', 'paper'],
      ['search', 'query'],
    ] as const) {
      expect(await offered(verb, option)).toEqual([title, other]);
    }
    await ada.runCommand('papers', 'saved remove', { paper: other }).message();
    expect(await offered('restore', 'paper')).toEqual([other]);
  });

  it('link each row to the message that showed it, however it was saved', async () => {
    const card = await shareCard(title);
    const grace = bot.discord.person('grace');
    await grace.press(card, 'Save').message();
    await grace.press(card, 'Discuss').message();
    const list = textOf(await grace.runCommand('papers', 'saved list').message());
    const [thread] = bot.discord.threads('papers');
    expect(list).toMatch(/saved <t:\d+:D>/);
    expect(list).toMatch(/\[message\]\(https:\/\/discord.com\/channels\/\d+\/\d+\/\d+\)/);
    expect(list).toContain(
      `[discussion](https://discord.com/channels/${bot.discord.guild().id}/${thread?.id})`,
    );
  });
});
