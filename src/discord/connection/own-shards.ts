import { type Client, type ClientOptions, ShardClientUtil } from 'discord.js';

/** The shards that a process connects: as many as Discord recommends, or `first` to `last` of `count`. */
export type Shards =
  | 'auto'
  | { readonly first: number; readonly last: number; readonly count: number };

/** All servers over one connection, as long as there are not thousands. */
export const oneShard: Exclude<Shards, 'auto'> = { first: 0, last: 0, count: 1 };

/** Whether the bot has more than one shard, here or in other processes. */
export function mayBeSeveral(shards: Shards): boolean {
  return shards === 'auto' || shards.count > 1;
}

/** The same in the words of discord.js. */
export function shardOptions(shards: Shards): Pick<ClientOptions, 'shards' | 'shardCount'> {
  if (shards === 'auto') {
    return { shards };
  }
  const { first, last, count } = shards;
  const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return { shards: numbers, shardCount: count };
}

/** The shard that tells of a server, or (undefined) of direct messages; known once the client connects. */
export function shardOf({ options }: Client, server: string | undefined): number {
  return server === undefined
    ? 0
    : ShardClientUtil.shardIdForGuildId(server, options.shardCount ?? 1);
}

/**
 * Whether this process hears of a server, or (undefined) of direct messages. What it knows of those says
 * nothing about the servers of other processes.
 */
export function isOnOwnShard(client: Client, server: string | undefined): boolean {
  const { shards } = client.options;
  return Array.isArray(shards) && shards.includes(shardOf(client, server));
}

/** Whether this process hears of every server there is. */
export function hasAllShards({ options: { shards, shardCount } }: Client): boolean {
  return Array.isArray(shards) && shards.length === shardCount;
}
