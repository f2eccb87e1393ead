import type { Offprint } from '../../offprint.ts';
import { recommendedShards } from '../processes/recommended-shards.ts';
import type { ShardRange } from '../processes/split-shards.ts';
import { oneShard, type Shards } from './own-shards.ts';

/** Which shards are to be connected, with which token. */
export interface HoldShardsOptions {
  readonly apiUrl: string;
  readonly token: string;
  /** One by default. */
  readonly shards: Shards | undefined;
  readonly offprint: Pick<Offprint, 'holdShards'>;
}

/** Shards that no other process on the database connects. */
export interface OwnShards extends Awaited<ReturnType<Offprint['holdShards']>> {
  readonly shards: ShardRange;
}

/**
 * Makes sure that nobody else connects the shards of this process, before it does.
 * @throws {Error} with a sentence where another process does.
 * @throws {RefusedError} where Discord, asked for their number, refuses the token.
 */
export async function holdShards(options: HoldShardsOptions): Promise<OwnShards> {
  const { apiUrl, token, shards: wanted = oneShard, offprint } = options;
  const shards = wanted === 'auto' ? await allShards(apiUrl, token) : wanted;
  // The id of a bot's user is the first part of its token, whichever token it has now.
  const [bot = ''] = token.split('.');
  return { ...(await offprint.holdShards({ bot, ...shards })), shards };
}

async function allShards(apiUrl: string, token: string): Promise<ShardRange> {
  const count = await recommendedShards(apiUrl, token);
  return { first: 0, last: count - 1, count };
}
