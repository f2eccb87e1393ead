import { type Client, Events, type TextChannel } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../src/local-discord/clock.ts';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import { connectClient } from './demo-bot.ts';

describe('a local Discord told to misbehave', () => {
  const sends = { method: 'POST', path: /^\/channels\/\d+\/messages$/ } as const;
  const clock = createManualClock();
  let discord: LocalDiscord;
  let client: Client<true>;
  let channel: TextChannel;

  beforeEach(async () => {
    discord = await openLocalDiscord({ clock });
    client = await connectClient(discord, { rest: { retries: 1 } });
    channel = (await client.channels.fetch(discord.channel('papers').id)) as TextChannel;
  });

  afterEach(async () => {
    await client.destroy();
    await discord.close();
  });

  const statuses = (): unknown[] =>
    discord.requests.filter(({ path }) => path.endsWith('/messages')).map(({ status }) => status);

  it('limits a route, and the client waits and tries again', async () => {
    discord.misbehave.rateLimit({ match: sends, retryAfterSeconds: 0.02 });
    await channel.send('x');
    expect(statuses()).toEqual([429, 200]);
    expect(discord.messages('papers')).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  it('limits everything at once', async () => {
    discord.misbehave.rateLimit({ retryAfterSeconds: 0.02, global: true });
    await channel.send('x');
    expect(statuses()).toEqual([429, 200]);
  });

  it('answers 5xx a number of times, before or after the effect', async () => {
    discord.misbehave.fail({ match: sends, status: 502, times: 2 });
    await expect(channel.send('x')).rejects.toMatchObject({ status: 502 });
    expect(discord.messages('papers')).toHaveLength(0);
    discord.misbehave.fail({ match: sends, when: 'after', times: 1 });
    await channel.send('y');
    expect(discord.messages('papers')).toHaveLength(2);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('cuts the connection %s the effect', async (when, messages) => {
    discord.misbehave.cut({ match: sends, when });
    await expect(channel.send('x')).rejects.toThrow();
    expect(discord.messages('papers')).toHaveLength(messages);
    await channel.send('y');
    expect(discord.messages('papers')).toHaveLength(messages + 1);
    expect(statuses()).toEqual([undefined, 200]);
  });

  it('holds a request until it is let go', async () => {
    const held = discord.misbehave.hold({ match: sends, when: 'after' });
    const sent = channel.send('x');
    await held.arrived;
    expect(discord.messages('papers')).toHaveLength(1);
    expect(statuses()).toEqual([undefined]);
    held.release();
    expect((await sent).content).toBe('x');
  });

  it('answers late by its own clock', async () => {
    discord.misbehave.delay({ match: sends, ms: 5_000 });
    const sent = channel.send('x');
    await discord.until(() => statuses().length === 1);
    clock.advance(4_999);
    expect(discord.messages('papers')).toHaveLength(0);
    clock.advance(1);
    await sent;
    expect(statuses()).toEqual([200]);
  });

  it('refuses with any code it is told to, and forgets it all when healed', async () => {
    discord.misbehave.refuse({ match: sends, status: 403, code: 240_000 });
    await expect(channel.send('x')).rejects.toMatchObject({ code: 240_000 });
    discord.misbehave.refuse({ match: sends, status: 403, code: 240_000, times: 9 });
    discord.misbehave.heal();
    await channel.send('x');
  });

  it('blames no bot for silence that a fault or a lost connection brought about', async () => {
    await client.application.commands.set([{ name: 'ping', description: 'x' }]);
    const rejected = new Promise<unknown>((resolve) => {
      client.on(Events.InteractionCreate, (interaction) => {
        if (interaction.isChatInputCommand()) {
          interaction.reply({ content: 'pong' }).catch(resolve);
        }
      });
    });
    discord.misbehave.cut({ match: { path: /callback$/ }, when: 'before' });
    const cut = discord.person('ada').runCommand('papers', 'ping');
    await rejected;
    clock.advance(3_000);
    expect(await cut.first).toEqual({ kind: 'failed' });
    await client.destroy();
    await discord.until(() => !discord.connected);
    const unheard = discord.person('ada').runCommand('papers', 'ping');
    clock.advance(3_000);
    expect(await unheard.first).toEqual({ kind: 'failed' });
    expect(discord.violations).toEqual([]);
  });

  it('keeps real limits where asked to: five messages in five seconds', async () => {
    const strict = await openLocalDiscord({ rateLimits: 'discord' });
    const path = `${strict.url}/v10/channels/${strict.channel('papers').id}/messages`;
    const headers = { authorization: `Bot ${strict.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ content: 'x', allowed_mentions: { parse: [] } });
    const answers: Response[] = [];
    for (let i = 0; i < 6; i += 1) {
      answers.push(await fetch(path, { method: 'POST', headers, body }));
    }
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers[0]?.headers.get('x-ratelimit-remaining')).toBe('4');
    expect(await answers[5]?.json()).toMatchObject({
      global: false,
      retry_after: expect.any(Number) as number,
    });
    expect(strict.violations.map(({ kind }) => kind)).toEqual(['rate-limit']);
    await strict.close();
  });
});
