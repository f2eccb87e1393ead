import type { Client } from 'discord.js';
import { type APIUser, Routes } from 'discord-api-types/v10';
import type { ChannelCheck } from '../../digest/post/poster.ts';
import { createDiscordClient, endClient } from '../connection/create-discord-client.ts';
import type { BotAccount } from '../registration/deploy-commands.ts';
import { checkChannel } from './check-channel.ts';

/** A channel or thread of a server, by their ids. */
export interface ServerChannel {
  readonly server: string;
  readonly channel: string;
}

/**
 * What the bot may do in channels, asked over REST alone.
 * @returns a check for each channel that the bot can see, by the channel's id.
 */
export async function inspectChannels(
  { apiUrl, token }: BotAccount,
  channels: readonly ServerChannel[],
): Promise<ReadonlyMap<string, ChannelCheck>> {
  const client = createDiscordClient(apiUrl);
  client.rest.setToken(token);
  try {
    return await checkEach(client, channels);
  } finally {
    await endClient(client);
  }
}

async function checkEach(
  client: Client,
  channels: readonly ServerChannel[],
): Promise<ReadonlyMap<string, ChannelCheck>> {
  const me = (await client.rest.get(Routes.user())) as APIUser;
  for (const server of new Set(channels.map((each) => each.server))) {
    const guild = await client.guilds.fetch(server);
    await guild.members.fetch(me.id);
  }
  const found = new Map<string, ChannelCheck>();
  for (const { channel } of channels) {
    const check = await checkChannel(client, channel, me.id);
    if (check) {
      found.set(channel, check);
    }
  }
  return found;
}
