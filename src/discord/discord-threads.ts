import {
  type APIChannel,
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  type Client,
  DiscordAPIError,
  RESTJSONErrorCodes,
  Routes,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import { cutText } from '../reply/cut-text.ts';
import type { Reply } from '../reply/reply.ts';
import type { OpenedThread, Threads } from '../reply/threads.ts';
import type { RenderedReply } from './render-reply.ts';

/** Characters of a thread's name. */
const nameCharacters = 100;

/** Archived threads take a message, yet no reaction: a week without one is the longest there is. */
const archiveAfter = ThreadAutoArchiveDuration.OneWeek;

const typeOfThread = new Map<ChannelType, ChannelType>([
  [ChannelType.GuildText, ChannelType.PublicThread],
  [ChannelType.GuildAnnouncement, ChannelType.AnnouncementThread],
]);

const refusals = new Map<string | number, 'rights' | 'full'>([
  [RESTJSONErrorCodes.MissingAccess, 'rights'],
  [RESTJSONErrorCodes.MissingPermissions, 'rights'],
  [RESTJSONErrorCodes.MaximumActiveThreads, 'full'],
]);

export interface ThreadsOptions {
  readonly client: Client;
  readonly render: (reply: Reply) => RenderedReply;
  /** Told of the message that begins a thread. */
  readonly onOpening: (message: APIMessage, server: string, opening: Reply) => Promise<void>;
}

export function createDiscordThreads({ client, render, onOpening }: ThreadsOptions): Threads {
  const { rest } = client;

  async function openIn(channel: APIChannel, name: string, opening: Reply): Promise<OpenedThread> {
    const type = typeOfThread.get(channel.type);
    if (type === undefined || !('guild_id' in channel) || !channel.guild_id)
      return { is: 'refused', because: 'place' };
    const thread = (await rest.post(Routes.threads(channel.id), {
      body: { name: cutText(name, nameCharacters), type, auto_archive_duration: archiveAfter },
    })) as APIThreadChannel;
    try {
      const { components, flags } = render(opening);
      const message = (await rest.post(Routes.channelMessages(thread.id), {
        body: { components, flags, allowed_mentions: { parse: [] } },
      })) as APIMessage;
      await onOpening(message, channel.guild_id, opening);
    } catch (error) {
      // An empty thread that nobody knows of helps nobody.
      await rest.delete(Routes.channel(thread.id)).catch(() => undefined);
      throw error;
    }
    return { is: 'opened', channel: channel.id, thread: thread.id };
  }

  return {
    async open(id, name, opening) {
      try {
        const channel = (await rest.get(Routes.channel(id))) as APIChannel;
        const home = isThread(channel) ? (channel.parent_id ?? id) : id;
        const place =
          home === id ? channel : ((await rest.get(Routes.channel(home))) as APIChannel);
        return await openIn(place, name, opening);
      } catch (error) {
        const because = error instanceof DiscordAPIError && refusals.get(error.code);
        if (because) return { is: 'refused', because };
        throw error;
      }
    },

    async reopen(id) {
      try {
        const thread = (await rest.get(Routes.channel(id))) as APIThreadChannel;
        if (thread.thread_metadata?.archived)
          await rest.patch(Routes.channel(id), { body: { archived: false } });
        return true;
      } catch (error) {
        const gone =
          error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownChannel;
        if (gone) return false;
        throw error;
      }
    },
  };
}

function isThread(channel: APIChannel): channel is APIThreadChannel {
  return (
    channel.type === ChannelType.PublicThread ||
    channel.type === ChannelType.PrivateThread ||
    channel.type === ChannelType.AnnouncementThread
  );
}
