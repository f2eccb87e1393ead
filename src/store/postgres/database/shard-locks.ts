import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '../../../log.ts';
import type { BotShards, HeldShards, Store } from '../../store.ts';
import { ShardsTakenError } from '../../store-error.ts';
import { tryShard, whoHasOtherCount, whoHasShard } from './locks.ts';
import type { Postgres, Session } from './sql.ts';

/** Milliseconds between two checks whether the connection that holds the locks is still there. */
const lookEvery = 10_000;

/**
 * Milliseconds to wait for shards of another process: it may be ending, and if its machine is gone the server
 * notices within 25 seconds.
 */
const maxWait = 30_000;

/** Milliseconds between two attempts to get them, or to connect again. */
const pause = 1000;

/** Tests only: other times, in milliseconds. */
export interface ShardLockTimes {
  readonly every?: number;
  readonly maxWait?: number;
  readonly pause?: number;
}

/** The shards that this process holds, by session advisory locks that end with their connection. */
export interface ShardLocks {
  readonly holdShards: Store['holdShards'];
  close(): Promise<void>;
}

/** @param name - the database as people may see it. */
export function createShardLocks(
  postgres: Postgres,
  name: string,
  log?: Logger,
  times: ShardLockTimes = {},
): ShardLocks {
  const every = times.every ?? lookEvery;
  const stopped = new AbortController();
  const sessions = new Set<Session>();

  async function open(): Promise<Session> {
    const session = await postgres.openSession();
    sessions.add(session);
    return session;
  }

  async function close(session: Session): Promise<void> {
    sessions.delete(session);
    await session.close().catch(() => {});
  }

  /**
   * Locks the shards one after the other, so that of two processes that want the same one gets all.
   * @throws ShardsTakenError where another process has not given up one of them after some time.
   */
  async function take(session: Session, shards: BotShards): Promise<void> {
    const { first, last } = shards;
    const giveUpAt = performance.now() + (times.maxWait ?? maxWait);
    let said = false;
    for (let shard = first; shard <= last; ) {
      const refusal =
        (await otherCount(session, shards)) ?? (await refusalOf(session, shards, shard));
      if (refusal === undefined) {
        shard += 1;
        continue;
      }
      if (performance.now() > giveUpAt) {
        throw new ShardsTakenError(refusal);
      }
      if (!said) {
        log?.warn({ shard }, `waiting for another process: ${refusal}`);
        said = true;
      }
      await wait(times.pause ?? pause, undefined, { signal: stopped.signal });
    }
  }

  async function otherCount(session: Session, shards: BotShards): Promise<string | undefined> {
    const other = await whoHasOtherCount(session, shards);
    return (
      other &&
      `A process${placeOf(other.host)} on ${name} shares this bot out over ${other.count} shards, and this one over ${shards.count}. Stop all of them, and start them with one number in OFFPRINT_SHARDS.`
    );
  }

  async function refusalOf(
    session: Session,
    shards: BotShards,
    shard: number,
  ): Promise<string | undefined> {
    if (await tryShard(session, shards.bot, shard)) {
      return undefined;
    }
    const place = placeOf(await whoHasShard(session, shards.bot, shard));
    return shards.count === 1
      ? `This bot is running already: another process${place} uses ${name}. Stop that one first, or share the servers out with OFFPRINT_SHARDS.`
      : `Shard ${shard} of ${shards.count} is taken: another process${place} on ${name} connects it. Each shard is for one process; see OFFPRINT_SHARDS of both.`;
  }

  /** Resolves when the connection has ended, with or without a sign, or all is closed. */
  async function untilLost(session: Session): Promise<void> {
    const ended = new AbortController();
    session.onEnd(() => ended.abort());
    const signal = AbortSignal.any([ended.signal, stopped.signal]);
    try {
      for (;;) {
        await wait(every, undefined, { ref: false, signal });
        await session.query('SELECT 1');
      }
    } catch {
      await close(session);
    }
  }

  /** Takes the locks again whenever their connection is lost, until another process has them. */
  async function keep(held: Session, shards: BotShards): Promise<ShardsTakenError> {
    let session = held;
    for (;;) {
      await untilLost(session);
      stopped.signal.throwIfAborted();
      log?.warn({}, 'the connection that holds the shards of this process was lost');
      session = await takeAgain(shards);
      log?.info({}, 'this process holds its shards again');
    }
  }

  async function takeAgain(shards: BotShards): Promise<Session> {
    for (;;) {
      let session: Session | undefined;
      try {
        session = await open();
        await take(session, shards);
        return session;
      } catch (err) {
        await (session && close(session));
        if (err instanceof ShardsTakenError) {
          throw err;
        }
        log?.debug({ err }, 'the shards of this process are not locked yet');
      }
      await wait(times.pause ?? pause, undefined, { ref: false, signal: stopped.signal });
    }
  }

  return {
    async holdShards(shards): Promise<HeldShards> {
      const session = await open();
      try {
        await take(session, shards);
      } catch (error) {
        await close(session);
        throw error;
      }
      const lost = new Promise<ShardsTakenError>((resolve) => {
        keep(session, shards).catch((error: unknown) => {
          if (error instanceof ShardsTakenError) {
            log?.error({ err: error }, 'another process has taken a shard of this one');
            resolve(error);
          }
        });
      });
      return { lost };
    },
    async close() {
      stopped.abort();
      await Promise.all([...sessions].map(close));
    },
  };
}

function placeOf(host: string | undefined): string {
  return host === undefined ? '' : ` (on ${host})`;
}
