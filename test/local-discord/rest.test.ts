import {
  AttachmentBuilder,
  ChannelType,
  type Client,
  DiscordAPIError,
  EmbedBuilder,
  MessageFlags,
  type NewsChannel,
  PermissionFlagsBits,
  type TextChannel,
  TextDisplayBuilder,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../src/local-discord/clock.ts';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import { connectClient, demoCommands } from './demo-bot.ts';

/** The code that Discord refused with. */
async function codeOf(promise: Promise<unknown>): Promise<number | string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof DiscordAPIError ? error.code : String(error);
  }
  return 'no error';
}

describe('the REST API, with the real discord.js', () => {
  const clock = createManualClock(Date.UTC(2026, 0, 5, 12));
  let discord: LocalDiscord;
  let client: Client<true>;

  beforeEach(async () => {
    discord = await openLocalDiscord({ clock });
    client = await connectClient(discord);
  });

  afterEach(async () => {
    await client.destroy();
    await discord.close();
  });

  async function textChannel(name = 'papers'): Promise<TextChannel> {
    return (await client.channels.fetch(discord.channel(name).id)) as TextChannel;
  }

  describe('messages', () => {
    it('keeps what was sent, with files, and reads it back', async () => {
      const channel = await textChannel();
      const sent = await channel.send({
        content: 'hello',
        embeds: [new EmbedBuilder({ title: 'T', image: { url: 'attachment://chart.txt' } })],
        files: [
          new AttachmentBuilder(Buffer.from('abc'), { name: 'chart.txt', description: 'alt' }),
        ],
      });
      const read = await channel.messages.fetch({ message: sent.id, force: true });
      expect(read.content).toBe('hello');
      const attachment = read.attachments.first();
      expect(attachment?.description).toBe('alt');
      expect(read.embeds[0]?.image?.url).toBe(attachment?.url);
      const file = await fetch(attachment?.url ?? '');
      expect(await file.text()).toBe('abc');
      await sent.edit({ content: 'changed' });
      expect(discord.messages('papers')[0]?.edited_timestamp).not.toBeNull();
      await sent.delete();
      expect(await codeOf(channel.messages.fetch({ message: sent.id, force: true }))).toBe(10008);
      expect(discord.violations).toEqual([]);
    });

    it('pages the history before, after and around a message, newest first', async () => {
      const channel = await textChannel();
      const ids: string[] = [];
      for (let i = 0; i < 9; i += 1) {
        ids.push((await channel.send(String(i))).id);
      }
      const [, , a = '', , middle = '', , b = ''] = ids;
      const read = async (options: object): Promise<string> =>
        [...(await channel.messages.fetch({ cache: false, ...options })).values()]
          .map((message) => message.content)
          .join('');
      expect(await read({ limit: 3 })).toBe('876');
      expect(await read({ limit: 3, before: b })).toBe('543');
      expect(await read({ limit: 3, after: a })).toBe('543');
      expect(await read({ limit: 3, around: middle })).toBe('543');
      expect(await codeOf(channel.messages.fetch({ limit: 101 }))).toBe(50035);
    });

    it('returns the first message for a nonce sent again within minutes, and tells history no nonce', async () => {
      const channel = await textChannel();
      const send = () => channel.send({ content: 'once', nonce: 'day-1', enforceNonce: true });
      const first = await send();
      expect((await send()).id).toBe(first.id);
      const history = await fetch(`${discord.url}/v10/channels/${channel.id}/messages`, {
        headers: { authorization: `Bot ${discord.token}` },
      });
      expect(await history.text()).not.toContain('day-1');
      clock.advance(6 * 60_000);
      expect((await send()).id).not.toBe(first.id);
    });

    it('shows the bot its own words and not those of others, without the privileged intent', async () => {
      const channel = await textChannel();
      discord.person('ada').send('papers', 'private thoughts');
      const called = discord.person('ada').send('papers', `hi <@${discord.applicationId}>`);
      await channel.send('mine');
      const contents = (await channel.messages.fetch()).map((message) => message.content);
      expect(contents).toEqual(['mine', called.content, '']);
    });

    it('publishes in an announcement channel once, and nowhere else', async () => {
      const news = (await client.channels.fetch(
        discord.channel('announcements').id,
      )) as NewsChannel;
      const sent = await news.send('out now');
      expect((await sent.crosspost()).flags.has(MessageFlags.Crossposted)).toBe(true);
      expect(await codeOf(sent.crosspost())).toBe(40033);
    });

    it('writes to a person, unless their messages are closed', async () => {
      const grace = discord.person('grace');
      const user = await client.users.fetch(grace.id);
      await user.send('hello');
      expect(grace.sees(grace.dm())[0]?.content).toBe('hello');
      grace.closeDms();
      expect(await codeOf(user.send('hello?'))).toBe(50007);
    });
  });

  describe('what Discord refuses', () => {
    it('names the place of what is wrong in a body', async () => {
      const channel = await textChannel();
      const row = {
        type: 1,
        components: [{ type: 2, style: 1, label: 'x'.repeat(81), custom_id: 'a' }],
      };
      const error = await client.rest
        .post(`/channels/${channel.id}/messages`, {
          body: { content: 'x', components: [row], allowed_mentions: { parse: [] } },
        })
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        code: 50035,
        status: 400,
        rawError: {
          message: 'Invalid Form Body',
          errors: {
            components: {
              0: { components: { 0: { label: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } } },
            },
          },
        },
      });
      expect(discord.violations).toEqual([
        {
          kind: 'invalid-body',
          request: `POST /channels/${channel.id}/messages`,
          what: expect.stringContaining('components[0].components[0].label') as string,
        },
      ]);
    });

    const text = (content: string) => new TextDisplayBuilder({ content });
    const v2 = MessageFlags.IsComponentsV2 as const;
    const button = (id: string) => ({ type: 2, style: 2, label: 'x', custom_id: id });
    it.each<[string, object, number]>([
      ['more than 2,000 characters', { content: 'x'.repeat(2001) }, 50035],
      ['nothing at all', { content: '' }, 50006],
      ['content beside Components V2', { content: 'x', components: [text('y')], flags: v2 }, 50035],
      ['text displays without the flag', { components: [text('y')] }, 50035],
      [
        '4,001 characters over all displays',
        { components: [text('x'.repeat(2000)), text('x'.repeat(2001))], flags: v2 },
        50035,
      ],
      [
        '41 components',
        { components: Array.from({ length: 41 }, () => text('x')), flags: v2 },
        50035,
      ],
      [
        '41 components, nested',
        {
          components: [{ type: 17, components: Array.from({ length: 40 }, () => text('x')) }],
          flags: v2,
        },
        50035,
      ],
      [
        'a custom id twice',
        { content: 'x', components: [{ type: 1, components: [button('a'), button('a')] }] },
        50035,
      ],
      [
        'a custom id of 101',
        { content: 'x', components: [{ type: 1, components: [button('a'.repeat(101))] }] },
        50035,
      ],
      [
        'a link button without a web address',
        {
          content: 'x',
          components: [
            {
              type: 1,
              components: [{ type: 2, style: 5, label: 'x', url: 'javascript:alert(1)' }],
            },
          ],
        },
        50035,
      ],
      [
        'six rows',
        {
          content: 'x',
          components: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({
            type: 1,
            components: [button(id)],
          })),
        },
        50035,
      ],
      [
        '6,001 characters of embeds',
        { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
        50035,
      ],
      [
        'a file that was not sent',
        {
          components: [{ type: 12, items: [{ media: { url: 'attachment://chart.png' } }] }],
          flags: v2,
        },
        50035,
      ],
    ])('refuses %s', async (_what, body, code) => {
      const channel = await textChannel();
      expect(await codeOf(channel.send(body))).toBe(code);
      expect(discord.violations).not.toEqual([]);
      expect(discord.messages('papers')).toEqual([]);
    });

    it('breaks with 500 over the hidden limit of bytes', async () => {
      const channel = await textChannel();
      const wide = { components: [text('字'.repeat(3_390))], flags: v2 };
      await expect(channel.send(wide)).rejects.toMatchObject({ status: 500 });
      expect(discord.violations[0]?.kind).toBe('over-limit');
      await channel.send({ components: [text('字'.repeat(3_380))], flags: v2 });
    });

    it('notes a mention that would ping, and text without allowed_mentions', async () => {
      const channel = await textChannel();
      await channel.send({
        content: `@everyone and <@${discord.person('ada').id}>`,
        allowedMentions: { parse: [] },
      });
      expect(discord.violations).toEqual([]);
      await channel.send({ content: '@everyone', allowedMentions: { parse: ['everyone'] } });
      await client.rest.post(`/channels/${channel.id}/messages`, { body: { content: 'x' } });
      expect(discord.violations.map((violation) => violation.kind)).toEqual([
        'mention',
        'no-allowed-mentions',
      ]);
    });

    it('notes a key that Discord does not know, and lets it pass', async () => {
      const channel = await textChannel();
      const body = { content: 'x', ephemeral: true, allowed_mentions: { parse: [] } };
      await client.rest.post(`/channels/${channel.id}/messages`, { body });
      expect(discord.violations.map((violation) => violation.what)).toEqual([
        'Discord knows no key ephemeral here',
      ]);
    });

    it('knows no other token', async () => {
      const answer = await fetch(`${discord.url}/v10/users/@me`, {
        headers: { authorization: 'Bot wrong' },
      });
      expect(answer.status).toBe(401);
    });

    it('gives the codes of missing rights and missing things', async () => {
      const channel = await textChannel();
      const sent = await channel.send('x');
      const words = discord.person('ada').send('papers', 'y');
      discord
        .channel('papers')
        .deny('bot', ['SendMessages', 'AddReactions', 'CreatePublicThreads']);
      expect(await codeOf(channel.send('z'))).toBe(50013);
      expect(await codeOf(sent.react('🔖'))).toBe(50013);
      expect(await codeOf(sent.startThread({ name: 'talk' }))).toBe(50013);
      expect(await codeOf(channel.messages.delete(words.id))).toBe(50013);
      expect(await codeOf(channel.messages.edit(words.id, 'z'))).toBe(50005);
      discord.channel('papers').deny('bot', ['ReadMessageHistory']);
      expect((await channel.messages.fetch({ cache: false })).size).toBe(0);
      discord.channel('papers').deny('bot', ['ViewChannel']);
      expect(await codeOf(channel.send('z'))).toBe(50001);
      discord.person('ada').deleteChannel('papers');
      expect(await codeOf(channel.send('z'))).toBe(10003);
      discord.misbehave.autoModerate('forbidden');
      expect(await codeOf((await textChannel('general')).send('forbidden words'))).toBe(200000);
      const guild = client.guilds.cache.first();
      expect(
        await codeOf(
          guild?.members.fetch({ user: '123456789012345678', force: true }) ?? Promise.resolve(),
        ),
      ).toBe(10013);
      expect(discord.violations).toEqual([]);
    });
  });

  describe('reactions and threads', () => {
    it('lists who reacted, normally and with super reactions, a page at a time', async () => {
      const channel = await textChannel();
      const sent = await channel.send('a paper');
      await sent.react('🔖');
      for (const name of ['ada', 'grace', 'alan']) {
        discord.person(name).react({ id: sent.id, channel_id: channel.id }, '🔖');
      }
      discord.person('ada').react({ id: sent.id, channel_id: channel.id }, '🔖', { burst: true });
      const message = await channel.messages.fetch({ message: sent.id, force: true });
      const reaction = message.reactions.resolve('🔖');
      expect(reaction?.countDetails).toEqual({ normal: 4, burst: 1 });
      const first = await reaction?.users.fetch({ limit: 3 });
      const rest = await reaction?.users.fetch({ limit: 3, after: first?.lastKey() ?? '' });
      expect([first?.size, rest?.size]).toEqual([3, 1]);
      expect((await reaction?.users.fetch({ type: 1 }))?.map((user) => user.username)).toEqual([
        'ada',
      ]);
      await reaction?.users.remove();
      expect(discord.reactors({ id: sent.id, channel_id: channel.id }, '🔖')).toEqual([
        'ada',
        'grace',
        'alan',
      ]);
      expect(await codeOf(sent.react('nonsense'))).toBe(10014);
    });

    it('starts threads, from a message or alone, and archives them', async () => {
      const channel = await textChannel();
      const sent = await channel.send('a paper');
      const thread = await sent.startThread({ name: 'Talk about it' });
      expect(thread.id).toBe(sent.id);
      const again = client.rest.post(`/channels/${channel.id}/messages/${sent.id}/threads`, {
        body: { name: 'again' },
      });
      expect(await codeOf(again)).toBe(160004);
      const alone = await channel.threads.create({ name: 'Alone', type: ChannelType.PublicThread });
      const opening = await alone.send('first');
      await alone.setArchived(true);
      expect(await codeOf(opening.react('🔖'))).toBe(50083);
      await alone.send('wakes it up');
      expect(discord.threads('papers').map((handle) => handle.name)).toEqual([
        'Talk about it',
        'Alone',
      ]);
      expect((await channel.threads.fetchActive()).threads.size).toBe(2);
      discord.person('ada').deleteChannel(thread);
      expect(await codeOf(thread.send('gone'))).toBe(10003);
      expect(discord.violations).toEqual([]);
    });
  });

  describe('commands', () => {
    it('keeps ids over a bulk overwrite and drops what is no longer named', async () => {
      const first = await client.application.commands.set(demoCommands);
      const second = await client.application.commands.set(demoCommands.slice(0, 2));
      expect(second.map((command) => command.id)).toEqual([...first.keys()].slice(0, 2));
      expect([...second.values()].map((c) => c.version)).toEqual(
        [...first.values()].slice(0, 2).map((c) => c.version),
      );
      expect(discord.commands().map((command) => command.name)).toEqual(['search', 'saved']);
      expect(discord.violations).toEqual([]);
    });

    it.each<[string, object, string]>([
      [
        'a name with capitals',
        { name: 'Search', description: 'x' },
        'APPLICATION_COMMAND_INVALID_NAME',
      ],
      ['no description', { name: 'search' }, 'BASE_TYPE_REQUIRED'],
      [
        'a required option after an optional one',
        {
          name: 'search',
          description: 'x',
          options: [
            { type: 3, name: 'a', description: 'x' },
            { type: 3, name: 'b', description: 'x', required: true },
          ],
        },
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
      ],
      [
        'a description of 101',
        { name: 'search', description: 'x'.repeat(101) },
        'BASE_TYPE_MAX_LENGTH',
      ],
    ])('refuses %s', async (_what, command, code) => {
      const error = await client.rest
        .put(`/applications/${discord.applicationId}/commands`, { body: [command] })
        .catch((reason: unknown) => reason);
      expect(JSON.stringify((error as DiscordAPIError).rawError)).toContain(code);
      expect(discord.commands()).toEqual([]);
    });

    it('offers each person what they may run', async () => {
      await client.application.commands.set(demoCommands);
      const names = (who: string, where = 'papers'): string[] =>
        discord
          .person(who)
          .commands(where)
          .map((command) => command.name);
      expect(names('ada')).toContain('settings');
      expect(names('grace')).not.toContain('settings');
      expect(names('ada', discord.person('ada').dm().id)).not.toContain('settings');
      discord.guild().overrideCommand('settings', 'grace', true);
      discord.guild().overrideCommand('search', 'everyone', false);
      expect(names('grace')).toContain('settings');
      expect(names('grace')).not.toContain('search');
      expect(() => discord.person('alan').runCommand('papers', 'settings')).toThrow('no command');
      expect(() => discord.person('ada').runCommand('papers', 'search')).toThrow('required');
    });
  });

  it('counts what a member may do as Discord does', async () => {
    const guild = client.guilds.cache.first();
    const ada = await guild?.members.fetch(discord.person('ada').id);
    expect(ada?.permissions.has(PermissionFlagsBits.ManageGuild)).toBe(true);
    discord.guild().removeMember('alan');
    expect(
      await codeOf(
        guild?.members.fetch({ user: discord.person('alan').id, force: true }) ?? Promise.resolve(),
      ),
    ).toBe(10007);
  });
});
