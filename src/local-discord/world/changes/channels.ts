import { ChannelType } from 'discord-api-types/v10';
import type { ChannelScene } from '../../scene.ts';
import type { Channel, Guild, Overwrite } from '../entities.ts';
import { permissionBits } from '../permissions.ts';
import { presentChannel } from '../present/present.ts';
import type { World } from '../world.ts';
import { threadsIn } from './threads.ts';

const channelTypes = {
  text: ChannelType.GuildText,
  announcement: ChannelType.GuildAnnouncement,
  forum: ChannelType.GuildForum,
  voice: ChannelType.GuildVoice,
} as const;

/** Adds a channel to a server. */
export function createChannel(world: World, guild: Guild, scene: ChannelScene): Channel {
  const overwrites = new Map<string, Overwrite>();
  for (const [id, type, denied] of [
    [guild.id, 0, scene.deny],
    [world.botId, 1, scene.denyBot],
  ] as const) {
    if (denied !== undefined && denied.length > 0) {
      overwrites.set(id, { id, type, allow: 0n, deny: permissionBits(denied) });
    }
  }
  const channel: Channel = {
    id: world.unusedId(world.stableId('channel', `${guild.name}/${scene.name}`)),
    type: channelTypes[scene.type ?? 'text'],
    guildId: guild.id,
    name: scene.name,
    topic: scene.topic,
    position: [...world.channels.values()].filter((other) => other.guildId === guild.id).length,
    parentId: undefined,
    overwrites,
    recipientId: undefined,
    thread: undefined,
    messages: new Map(),
    lastMessageId: null,
  };
  world.channels.set(channel.id, channel);
  world.dispatch({
    name: 'CHANNEL_CREATE',
    guildId: guild.id,
    data: presentChannel(world, channel),
  });
  return channel;
}

/** Sends CHANNEL_UPDATE. */
export function dispatchChannelUpdate(world: World, channel: Channel): void {
  world.dispatch({
    name: 'CHANNEL_UPDATE',
    guildId: channel.guildId,
    data: presentChannel(world, channel),
  });
}

/** Deletes a channel with its threads, or one thread. */
export function deleteChannel(world: World, channel: Channel): void {
  world.channels.delete(channel.id);
  for (const thread of threadsIn(world, { channelId: channel.id })) {
    world.channels.delete(thread.id);
  }
  const isThread = channel.thread !== undefined;
  world.dispatch({
    name: isThread ? 'THREAD_DELETE' : 'CHANNEL_DELETE',
    guildId: channel.guildId,
    data: isThread
      ? {
          id: channel.id,
          guild_id: channel.guildId,
          parent_id: channel.parentId,
          type: channel.type,
        }
      : presentChannel(world, channel),
  });
}

/** The direct messages of a person with the bot, opened where there were none. */
export function directChannel(world: World, userId: string): Channel {
  const id = world.stableId('dm', userId);
  const channel: Channel = world.channels.get(id) ?? {
    id,
    type: ChannelType.DM,
    guildId: undefined,
    name: world.users.get(userId)?.username ?? '',
    topic: undefined,
    position: 0,
    parentId: undefined,
    overwrites: new Map(),
    recipientId: userId,
    thread: undefined,
    messages: new Map(),
    lastMessageId: null,
  };
  world.channels.set(id, channel);
  return channel;
}
