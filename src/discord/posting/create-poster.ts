import { type Client, MessageFlags, Routes } from 'discord.js';
import type {
  APIChannel,
  APIMessage,
  RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';
import type { Poster, SentMessage } from '../../digest/post/poster.ts';
import type { CommandMention } from '../../reply/fit/to-markdown.ts';
import type { Reply } from '../../reply/reply.ts';
import { renderReply } from '../render-reply.ts';
import { checkChannel } from './check-channel.ts';
import { readSentMessage } from './read-sent-message.ts';
import { refusalOf } from './refusal-of.ts';

/** A client that is connected, and how it mentions commands. */
export interface PostingClient {
  readonly client: Client<true>;
  readonly mention: CommandMention;
}

/** Messages read at once: as many as Discord gives. */
const pageSize = 100;
/** Pages of a channel that are read back at most; a channel with more traffic counts as unreadable. */
const maxPages = 50;

/**
 * Posts through Discord's REST API.
 * @param connected - undefined until the bot is connected; posting fails then and is tried again.
 */
export function createPoster(connected: () => PostingClient | undefined): Poster {
  function posting(): PostingClient {
    const now = connected();
    if (!now) {
      throw new Error('not connected to Discord yet');
    }
    return now;
  }

  async function channelOf(destination: string): Promise<string> {
    if (!destination.startsWith('@')) {
      return destination;
    }
    const body = { recipient_id: destination.slice(1) };
    const channel = await posting().client.rest.post(Routes.userChannels(), { body });
    return (channel as APIChannel).id;
  }

  async function send(destination: string, reply: Reply, nonce?: string): Promise<SentMessage> {
    const { client, mention } = posting();
    const body = messageBody(reply, mention, nonce);
    const channel = await channelOf(destination);
    const message = await client.rest.post(Routes.channelMessages(channel), { body });
    return readSentMessage(message as APIMessage);
  }

  return {
    async post(destination, reply, nonce) {
      try {
        return { sent: await send(destination, reply, nonce) };
      } catch (error) {
        const refused = refusalOf(error);
        if (refused) {
          return { refused };
        }
        throw error;
      }
    },

    async readBack(destination, since) {
      const { client } = posting();
      if (!destination.startsWith('@')) {
        const check = await checkChannel(client, destination, client.user.id);
        // Without this right Discord answers with an empty list instead of an error.
        if (!check || check.missing.includes('Read Message History')) {
          return undefined;
        }
      }
      return readPages(client, await channelOf(destination), since);
    },

    async publish(destination, messageId) {
      try {
        await posting().client.rest.post(Routes.channelMessageCrosspost(destination, messageId));
      } catch (error) {
        // Published before, or not to be published: it is in the channel all the same.
        if (refusalOf(error) === undefined) {
          throw error;
        }
      }
    },

    async tell(person, reply) {
      try {
        await send(`@${person}`, reply);
        return true;
      } catch (error) {
        if (refusalOf(error) === undefined) {
          throw error;
        }
        return false;
      }
    },

    async check(channel) {
      const { client } = posting();
      return checkChannel(client, channel, client.user.id);
    },
  };
}

function messageBody(
  reply: Reply,
  mention: CommandMention,
  nonce: string | undefined,
): RESTPostAPIChannelMessageJSONBody {
  const { components, flags } = renderReply(reply, { answering: 'digest', mention });
  return {
    components,
    flags: flags | MessageFlags.SuppressNotifications,
    allowed_mentions: { parse: [] },
    ...(nonce !== undefined && { nonce, enforce_nonce: true }),
  };
}

/** Our own messages since a moment, or undefined where that is further back than is read. */
async function readPages(
  client: Client<true>,
  channel: string,
  since: Date,
): Promise<SentMessage[] | undefined> {
  const found: SentMessage[] = [];
  let before: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const query = new URLSearchParams({ limit: String(pageSize), ...(before && { before }) });
    const messages = await readPage(client, channel, query);
    if (!messages) {
      return undefined;
    }
    const own = messages.filter(({ author }) => author.id === client.user.id);
    found.push(...own.map(readSentMessage).filter(({ sentAt }) => sentAt >= since));
    const oldest = messages.at(-1);
    if (!oldest || messages.length < pageSize || new Date(oldest.timestamp) < since) {
      return found;
    }
    before = oldest.id;
  }
  return undefined;
}

async function readPage(
  client: Client<true>,
  channel: string,
  query: URLSearchParams,
): Promise<APIMessage[] | undefined> {
  try {
    return (await client.rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  } catch (error) {
    if (refusalOf(error) === undefined) {
      throw error;
    }
    return undefined;
  }
}
