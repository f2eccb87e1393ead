import { type APIGatewayBotInfo, REST, Routes } from 'discord.js';
import { describeFailure } from '../registration/deploy-commands.ts';

/**
 * How many shards Discord recommends for this bot.
 * @throws {RefusedError} where Discord refuses the token.
 * @throws {Error} with a sentence where Discord cannot be reached.
 */
export async function recommendedShards(apiUrl: string, token: string): Promise<number> {
  try {
    const rest = new REST({ api: apiUrl }).setToken(token);
    return ((await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo).shards;
  } catch (error) {
    throw describeFailure(error);
  }
}
