import type { Server } from 'node:http';
import { GatewayOpcodes } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { refusalOf } from '../local-only.ts';
import type { GatewayFaults } from '../rest/faults.ts';
import { handleConnection, resumableMs, send } from './gateway-connection.ts';
import { dispatchToSession } from './gateway-events.ts';
import type { GatewayOptions } from './gateway-options.ts';
import type { GatewaySession } from './gateway-session.ts';
import { createIdentifyPace } from './shards.ts';

/** The gateway's side that the rest of the local Discord uses. */
export interface Gateway {
  readonly faults: GatewayFaults;
  /** Takes over the server's upgrades of `/gateway`. */
  attach(server: Server): void;
  /** Whether any session has a bot listening. */
  readonly connected: boolean;
  /** The numbers of the shards that listen. */
  readonly connectedShards: readonly number[];
  close(): void;
}

/** How often the bot is told to beat its heart; Discord's usual figure. */
const heartbeatMs = 41_250;

/** Discord's gateway, version 10, JSON without compression. */
export function createGateway(options: GatewayOptions): Gateway {
  const { world } = options;
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, GatewaySession>();
  let open = true;
  let ending: number | undefined;
  const mayIdentify = createIdentifyPace(options.sharding);
  const state = { sessions, mayIdentify, ending: () => ending };

  world.onDispatch((event) => {
    for (const session of sessions.values()) {
      if (session.awaySince !== undefined && world.clock.now() - session.awaySince > resumableMs) {
        sessions.delete(session.id);
      } else {
        dispatchToSession(world, session, event);
      }
    }
  });

  const listening = (): GatewaySession[] =>
    [...sessions.values()].filter((session) => session.socket !== undefined);

  sockets.on('connection', (socket: WebSocket) => {
    send(socket, GatewayOpcodes.Hello, { heartbeat_interval: heartbeatMs });
    handleConnection(options, state, socket);
  });

  return {
    faults: {
      drop(resumable) {
        for (const session of listening()) {
          if (!resumable) {
            sessions.delete(session.id);
          }
          session.socket?.terminate();
        }
      },
      invalidate(resumable) {
        for (const session of listening()) {
          const socket = session.socket;
          if (!resumable) {
            sessions.delete(session.id);
          }
          if (socket !== undefined) {
            send(socket, GatewayOpcodes.InvalidSession, resumable);
          }
        }
      },
      askToReconnect() {
        for (const session of listening()) {
          if (session.socket !== undefined) {
            send(session.socket, GatewayOpcodes.Reconnect, null);
          }
        }
      },
      setOpen(value) {
        open = value;
      },
      end(code) {
        ending = code;
        for (const session of code === undefined ? [] : listening()) {
          session.socket?.close(code);
        }
      },
    },
    attach(server) {
      server.on('upgrade', (request, socket, head) => {
        const path = (request.url ?? '').split('?')[0];
        const isGateway = path === '/gateway' || path === '/gateway/';
        if (!isGateway || refusalOf(request.headers, options.host) !== undefined) {
          socket.destroy();
          return;
        }
        if (!open) {
          socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
          return;
        }
        sockets.handleUpgrade(request, socket, head, (accepted) => {
          sockets.emit('connection', accepted, request);
        });
      });
    },
    get connected() {
      return listening().length > 0;
    },
    get connectedShards() {
      const numbers = listening().map(({ shard: [id] = [0] }) => id);
      return [...new Set(numbers)].toSorted((a, b) => a - b);
    },
    close() {
      for (const client of sockets.clients) {
        client.terminate();
      }
      sockets.close();
    },
  };
}
