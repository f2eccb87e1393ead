import { RESTJSONErrorCodes as Code, DiscordAPIError } from 'discord.js';
import type { Refusal } from '../../digest/post/poster.ts';

/** Codes of Discord that say a message was not posted and why. */
const refusals: ReadonlyMap<number | string, Refusal> = new Map<number | string, Refusal>([
  [Code.UnknownChannel, 'no-channel'],
  [Code.MissingAccess, 'no-channel'],
  [Code.MissingPermissions, 'no-permission'],
  [Code.ThreadLocked, 'no-permission'],
  [Code.CannotSendMessagesToThisUser, 'closed'],
  [Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, 'closed'],
  [Code.MessageWasBlockedByAutomaticModeration, 'automod'],
  [Code.TitleWasBlockedByAutomaticModeration, 'automod'],
]);

/** The refusal that an error of Discord's means; undefined where the message may be posted all the same. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof DiscordAPIError)) {
    return undefined;
  }
  const known = refusals.get(error.code);
  if (known) {
    return known;
  }
  // A token that is refused now says nothing about the channel.
  const isOurs = error.status === 401 || error.status === 408 || error.status === 429;
  return error.status >= 400 && error.status < 500 && !isOurs ? 'invalid' : undefined;
}
