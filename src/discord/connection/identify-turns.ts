import { setTimeout as wait } from 'node:timers/promises';
import type { WebSocketOptions } from 'discord.js';

/** Turns that all processes of a bot take one after the other. */
export interface Turns {
  /** Takes a turn until a moment. @returns when to ask again, where another process has it. */
  takeTurn(name: string, now: Date, until: Date): Promise<Date | undefined>;
}

/** Discord's pause between two shards that identify, and a little more for clocks that differ. */
const pause = 5500;

/**
 * Keeps Discord's pauses between processes, also where one is started again: it knows nothing of the shards
 * that identified before, and Discord ends the session of a shard that comes too early.
 * https://discord.com/developers/docs/events/gateway#rate-limiting
 */
export function identifyInTurns(
  turns: Turns,
): NonNullable<WebSocketOptions['buildIdentifyThrottler']> {
  return async (manager) => {
    const { session_start_limit: limit } = await manager.fetchGatewayInformation();
    return {
      async waitForIdentify(shard, signal) {
        const name = `identify ${shard % limit.max_concurrency}`;
        for (;;) {
          const now = new Date();
          const free = await turns.takeTurn(name, now, new Date(now.getTime() + pause));
          if (free === undefined) {
            return;
          }
          await wait(Math.max(free.getTime() - now.getTime(), 1), undefined, { signal });
        }
      },
    };
  };
}
