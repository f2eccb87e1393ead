import { type Client, Events, GatewayIntentBits, type TextChannel } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { createManualClock } from '../../src/local-discord/clock.ts';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import { answerDemo, connectClient, defaultIntents, demoCommands } from './demo-bot.ts';

/** The next event of a client, as a promise made before what brings it about. */
function next(client: Client, event: string): Promise<unknown[]> {
  return new Promise((resolve) => {
    client.once(event, (...args: unknown[]) => resolve(args));
  });
}

describe('the gateway, with the real discord.js', () => {
  const clock = createManualClock();
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

  it('tells of guilds, channels and the application', () => {
    expect(client.guilds.cache.map((guild) => guild.name)).toEqual(['Reading group']);
    expect(client.channels.cache.map((channel) => 'name' in channel && channel.name)).toEqual([
      'papers',
      'general',
      'announcements',
    ]);
    expect(client.application.id).toBe(discord.applicationId);
    expect(discord.violations).toEqual([]);
  });

  it('tells of reactions to messages that the client never saw, super reactions too', async () => {
    const channel = (await client.channels.fetch(discord.channel('papers').id)) as TextChannel;
    const sent = await channel.send('a paper');
    await client.destroy();
    client = await connectClient(discord);
    const seen: unknown[] = [];
    for (const event of [Events.MessageReactionAdd, Events.MessageReactionRemove] as const) {
      client.on(event, (reaction, user, details) => {
        seen.push([
          event,
          reaction.partial,
          reaction.message.partial,
          reaction.emoji.name,
          user.id,
          details.burst,
        ]);
      });
    }
    const ref = { id: sent.id, channel_id: channel.id };
    const ada = discord.person('ada');
    const cleared = next(client, Events.MessageReactionRemoveAll);
    ada.react(ref, '🔖', { burst: true });
    ada.unreact(ref, '🔖', { burst: true });
    ada.react(ref, '1️⃣');
    ada.clearReactions(ref);
    await cleared;
    expect(seen).toEqual([
      [Events.MessageReactionAdd, true, true, '🔖', ada.id, true],
      [Events.MessageReactionRemove, true, true, '🔖', ada.id, true],
      [Events.MessageReactionAdd, true, true, '1️⃣', ada.id, false],
    ]);
  });

  it('dispatches only what the intents allow', async () => {
    const deaf = await connectClient(discord, { intents: [GatewayIntentBits.Guilds] });
    const heard: string[] = [];
    deaf.on(Events.Raw as 'raw', (packet: { t: string }) => heard.push(packet.t));
    const told = next(client, Events.MessageReactionAdd);
    const written = discord.person('ada').send('papers', 'words');
    discord.person('grace').react(written, '🔖');
    await told;
    const renamed = next(deaf, Events.ChannelUpdate);
    discord.channel('papers').deny('alan', ['SendMessages']);
    await renamed;
    expect(heard).toEqual(['CHANNEL_UPDATE']);
    await deaf.destroy();
  });

  it('hides what others write, without the privileged intent', async () => {
    const told = next(client, Events.MessageCreate);
    discord.person('ada').send('papers', 'private thoughts');
    expect(await told).toMatchObject([{ content: '', author: { username: 'ada' } }]);
    const direct = next(client, Events.MessageCreate);
    discord.person('ada').send(discord.person('ada').dm(), 'for the bot');
    expect(await direct).toMatchObject([{ content: 'for the bot' }]);
  });

  it('closes with 4014 for a privileged intent that is off', async () => {
    const nosy = connectClient(discord, {
      intents: [...defaultIntents, GatewayIntentBits.MessageContent],
    });
    await expect(nosy).rejects.toThrow('disallowed intents');
    const allowed = await openLocalDiscord({ privilegedIntents: ['MessageContent'] });
    const reader = await connectClient(allowed, {
      intents: [...defaultIntents, GatewayIntentBits.MessageContent],
    });
    const told = next(reader, Events.MessageCreate);
    allowed.person('ada').send('papers', 'open words');
    expect(await told).toMatchObject([{ content: 'open words' }]);
    await reader.destroy();
    await allowed.close();
  });

  it('replays after a dropped socket what was missed', async () => {
    const written = discord.person('ada').send('papers', 'a paper');
    const resumed = next(client, Events.ShardResume);
    const told = next(client, Events.MessageReactionAdd);
    const letIn = discord.misbehave.refuseGateway();
    discord.misbehave.dropGateway();
    await discord.until(() => !discord.connected);
    discord.person('grace').react(written, '🔖');
    letIn();
    expect(await resumed).toEqual([0, expect.any(Number)]);
    expect(await told).toMatchObject([{ emoji: { name: '🔖' } }, { username: 'grace' }, {}]);
  });

  // Some six seconds each: discord.js leaves five between identifies.
  it.each([
    ['a lost session', () => discord.misbehave.dropGateway({ resumable: false })],
    ['an invalid session', () => discord.misbehave.invalidateSession()],
  ])(
    'makes the client identify anew after %s, and replays nothing',
    async (_what, misbehave) => {
      const reactions: unknown[] = [];
      client.on(Events.MessageReactionAdd, () => reactions.push('told'));
      const written = discord.person('ada').send('papers', 'a paper');
      const ready = next(client, Events.ShardReady);
      misbehave();
      discord.person('grace').react(written, '🔖');
      await ready;
      const told = next(client, Events.MessageCreate);
      discord.person('ada').send('papers', 'another');
      await told;
      expect(reactions).toEqual([]);
    },
    20_000,
  );

  it('lets a client that is asked to reconnect resume', async () => {
    const resumed = next(client, Events.ShardResume);
    discord.misbehave.askToReconnect();
    await resumed;
    expect(discord.violations).toEqual([]);
  });

  it('tells of a kick, an invitation, an outage and its end', async () => {
    const guild = discord.guild();
    const gone = next(client, Events.GuildDelete);
    guild.removeBot();
    await gone;
    const back = next(client, Events.GuildCreate);
    guild.inviteBot();
    await back;
    const out = next(client, Events.GuildUnavailable);
    guild.setAvailable(false);
    await out;
    await expect(client.rest.get(`/guilds/${guild.id}`)).rejects.toMatchObject({ status: 503 });
    const again = next(client, Events.GuildAvailable);
    guild.setAvailable(true);
    await again;
    expect(client.guilds.cache.get(guild.id)?.available).toBe(true);
  });

  it('refuses an identify with a wrong token', async () => {
    const socket = new WebSocket(`${discord.origin.replace('http', 'ws')}/gateway`);
    const closed = new Promise((resolve) => {
      socket.on('close', resolve);
    });
    socket.on('message', () => {
      socket.send(JSON.stringify({ op: 2, d: { token: 'wrong', intents: 0, properties: {} } }));
    });
    expect(await closed).toBe(4004);
  });

  it('waits three seconds of its clock for an answer, and takes none later', async () => {
    await client.application.commands.set(demoCommands);
    const late = new Promise<unknown>((resolve) => {
      client.once(Events.InteractionCreate, (interaction) => {
        clock.advance(3_001);
        answerDemo(interaction).then(resolve, resolve);
      });
    });
    const asked = discord.person('ada').runCommand('papers', 'note');
    expect(await asked.first).toEqual({ kind: 'failed' });
    expect(await late).toMatchObject({ code: 10062 });
    expect(discord.violations.map(({ kind }) => kind)).toEqual(['no-reply', 'late-reply']);
  });

  it('refuses a second first answer', async () => {
    await client.application.commands.set(demoCommands);
    const twice = new Promise<unknown>((resolve) => {
      client.once(Events.InteractionCreate, (interaction) => {
        const answerTwice = async (): Promise<void> => {
          await answerDemo(interaction);
          Object.assign(interaction, { replied: false, deferred: false });
          await answerDemo(interaction);
        };
        answerTwice().then(resolve, resolve);
      });
    });
    discord.person('ada').runCommand('papers', 'note');
    expect(await twice).toMatchObject({ code: 40060 });
  });
});
