import type { Server } from 'node:http';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { GatewayFaults } from '../rest/faults.ts';
import type { Violations } from '../violations.ts';
import { presentGuildCreate } from '../world/guilds.ts';
import { may } from '../world/permissions.ts';
import { presentMember, presentUser } from '../world/present.ts';
import type { GatewayEvent, World } from '../world/world.ts';
import { createGatewaySession, type GatewaySession } from './gateway-session.ts';
import { type PrivilegedIntent, privilegedBits, throughIntents } from './intents.ts';

export interface GatewayOptions {
  readonly world: World;
  readonly violations: Violations;
  readonly token: string;
  readonly privilegedIntents: readonly PrivilegedIntent[];
}

export interface Gateway {
  readonly faults: GatewayFaults;
  /** Takes over the server's upgrades of `/gateway`. */
  attach(server: Server): void;
  /** Whether any session has a bot listening. */
  readonly connected: boolean;
  close(): void;
}

/** How often the bot is told to beat its heart; Discord's usual figure. */
const HEARTBEAT_MS = 41_250;

/** How long a session can be resumed after the connection was lost; Discord names no figure. */
const RESUMABLE_MS = 3 * 60_000;

/** What a bot may send in a minute. */
const SENDS_A_MINUTE = 120;

const payloadSchema = z.object({ op: z.number(), d: z.unknown().optional() });
const identifySchema = z.object({
  token: z.string(),
  intents: z.number(),
  properties: z.object({}),
  shard: z.tuple([z.number(), z.number()]).optional(),
});
const resumeSchema = z.object({ token: z.string(), session_id: z.string(), seq: z.number() });
const membersSchema = z.object({
  guild_id: z.string(),
  query: z.string().optional(),
  limit: z.number().optional(),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
  nonce: z.string().optional(),
});

/** Discord's gateway, version 10, JSON without compression. */
export function createGateway(options: GatewayOptions): Gateway {
  const { world } = options;
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, GatewaySession>();
  let open = true;

  world.onDispatch((event) => {
    for (const session of sessions.values()) {
      tell(world, session, event);
    }
  });

  const listening = (): GatewaySession[] =>
    [...sessions.values()].filter((session) => session.socket !== undefined);

  sockets.on('connection', (socket: WebSocket) => {
    send(socket, GatewayOpcodes.Hello, { heartbeat_interval: HEARTBEAT_MS });
    converse(options, sessions, socket);
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
    },
    attach(server) {
      server.on('upgrade', (request, socket, head) => {
        const path = (request.url ?? '').split('?')[0];
        if (path !== '/gateway' && path !== '/gateway/') {
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
    close() {
      for (const client of sockets.clients) {
        client.terminate();
      }
      sockets.close();
    },
  };
}

/** Answers one connection until it ends. */
function converse(
  options: GatewayOptions,
  sessions: Map<string, GatewaySession>,
  socket: WebSocket,
): void {
  const { world, violations } = options;
  let session: GatewaySession | undefined;
  let sends: number[] = [];

  const refuse = (code: GatewayCloseCodes, what: string): void => {
    violations.record('gateway', 'gateway', what);
    socket.close(code, what);
  };

  socket.on('message', (raw) => {
    const now = performance.now();
    sends = [...sends.filter((time) => now - time < 60_000), now];
    if (sends.length > SENDS_A_MINUTE) {
      refuse(GatewayCloseCodes.RateLimited, 'more than 120 payloads in a minute');
      return;
    }
    const payload = readPayload(Buffer.isBuffer(raw) ? raw.toString() : '');
    if (payload === undefined) {
      refuse(GatewayCloseCodes.DecodeError, 'a payload that is no JSON object with an op');
      return;
    }
    switch (payload.op) {
      case GatewayOpcodes.Heartbeat:
        send(socket, GatewayOpcodes.HeartbeatAck, null);
        return;
      case GatewayOpcodes.Identify:
        session = identify(options, sessions, socket, payload.d, refuse);
        return;
      case GatewayOpcodes.Resume:
        session = resume(options, sessions, socket, payload.d, refuse);
        return;
      case GatewayOpcodes.RequestGuildMembers:
        if (session !== undefined) {
          sendMembers(world, session, payload.d);
        }
        return;
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
  { world, token, privilegedIntents }: GatewayOptions,
  sessions: Map<string, GatewaySession>,
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
  const session = createGatewaySession(intents, shard, socket);
  sessions.set(session.id, session);
  sendReady(world, session);
  return session;
}

function sendReady(world: World, session: GatewaySession): void {
  const bot = world.users.get(world.botId);
  session.dispatch('READY', {
    v: 10,
    user: bot === undefined ? undefined : presentUser(bot),
    guilds: [...world.botGuilds].map((id) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: `${world.origin.replace(/^http/, 'ws')}/gateway`,
    ...(session.shard === undefined ? {} : { shard: session.shard }),
    application: { id: world.applicationId, flags: 0 },
  });
  for (const id of world.botGuilds) {
    const guild = world.guilds.get(id);
    if (guild?.available === true) {
      tell(world, session, {
        name: 'GUILD_CREATE',
        guildId: id,
        data: presentGuildCreate(world, guild),
      });
    }
  }
  world.changed();
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
  if (session === undefined || away > RESUMABLE_MS) {
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

/** Tells one session what its guilds, its sight and its intents let through. */
function tell(world: World, session: GatewaySession, event: GatewayEvent): void {
  if (event.guildId !== undefined && !world.botGuilds.has(event.guildId)) {
    return;
  }
  const guild = event.guildId === undefined ? undefined : world.guilds.get(event.guildId);
  if (guild?.available === false && event.name !== 'GUILD_DELETE') {
    return;
  }
  const channel = event.channelId === undefined ? undefined : world.channels.get(event.channelId);
  if (channel?.guildId !== undefined && !may(world, channel, world.botId, 'ViewChannel')) {
    return;
  }
  const data = throughIntents(world, event, session.intents);
  if (data !== undefined) {
    session.dispatch(event.name, data);
  }
}

function sendMembers(world: World, session: GatewaySession, data: unknown): void {
  const read = membersSchema.safeParse(data);
  const guild = read.success ? world.guilds.get(read.data.guild_id) : undefined;
  if (!read.success || guild === undefined) {
    return;
  }
  const { user_ids: wanted, nonce, query = '' } = read.data;
  const asked = typeof wanted === 'string' ? [wanted] : wanted;
  const everyone = asked === undefined && query === '';
  if (everyone && (session.intents & GatewayIntentBits.GuildMembers) === 0) {
    return;
  }
  const members = [...guild.members.values()].filter((member) =>
    asked === undefined
      ? (world.users.get(member.userId)?.username ?? '').startsWith(query)
      : asked.includes(member.userId),
  );
  session.dispatch('GUILD_MEMBERS_CHUNK', {
    guild_id: guild.id,
    members: members.map((member) => presentMember(world, member)),
    chunk_index: 0,
    chunk_count: 1,
    ...(asked === undefined ? {} : { not_found: asked.filter((id) => !guild.members.has(id)) }),
    ...(nonce === undefined ? {} : { nonce }),
  });
}

function readPayload(text: string): z.infer<typeof payloadSchema> | undefined {
  try {
    const read = payloadSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

function send(socket: WebSocket, op: GatewayOpcodes, data: unknown): void {
  socket.send(JSON.stringify({ op, d: data, s: null, t: null }));
}
