import { randomBytes } from 'node:crypto';
import Fastify from 'fastify';
import { channelHandle } from './channel-handle.ts';
import { systemClock } from './clock.ts';
import { createGateway } from './gateway/gateway-server.ts';
import type { PrivilegedIntent } from './gateway/intents.ts';
import { guildHandle } from './guild-handle.ts';
import type { LocalDiscord, LocalDiscordOptions, RecordedRequest } from './local-discord.ts';
import { refusalOf } from './local-only.ts';
import { createPerson } from './people/create-person.ts';
import type { MessageRef } from './people/person.ts';
import { createFaults } from './rest/faults.ts';
import { createRateLimits } from './rest/rate-limits.ts';
import { restServer } from './rest/rest-server.ts';
import { attachmentRoutes } from './rest/routes/attachment-routes.ts';
import { defaultScene, type PersonScene, type Scene } from './scene.ts';
import { createViolations } from './violations.ts';
import { createGuild, removeBot } from './world/changes/guilds.ts';
import { newUser } from './world/changes/members.ts';
import { threadsIn } from './world/changes/threads.ts';
import type { Guild, Message, User } from './world/entities.ts';
import { findChannel } from './world/find-channel.ts';
import { findUser } from './world/find-user.ts';
import { restoreWorld } from './world/keep-world.ts';
import { presentMessage } from './world/present/present.ts';
import { stableSnowflake } from './world/snowflakes.ts';
import { waitFor } from './world/wait-for.ts';
import { createWorld, type World } from './world/world.ts';

/**
 * Opens a local Discord and listens.
 * @throws {Error} if the port is taken.
 * @example
 * const discord = await openLocalDiscord();
 * const client = new Client({ intents, rest: { api: discord.url } });
 * await client.login(discord.token);
 */
export async function openLocalDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const { port = 0, host = '127.0.0.1', clock = systemClock, scene = defaultScene } = options;
  const { privilegedIntents = [], rateLimits = 'generous', sharding = {} } = options;
  const botName = scene.bot?.name ?? 'Offprint';
  const bot = newUser({ name: botName, bot: true }, stableSnowflake('user', botName));
  const world = createWorld(clock, bot);
  const token = options.token ?? localToken(world.botId);
  const violations = createViolations();
  const gateway = createGateway({
    world,
    violations,
    token,
    privilegedIntents,
    sharding,
    host,
  });
  const faults = createFaults(world, gateway.faults);
  const requests: RecordedRequest[] = [];
  world.interactionFailed = (interaction) => {
    if (gateway.connected && !interaction.excused) {
      const what = interaction.commandName ?? 'a component';
      violations.record('no-reply', 'INTERACTION_CREATE', `no answer to ${what} in three seconds`);
    }
  };
  if (options.kept === undefined) {
    applyScene(world, scene);
  } else {
    restoreWorld(world, options.kept);
  }

  const app = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 1_000 } });
  app.addHook('onRequest', async (request, reply) => {
    const refusal = refusalOf(request.headers, host);
    if (refusal !== undefined) {
      return reply.code(403).send(refusal);
    }
    return undefined;
  });
  const context = {
    world,
    violations,
    sharding,
    autoModeration: faults.autoModeration,
    hasPrivilegedIntent: (name: PrivilegedIntent) => privilegedIntents.includes(name),
  };
  const limits = createRateLimits(rateLimits, violations);
  await app.register(restServer({ context, token, faults, rateLimits: limits, requests }), {
    prefix: '/api',
  });
  attachmentRoutes(app, world);
  options.serve?.(app, { world, violations, isConnected: () => gateway.connected });
  gateway.attach(app.server);
  const address = await app.listen({ port, host });
  world.origin = address.replace('[::]', '127.0.0.1').replace('0.0.0.0', '127.0.0.1');

  return {
    url: `${world.origin}/api`,
    origin: world.origin,
    token,
    applicationId: world.applicationId,
    clock,
    ...queries(world),
    violations: violations.all,
    clearViolations: () => violations.clear(),
    startOver() {
      for (const guild of world.guilds.values()) {
        removeBot(world, guild);
      }
      world.startOver();
      violations.clear();
      requests.length = 0;
      applyScene(world, scene);
    },
    requests,
    misbehave: faults.misbehave,
    get connected() {
      return gateway.connected;
    },
    get connectedShards() {
      return gateway.connectedShards;
    },
    until: (look, until) => waitFor(world, look, until),
    async close() {
      gateway.close();
      await app.close();
    },
  };
}

/** Everything of a LocalDiscord that only looks at its world or acts on it. */
function queries(
  world: World,
): Pick<
  LocalDiscord,
  | 'person'
  | 'addPerson'
  | 'guild'
  | 'channel'
  | 'messages'
  | 'message'
  | 'reactors'
  | 'threads'
  | 'commands'
> {
  const found = (ref: MessageRef): Message | undefined =>
    world.channels.get(ref.channel_id)?.messages.get(ref.id);
  return {
    person: (name) => createPerson(world, findUser(world, name)),
    addPerson(person) {
      return createPerson(world, addUser(world, person));
    },
    guild: (nameOrId) => guildHandle(world, guildOf(world, nameOrId)),
    channel: (ref) => channelHandle(world, findChannel(world, ref)),
    messages: (ref) =>
      [...findChannel(world, ref).messages.values()].map((message) =>
        presentMessage(world, message),
      ),
    message(ref) {
      const message = found(ref);
      return message === undefined ? undefined : presentMessage(world, message);
    },
    reactors(ref, emoji, burst = false) {
      const reaction = found(ref)?.reactions.get(emoji);
      return [...((burst ? reaction?.burst : reaction?.normal) ?? [])].map(
        (id) => world.users.get(id)?.username ?? id,
      );
    },
    threads: (ref) =>
      threadsIn(world, { channelId: findChannel(world, ref).id }).map((thread) =>
        channelHandle(world, thread),
      ),
    commands: (guild) => [
      ...(guild === undefined ? world.commands : guildOf(world, guild).commands).values(),
    ],
  };
}

function guildOf(world: World, nameOrId?: string): Guild {
  const guild = [...world.guilds.values()].find(
    ({ id, name }) => nameOrId === undefined || id === nameOrId || name === nameOrId,
  );
  if (guild === undefined) {
    throw new Error(`There is no guild ${nameOrId ?? 'at all'}`);
  }
  return guild;
}

function addUser(world: World, person: string | PersonScene): User {
  const described = typeof person === 'string' ? { name: person } : person;
  const user = newUser(described, world.stableId('user', described.name));
  world.users.set(user.id, user);
  return user;
}

function applyScene(world: World, scene: Scene): void {
  for (const person of scene.people ?? []) {
    addUser(world, person);
  }
  for (const guild of scene.guilds ?? []) {
    createGuild(world, guild);
  }
}

/** Shaped like a bot token (the id in base64 first); new at each start, so that no page can know it. */
function localToken(botId: string): string {
  const parts = [Buffer.from(botId), randomBytes(4), randomBytes(27)];
  return parts.map((part) => part.toString('base64url')).join('.');
}
