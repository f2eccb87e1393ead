import { ChannelType, type Client, DiscordAPIError, PermissionFlagsBits } from 'discord.js';
import type { ChannelCheck } from '../../digest/post/poster.ts';

/** Kinds of channel that take a digest. */
const fitting = new Set<ChannelType>([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/** What the bot (`me` is its id) may do in a channel; undefined where it cannot see it or there is none. */
export async function checkChannel(
  client: Client,
  id: string,
  me: string,
): Promise<ChannelCheck | undefined> {
  const channel = await client.channels.fetch(id).catch((error: unknown) => {
    if (error instanceof DiscordAPIError && error.status < 500) {
      return null;
    }
    throw error;
  });
  if (!channel || channel.isDMBased()) {
    return undefined;
  }
  const rights = channel.permissionsFor(me);
  const needed: [string, bigint][] = [
    ['View Channel', PermissionFlagsBits.ViewChannel],
    channel.isThread()
      ? ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads]
      : ['Send Messages', PermissionFlagsBits.SendMessages],
    ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
  ];
  return {
    server: channel.guildId,
    name: channel.name,
    fits: fitting.has(channel.type),
    announcement: channel.type === ChannelType.GuildAnnouncement,
    missing: needed.filter(([, right]) => !rights?.has(right)).map(([name]) => name),
  };
}
