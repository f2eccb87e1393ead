import {
  type APIChannel,
  type APIMessage,
  type APIThreadChannel,
  type APIThreadList,
  ChannelType,
  type Client,
  DiscordAPIError,
  RESTJSONErrorCodes,
  Routes,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import { cutText } from '../../reply/fit/cut-text.ts';
import type { Reply } from '../../reply/reply.ts';
import type { OpenedThread, Threads } from '../../reply/threads.ts';
import type { RenderedReply } from '../render-reply.ts';
import { readSentMessage } from './read-sent-message.ts';

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

/** Messages of a thread among which its opening is looked for. */
const firstMessages = 10;

interface Begun {
  readonly thread: APIThreadChannel;
  /** Its opening, where it came so far. */
  readonly message: APIMessage | undefined;
}

/** What opening threads needs. */
export interface ThreadsOptions {
  readonly client: Client;
  readonly render: (reply: Reply) => RenderedReply;
  /** Told of the message that begins a thread. */
  readonly onOpening: (message: APIMessage, server: string, opening: Reply) => Promise<void>;
}

/** Opens discussions as threads of a channel. */
export function createDiscordThreads({ client, render, onOpening }: ThreadsOptions): Threads {
  const { rest } = client;

  async function openIn(channel: APIChannel, name: string, opening: Reply): Promise<OpenedThread> {
    const type = typeOfThread.get(channel.type);
    if (type === undefined || !('guild_id' in channel) || !channel.guild_id) {
      return { is: 'refused', because: 'place' };
    }
    const body = { name: cutText(name, nameCharacters), type, auto_archive_duration: archiveAfter };
    const begun = await findBegun(channel.guild_id, body.name, opening);
    const thread =
      begun?.thread ??
      ((await rest.post(Routes.threads(channel.id), { body })) as APIThreadChannel);
    await onOpening(begun?.message ?? (await begin(thread.id, opening)), channel.guild_id, opening);
    return { is: 'opened', channel: thread.parent_id ?? channel.id, thread: thread.id };
  }

  async function begin(thread: string, opening: Reply): Promise<APIMessage> {
    const { components, flags } = render(opening);
    return (await rest.post(Routes.channelMessages(thread), {
      body: { components, flags, allowed_mentions: { parse: [] } },
    })) as APIMessage;
  }

  /**
   * A thread that was made for this opening, with it or still without: the bot may have ended, or
   * the answer been lost, before that could be kept.
   */
  async function findBegun(
    server: string,
    name: string,
    { papers = [] }: Reply,
  ): Promise<Begun | undefined> {
    const active = (await rest.get(Routes.guildActiveThreads(server))) as APIThreadList;
    const own = (active.threads as APIThreadChannel[]).filter(
      (thread) => thread.owner_id === client.user?.id && thread.name === name,
    );
    for (const thread of own) {
      const query = new URLSearchParams({ after: '0', limit: String(firstMessages) });
      const messages = (await rest.get(Routes.channelMessages(thread.id), {
        query,
      })) as readonly APIMessage[];
      const ours = messages.filter(({ author }) => author.id === client.user?.id);
      const message = ours.find((each) =>
        papers.every((paper) => readSentMessage(each).customIds.some((id) => id.endsWith(paper))),
      );
      if (message || ours.length === 0) {
        return { thread, message };
      }
    }
    return undefined;
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
        if (because) {
          return { is: 'refused', because };
        }
        throw error;
      }
    },

    async reopen(id) {
      try {
        const thread = (await rest.get(Routes.channel(id))) as APIThreadChannel;
        if (thread.thread_metadata?.archived) {
          await rest.patch(Routes.channel(id), { body: { archived: false } });
        }
        return true;
      } catch (error) {
        const gone =
          error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownChannel;
        if (gone) {
          return false;
        }
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
