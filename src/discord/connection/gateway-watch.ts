import { type Client, Events, Status } from 'discord.js';
import type { Clock } from '../../corpus/clock.ts';
import type { Logger } from '../../log.ts';
import { isEnded } from './create-discord-client.ts';
import { type RefusedError, refusedConnection } from './refused-error.ts';

/** How the gateway is at this moment. */
export interface GatewayState {
  /**
   * `connecting`: not connected yet; `reconnecting`: connected before, and again as soon as it can
   * be; `disconnected`: refused for good.
   */
  readonly state: 'ready' | 'connecting' | 'reconnecting' | 'disconnected';
  /** Since when. */
  readonly since: Date;
}

/** What watching the gateway needs. */
export interface GatewayWatchOptions {
  readonly client: Client;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told once if Discord ends the connection with a code after which nobody may come back. */
  readonly onRefused: (refusal: RefusedError) => void;
}

/** The state of the gateway, whose changes are logged. */
export interface GatewayWatch {
  readonly state: () => GatewayState;
}

/**
 * Watches every shard. `client.ws.status` cannot be used: discord.js sets it to ready once, and
 * never takes it back.
 */
export function watchGateway({ client, clock, log, onRefused }: GatewayWatchOptions): GatewayWatch {
  let current: GatewayState = { state: 'connecting', since: clock.now() };

  function read(): GatewayState['state'] {
    const shards = [...client.ws.shards.values()];
    if (client.isReady() && shards.every(({ status }) => status === Status.Ready)) {
      return 'ready';
    }
    if (current.state === 'disconnected') {
      return 'disconnected';
    }
    return current.state === 'connecting' ? 'connecting' : 'reconnecting';
  }

  function change(state: GatewayState['state']): void {
    if (isEnded(client) || state === current.state) {
      return;
    }
    const before = current;
    current = { state, since: clock.now() };
    if (state !== 'ready') {
      log.warn({ state }, 'gateway lost');
    } else if (before.state === 'reconnecting') {
      const awaySeconds = Math.round((current.since.getTime() - before.since.getTime()) / 1000);
      log.info({ awaySeconds }, 'gateway back');
    }
  }

  const look = () => change(read());
  client.on(Events.ClientReady, look);
  client.on(Events.ShardReady, look);
  client.on(Events.ShardResume, look);
  client.on(Events.ShardReconnecting, look);
  client.on(Events.ShardError, (err, shard) => log.debug({ err, shard }, 'gateway failed'));
  client.on(Events.ShardDisconnect, ({ code }) => {
    if (!isEnded(client)) {
      change('disconnected');
      onRefused(refusedConnection(code));
    }
  });

  return {
    state() {
      look();
      return current;
    },
  };
}
