import { type Client, DiscordAPIError, Routes } from 'discord.js';
import type { Settings } from '../../library/people/settings.ts';
import type { Logger } from '../../log.ts';
import type { Reply } from '../../reply/reply.ts';
import type { RenderedReply } from '../render-reply.ts';

/** What explaining a first save needs. */
export interface FirstSaveOptions {
  readonly client: Client;
  readonly settings: Settings;
  readonly render: (reply: Reply) => RenderedReply;
  readonly log: Logger;
}

/**
 * Tells somebody who saved by a reaction for the first time what that means, in a direct message.
 * Where those are closed the next private answer does.
 */
export function createFirstSaveExplainer({ client, settings, render, log }: FirstSaveOptions) {
  return async (person: string, introduction: Reply): Promise<void> => {
    if (!(await settings.claimIntroduction(person))) {
      return;
    }
    try {
      const { id } = (await client.rest.post(Routes.userChannels(), {
        body: { recipient_id: person },
      })) as { id: string };
      const { components, flags } = render(introduction);
      await client.rest.post(Routes.channelMessages(id), {
        body: { components, flags, allowed_mentions: { parse: [] } },
      });
    } catch (error) {
      await settings.giveBackIntroduction(person);
      if (!(error instanceof DiscordAPIError)) {
        throw error;
      }
      log.info({ code: error.code }, 'first save could not be explained by direct message');
    }
  };
}
