import { type Client, DiscordAPIError, MessageFlags, Routes } from 'discord.js';
import type { APIMessage } from 'discord-api-types/v10';
import type { ShownMessage } from '../../library/saves/shown-message.ts';
import type { Logger } from '../../log.ts';
import type { Reply } from '../../reply/reply.ts';
import type { RenderedReply } from '../render-reply.ts';

/** How long a note is shown, in milliseconds. */
const shownFor = 60_000;

/** What posting notes needs. */
export interface PassingNotesOptions {
  readonly client: Client;
  readonly render: (reply: Reply) => RenderedReply;
  readonly log: Logger;
}

/** Short notes in a channel, each for one person and deleted after a minute. */
export interface PassingNotes {
  /** Replies to a message; only this person is mentioned, without a sound. */
  post(person: string, message: ShownMessage, note: Reply): Promise<void>;
  /** Deletes the notes that are still shown. */
  close(): Promise<void>;
}

/** For what concerns one person, where no interaction gives a private answer and a direct message fails. */
export function createPassingNotes({ client, render, log }: PassingNotesOptions): PassingNotes {
  const shown = new Map<string, () => Promise<void>>();

  /** A channel that refuses a note, or a note that somebody deleted already, is no fault. */
  async function unlessRefused(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) {
        throw error;
      }
      log.info({ code: error.code }, 'note in a channel refused');
    }
  }

  return {
    post: (person, { id, channel }, note) =>
      unlessRefused(async () => {
        const { components, flags } = render(note);
        const body = {
          components,
          flags: flags | MessageFlags.SuppressNotifications,
          message_reference: { message_id: id, fail_if_not_exists: false },
          allowed_mentions: { parse: [], users: [person], replied_user: false },
        };
        const posted = await client.rest.post(Routes.channelMessages(channel), { body });
        const { id: sent } = posted as APIMessage;
        const remove = async () => {
          clearTimeout(timer);
          shown.delete(sent);
          await unlessRefused(async () => {
            await client.rest.delete(Routes.channelMessage(channel, sent));
          });
        };
        const timer = setTimeout(() => {
          remove().catch((err: unknown) => log.warn({ err }, 'note in a channel not deleted'));
        }, shownFor);
        shown.set(sent, remove);
      }),

    async close() {
      await Promise.allSettled([...shown.values()].map((remove) => remove()));
    },
  };
}
