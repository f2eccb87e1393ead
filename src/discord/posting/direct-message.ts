import { type Client, DiscordAPIError, Routes } from 'discord.js';
import type { Logger } from '../../log.ts';
import type { Reply } from '../../reply/reply.ts';
import type { RenderedReply } from '../render-reply.ts';

/** Sends somebody a direct message. @returns false where Discord does not let it through. */
export type SendDirect = (person: string, reply: Reply) => Promise<boolean>;

/** What sending direct messages needs. */
export interface DirectMessageOptions {
  readonly client: Client;
  readonly render: (reply: Reply) => RenderedReply;
  readonly log: Logger;
}

/** Direct messages for events that have no interaction to answer privately. */
export function createDirectMessages({ client, render, log }: DirectMessageOptions): SendDirect {
  return async (person, reply) => {
    try {
      const { id } = (await client.rest.post(Routes.userChannels(), {
        body: { recipient_id: person },
      })) as { id: string };
      const { components, flags } = render(reply);
      await client.rest.post(Routes.channelMessages(id), {
        body: { components, flags, allowed_mentions: { parse: [] } },
      });
      return true;
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) {
        throw error;
      }
      log.info({ code: error.code }, 'direct message refused');
      return false;
    }
  };
}
