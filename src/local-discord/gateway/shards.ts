import { GatewayCloseCodes } from 'discord-api-types/v10';

/** How a bot is to share its servers out over connections. */
export interface Sharding {
  /** As many as Discord recommends; 1 by default. */
  readonly recommended?: number;
  /** Shards that may identify at once, by their number modulo this; 1 by default. */
  readonly maxConcurrency?: number;
  /** Milliseconds between two that may not, else their session is invalid; Discord's are 5,000. 0 by default. */
  readonly identifyEvery?: number;
  /** Whether a connection with fewer shards than are recommended is refused (4011). */
  readonly required?: boolean;
}

/** A shard's number, and how many there are. */
export type Shard = readonly [id: number, count: number];

/**
 * Whether a session hears of a guild, or (undefined) of direct messages and the like.
 * https://discord.com/developers/docs/events/gateway#sharding
 */
export function isOnShard(guildId: string | undefined, [id, count]: Shard = [0, 1]): boolean {
  const home = guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
  return home === id;
}

/** The code that a connection is closed with for its shard; undefined where it is right. */
export function shardFault(
  shard: Shard | undefined,
  { recommended = 1, required = false }: Sharding,
): GatewayCloseCodes | undefined {
  const [id, count] = shard ?? [0, 1];
  if (!Number.isInteger(id) || !Number.isInteger(count) || id < 0 || id >= count) {
    return GatewayCloseCodes.InvalidShard;
  }
  return required && count < recommended ? GatewayCloseCodes.ShardingRequired : undefined;
}

/** Whether a shard may identify at this moment, by the pauses that Discord asks for. */
export function createIdentifyPace({ maxConcurrency = 1, identifyEvery = 0 }: Sharding) {
  const identifiedAt = new Map<number, number>();
  return ([id]: Shard = [0, 1]): boolean => {
    const now = performance.now();
    const before = identifiedAt.get(id % maxConcurrency);
    const mayNow = before === undefined || now - before >= identifyEvery;
    if (mayNow) {
      identifiedAt.set(id % maxConcurrency, now);
    }
    return mayNow;
  };
}
