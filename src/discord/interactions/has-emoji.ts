import {
  type APIEmoji,
  type Client,
  DiscordAPIError,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';

/**
 * Whether a custom emoji is this server's own, and can be used now: Discord takes emoji away while a
 * server lacks boosts. Asked each time, because changes of emoji are not heard with our intents.
 */
export async function hasEmoji(
  { rest }: Pick<Client, 'rest'>,
  server: string,
  id: string,
): Promise<boolean> {
  try {
    const emoji = (await rest.get(Routes.guildEmoji(server, id))) as APIEmoji;
    return emoji.available !== false;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownEmoji) {
      return false;
    }
    throw error;
  }
}
