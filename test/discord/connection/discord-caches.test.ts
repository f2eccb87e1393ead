import { once } from 'node:events';
import { Events, PermissionFlagsBits } from 'discord.js';
import { expect, it, onTestFinished } from 'vitest';
import {
  createDiscordClient,
  endClient,
} from '../../../src/discord/connection/create-discord-client.ts';
import { openLocalDiscord } from '../../../src/local-discord/open-local-discord.ts';

it('keeps no messages and nobody but itself, and still knows what it may do', async () => {
  const discord = await openLocalDiscord();
  onTestFinished(() => discord.close());
  const client = createDiscordClient(discord.url);
  onTestFinished(() => endClient(client));
  const ready = once(client, Events.ClientReady);
  await client.login(discord.token);
  await ready;
  const channel = client.channels.cache.find((each) => each.isTextBased() && !each.isDMBased());
  if (!channel?.isSendable() || channel.isDMBased()) {
    throw new Error('There is no channel to write to.');
  }
  const { guild } = channel;
  for (const name of ['ada', 'grace', 'alan']) {
    await guild.members.fetch(discord.person(name).id);
    await channel.send(`Hello, ${name}`);
  }
  expect(channel.messages.cache.size).toBe(0);
  // Somebody lately met may stay until the next one comes.
  expect(guild.members.cache.size).toBeLessThanOrEqual(2);
  expect(guild.members.me?.id).toBe(client.user?.id);
  expect(channel.permissionsFor(client.user?.id ?? '')?.has(PermissionFlagsBits.SendMessages)).toBe(
    true,
  );
});
