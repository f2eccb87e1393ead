import { GatewayCloseCodes } from 'discord.js';

/**
 * Discord refuses this bot until its operator changes something, so trying again does not help.
 * The message says what to change.
 */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

/** The refusal of a token. */
export function refusedToken(cause?: unknown): RefusedError {
  return new RefusedError(
    'Discord rejects DISCORD_TOKEN. Copy a new one from your app’s Bot page.',
    {
      cause,
    },
  );
}

const intentsSentence =
  'Offprint asks for Guilds, GuildMessageReactions and DirectMessageReactions, none of them privileged';

/**
 * The gateway's close codes after which discord.js does not reconnect.
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
 */
const sentences: Readonly<Partial<Record<GatewayCloseCodes, string>>> = {
  [GatewayCloseCodes.InvalidShard]:
    'Discord refuses this connection’s shard (close code 4010). Check OFFPRINT_SHARDS.',
  [GatewayCloseCodes.ShardingRequired]:
    'Discord wants a bot in this many servers to have more shards (close code 4011). Set OFFPRINT_SHARDS=auto.',
  [GatewayCloseCodes.InvalidAPIVersion]:
    'Discord no longer accepts this version of its API (close code 4012). Update Offprint.',
  [GatewayCloseCodes.InvalidIntents]: `Discord does not know the gateway intents that Offprint asks for (close code 4013). ${intentsSentence}. Update Offprint.`,
  [GatewayCloseCodes.DisallowedIntents]: `Discord does not allow the gateway intents (close code 4014). ${intentsSentence}: check that your app has not been restricted on its Bot page.`,
};

/** The refusal that a close code means. */
export function refusedConnection(code: number): RefusedError {
  if (code === GatewayCloseCodes.AuthenticationFailed) {
    return refusedToken();
  }
  return new RefusedError(
    sentences[code as GatewayCloseCodes] ??
      `Discord closed the connection and does not allow it again (close code ${code}).`,
  );
}
