import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';

/** Whether Discord's answer is that a message was deleted, alone or with its channel. */
export function isMessageGone(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.UnknownMessage ||
      error.code === RESTJSONErrorCodes.UnknownChannel)
  );
}
