import { randomBytes } from 'node:crypto';
import { GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { Shard } from './shards.ts';

/** One identified connection and what it takes to resume it. */
export interface GatewaySession {
  readonly id: string;
  readonly intents: number;
  readonly shard: Shard | undefined;
  /** Undefined while the bot is away. */
  socket: WebSocket | undefined;
  /** When it went away, by the local clock. */
  awaySince: number | undefined;
  /** Keeps the event for a resume and sends it where somebody listens. */
  dispatch(name: string, data: unknown): void;
  /** Sends again what came after this sequence number. False where that is no longer known. */
  replay(after: number): boolean;
}

/** Events kept for a resume; Discord's own number is not known. */
const eventsKept = 20_000;

/** A session that has just been identified. */
export function createGatewaySession(
  intents: number,
  shard: Shard | undefined,
  socket: WebSocket,
): GatewaySession {
  let sequence = 0;
  let kept: { readonly s: number; readonly text: string }[] = [];
  const session: GatewaySession = {
    id: randomBytes(16).toString('hex'),
    intents,
    shard,
    socket,
    awaySince: undefined,
    dispatch(name, data) {
      sequence += 1;
      // As text at once: an event says how things were when it happened, even after a resume.
      const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, s: sequence, t: name, d: data });
      kept.push({ s: sequence, text });
      kept = kept.length > eventsKept * 1.1 ? kept.slice(-eventsKept) : kept;
      session.socket?.send(text);
    },
    replay(after) {
      const oldest = kept[0]?.s ?? sequence + 1;
      if (after > sequence || after < oldest - 1) {
        return false;
      }
      for (const event of kept.filter(({ s }) => s > after)) {
        session.socket?.send(event.text);
      }
      return true;
    },
  };
  return session;
}
