import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { sendReady } from './gateway-events.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { createGatewaySession, type GatewaySession } from './gateway-session.ts';
import { type PrivilegedIntent, privilegedBits } from './intents.ts';
import { type Shard, shardFault } from './shards.ts';

/** How long a session can be resumed after the connection was lost; Discord names no figure. */
export const resumableMs = 3 * 60_000;

/** What a bot may send in a minute. */
const sendsAMinute = 120;

const payloadSchema = z.object({ op: z.number(), d: z.unknown().optional() });

const identifySchema = z.object({
  token: z.string(),
  intents: z.number(),
  properties: z.object({}),
  shard: z.tuple([z.number(), z.number()]).optional(),
});

const resumeSchema = z.object({ token: z.string(), session_id: z.string(), seq: z.number() });

/** What the connections have in common. */
export interface GatewayState {
  readonly sessions: Map<string, GatewaySession>;
  /** Whether a shard may identify now. */
  readonly mayIdentify: (shard: Shard | undefined) => boolean;
  /** The code that sessions are closed with, while they are. */
  readonly ending: () => number | undefined;
}

/** Answers one connection until it ends. */
export function handleConnection(
  options: GatewayOptions,
  state: GatewayState,
  socket: WebSocket,
): void {
  const { world, violations } = options;
  const { sessions } = state;
  let session: GatewaySession | undefined;
  let sends: number[] = [];

  const refuse = (code: GatewayCloseCodes, what: string): void => {
    violations.record('gateway', 'gateway', what);
    socket.close(code, what);
  };

  socket.on('message', (raw) => {
    const now = performance.now();
    sends = [...sends.filter((time) => now - time < 60_000), now];
    if (sends.length > sendsAMinute) {
      refuse(GatewayCloseCodes.RateLimited, 'more than 120 payloads in a minute');
      return;
    }
    const payload = readPayload(Buffer.isBuffer(raw) ? raw.toString() : '');
    if (payload === undefined) {
      refuse(GatewayCloseCodes.DecodeError, 'a payload that is no JSON object with an op');
      return;
    }
    const code = state.ending();
    if (code !== undefined && payload.op !== GatewayOpcodes.Heartbeat) {
      socket.close(code);
      return;
    }
    switch (payload.op) {
      case GatewayOpcodes.Heartbeat:
        send(socket, GatewayOpcodes.HeartbeatAck, null);
        return;
      case GatewayOpcodes.Identify:
        session = identify(options, state, socket, payload.d, refuse);
        return;
      case GatewayOpcodes.Resume:
        session = resume(options, sessions, socket, payload.d, refuse);
        return;
      case GatewayOpcodes.RequestGuildMembers:
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.VoiceStateUpdate:
        return;
      default:
        refuse(GatewayCloseCodes.UnknownOpcode, `unknown opcode ${payload.op}`);
    }
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', (code) => {
    if (session?.socket !== socket) {
      return;
    }
    session.socket = undefined;
    session.awaySince = world.clock.now();
    // A bot that says goodbye (1000, 1001) ends its session.
    if (code === 1000 || code === 1001) {
      sessions.delete(session.id);
    }
    world.changed();
  });
}

type Refuse = (code: GatewayCloseCodes, what: string) => void;

function identify(
  { world, token, privilegedIntents, sharding, violations }: GatewayOptions,
  { sessions, mayIdentify }: GatewayState,
  socket: WebSocket,
  data: unknown,
  refuse: Refuse,
): GatewaySession | undefined {
  const read = identifySchema.safeParse(data);
  if (!read.success) {
    refuse(
      GatewayCloseCodes.DecodeError,
      `an identify that is none: ${z.prettifyError(read.error)}`,
    );
    return undefined;
  }
  const { intents, shard } = read.data;
  if (read.data.token.replace(/^Bot /, '') !== token) {
    refuse(GatewayCloseCodes.AuthenticationFailed, 'a wrong token');
    return undefined;
  }
  const allIntents = Object.values(GatewayIntentBits).reduce<number>(
    (all, bit) => (typeof bit === 'number' ? all | bit : all),
    0,
  );
  if ((intents & ~allIntents) !== 0) {
    refuse(GatewayCloseCodes.InvalidIntents, `intents ${intents} that Discord does not know`);
    return undefined;
  }
  for (const [name, bit] of Object.entries(privilegedBits)) {
    if ((intents & bit) !== 0 && !privilegedIntents.includes(name as PrivilegedIntent)) {
      refuse(GatewayCloseCodes.DisallowedIntents, `the privileged intent ${name}, which is off`);
      return undefined;
    }
  }
  const fault = shardFault(shard, sharding);
  if (fault !== undefined) {
    refuse(fault, `shard ${shard?.join(' of ') ?? '(none)'}, which cannot be`);
    return undefined;
  }
  if (!mayIdentify(shard)) {
    violations.record('gateway', 'gateway', `shard ${shard?.[0] ?? 0} identified too early`);
    send(socket, GatewayOpcodes.InvalidSession, false);
    return undefined;
  }
  const session = createGatewaySession(intents, shard, socket);
  sessions.set(session.id, session);
  sendReady(world, session);
  return session;
}

function resume(
  { world, token }: GatewayOptions,
  sessions: Map<string, GatewaySession>,
  socket: WebSocket,
  data: unknown,
  refuse: Refuse,
): GatewaySession | undefined {
  const read = resumeSchema.safeParse(data);
  if (!read.success || read.data.token.replace(/^Bot /, '') !== token) {
    refuse(GatewayCloseCodes.AuthenticationFailed, 'a resume that is none, or with a wrong token');
    return undefined;
  }
  const session = sessions.get(read.data.session_id);
  const away = world.clock.now() - (session?.awaySince ?? world.clock.now());
  if (session === undefined || away > resumableMs) {
    sessions.delete(read.data.session_id);
    send(socket, GatewayOpcodes.InvalidSession, false);
    return undefined;
  }
  session.socket?.terminate();
  session.socket = socket;
  session.awaySince = undefined;
  if (!session.replay(read.data.seq)) {
    sessions.delete(session.id);
    send(socket, GatewayOpcodes.InvalidSession, false);
    return undefined;
  }
  session.dispatch('RESUMED', {});
  world.changed();
  return session;
}

function readPayload(text: string): z.infer<typeof payloadSchema> | undefined {
  try {
    const read = payloadSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Sends what is no event, without a sequence number. */
export function send(socket: WebSocket, op: GatewayOpcodes, data: unknown): void {
  socket.send(JSON.stringify({ op, d: data, s: null, t: null }));
}
