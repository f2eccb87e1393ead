import { setTimeout as wait } from 'node:timers/promises';
import {
  type CacheWithLimitsOptions,
  Client,
  GatewayIntentBits,
  Options,
  type RateLimitData,
  SimpleShardingStrategy,
  type WebSocketOptions,
} from 'discord.js';
import { identifyInTurns, type Turns } from './identify-turns.ts';
import { mayBeSeveral, oneShard, type Shards, shardOptions } from './own-shards.ts';

/** Clients that were ended: they must not connect again. */
const ended = new WeakSet<Client>();

/**
 * A client for Discord, or for the server at `apiUrl`, not yet connected. End it with `endClient`.
 * @param turns - keeps the pauses between shards, also with other processes and with one that ended just now.
 */
export function createDiscordClient(
  apiUrl: string,
  shards: Shards = oneShard,
  turns?: Turns,
): Client {
  const client: Client = new Client({
    ...shardOptions(shards),
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.DirectMessageReactions,
    ],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits(cacheLimits),
    rest: { api: apiUrl, rejectOnRateLimit: isLongWaitToPost },
    waitGuildTimeout: maxGuildGap,
    ws: {
      buildStrategy: (manager) => untilEnded(manager, () => isEnded(client)),
      ...(turns && mayBeSeveral(shards) && { buildIdentifyThrottler: identifyInTurns(turns) }),
    },
  });
  return client;
}

/** The bot's own member says what it may do in a channel. */
const isOwn = ({ id, client }: { readonly id: string; readonly client: Client }) =>
  id === client.user?.id;

/**
 * discord.js keeps whatever it meets, by default 200 messages of each channel and everybody for ever. Servers,
 * channels, roles and the bot itself are all that is looked up: what else is asked for is in the store or is
 * handed over with an interaction.
 */
const cacheLimits: CacheWithLimitsOptions = {
  MessageManager: 0,
  ReactionManager: 0,
  GuildMemberManager: { maxSize: 1, keepOverLimit: isOwn },
  UserManager: { maxSize: 10, keepOverLimit: isOwn },
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  GuildScheduledEventManager: 0,
  StageInstanceManager: 0,
};

/**
 * How long to wait for the next server after READY, in milliseconds. discord.js holds interactions
 * back until then, and people's interactions last three seconds: with its own fifteen, one server in
 * an outage would silence the bot in all others.
 */
const maxGuildGap = 1000;

/**
 * A post that had to wait long would come after Discord has forgotten its nonce, and are there
 * twice: it fails, and is looked for before it is made again.
 */
function isLongWaitToPost({ method, route, timeToReset, retryAfter }: RateLimitData): boolean {
  const posts = method === 'POST' && route.startsWith('/channels/:id/messages');
  return posts && Math.max(timeToReset, retryAfter) > maxWaitToPost;
}

/** In milliseconds. */
const maxWaitToPost = 20_000;

type ShardManager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0];

/**
 * discord.js connects half a second after a connection was lost, even if the client was ended in
 * between. Each connection starts by asking for its session, and gets no answer once this is over.
 */
function untilEnded(manager: ShardManager, isOver: () => boolean): SimpleShardingStrategy {
  const options = { ...manager.options };
  manager.options.retrieveSessionInfo = (shard) =>
    isOver() ? new Promise(() => {}) : options.retrieveSessionInfo(shard);
  return new SimpleShardingStrategy(manager);
}

/** Whether a client was ended, so that what it loses now is meant to be lost. */
export function isEnded(client: Client): boolean {
  return ended.has(client);
}

/** How long Discord may take to confirm that the connection is closed, in milliseconds. */
const maxGoodbye = 2000;

/** Disconnects for good: a client in the middle of reconnecting does not come back either. */
export async function endClient(client: Client): Promise<void> {
  ended.add(client);
  await Promise.race([client.destroy(), wait(maxGoodbye, undefined, { ref: false })]);
}
