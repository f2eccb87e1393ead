import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';

/** What Discord answers when somebody was faster or the message is gone: nobody's fault. */
const harmless = new Set<number | string>([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
]);

/** Whether an error of Discord's needs no log line: the message or the interaction is gone. */
export function isHarmless(error: unknown): boolean {
  return error instanceof DiscordAPIError && harmless.has(error.code);
}
