import type { APIApplicationCommand, APIChannel, APIMessage } from 'discord-api-types/v10';
import Fastify from 'fastify';
import { channelHandle } from './channel-handle.ts';
import { type PlaygroundClock, systemClock } from './clock.ts';
import { createGateway } from './gateway/gateway-server.ts';
import { guildHandle } from './guild-handle.ts';
import type { Misbehave } from './misbehave.ts';
import { createPerson } from './people/create-person.ts';
import type { ChannelRef, MessageRef, Person } from './people/person.ts';
import { createFaults } from './rest/faults.ts';
import { createRateLimits } from './rest/rate-limits.ts';
import { restServer } from './rest/rest-server.ts';
import {
  type ChannelScene,
  defaultScene,
  type GuildScene,
  type PermissionName,
  type PersonScene,
  type Scene,
} from './scene.ts';
import { createViolations, type Violation } from './violations.ts';
import { findChannel } from './world/find-channel.ts';
import { createGuild, newUser } from './world/guilds.ts';
import { presentMessage } from './world/present.ts';
import { threadsIn } from './world/threads.ts';
import { waitFor } from './world/wait-for.ts';
import { createWorld, type World } from './world/world.ts';

export interface LocalDiscordOptions {
  /** 0 (any free port) where not given. */
  readonly port?: number;
  /** 127.0.0.1 where not given. */
  readonly host?: string;
  readonly clock?: PlaygroundClock;
  readonly scene?: Scene;
  /** The bot's token; a made-up one where not given. */
  readonly token?: string;
  /** `discord`: about as strict as the real one. `generous` (where not given) never stands in the way. */
  readonly rateLimits?: 'generous' | 'discord';
  /** Privileged intents switched on for the application; none where not given. Asking for another closes with 4014. */
  readonly privilegedIntents?: readonly ('GuildMembers' | 'GuildPresences' | 'MessageContent')[];
}

/** A REST request as it came, oldest first in `requests`. */
export interface RecordedRequest {
  readonly method: string;
  /** Without `/api/v10`, with the query. */
  readonly path: string;
  /** Undefined while it is being answered, or where the connection was cut. */
  readonly status: number | undefined;
  /** Parsed JSON (of `payload_json` for a multipart body), or undefined. */
  readonly body: unknown;
  /** The playground's time, milliseconds since 1970. */
  readonly at: number;
}

export interface GuildHandle {
  readonly id: string;
  readonly name: string;
  /** Kicks the bot: guildDelete, and its own commands in this guild are gone. */
  removeBot(): void;
  inviteBot(options?: { readonly permissions?: readonly PermissionName[] }): void;
  /** An outage of Discord's: guildDelete with `unavailable`, and back. */
  setAvailable(available: boolean): void;
  addMember(
    name: string,
    options?: { readonly nick?: string; readonly permissions?: readonly PermissionName[] },
  ): Person;
  removeMember(name: string): void;
  /** What a member's own role adds from now on. */
  setPermissions(name: string, permissions: readonly PermissionName[]): void;
  addChannel(channel: string | ChannelScene): ChannelHandle;
  /** Server Settings, Integrations: who (a person or `everyone`) may run a command, whatever it asks by default. */
  overrideCommand(command: string, who: string, allowed: boolean): void;
}

export interface ChannelHandle {
  readonly id: string;
  readonly name: string;
  readonly guildId: string | undefined;
  /** The channel as the API would give it now. */
  readonly channel: APIChannel;
  /** Replaces what is denied here to `bot`, `everyone` or a person; an empty list takes the overwrite away. */
  deny(who: string, permissions: readonly PermissionName[]): void;
}

/** A Discord on 127.0.0.1: REST, gateway, people, and a web page at `pageUrl`. */
export interface LocalDiscord {
  /** For discord.js: `new Client({ rest: { api: url } })`, and `DISCORD_API_URL`. */
  readonly url: string;
  readonly pageUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly clock: PlaygroundClock;

  person(name: string): Person;
  addPerson(person: string | PersonScene): Person;
  /** By name or id; the first one where not given. */
  guild(nameOrId?: string): GuildHandle;
  addGuild(guild: GuildScene): GuildHandle;
  channel(ref: ChannelRef): ChannelHandle;
  /** Everything in a channel, oldest first, ephemeral messages included (flag 64). */
  messages(channel: ChannelRef): readonly APIMessage[];
  /** As it stands now, or undefined where it is gone. */
  message(ref: MessageRef): APIMessage | undefined;
  /** Who reacted with this emoji, normally or (`burst`) with a super reaction. */
  reactors(message: MessageRef, emoji: string, burst?: boolean): readonly string[];
  /** The threads of a channel, archived ones included. */
  threads(channel: ChannelRef): readonly ChannelHandle[];
  /** Commands as registered: globally, or for one guild. */
  commands(guild?: string): readonly APIApplicationCommand[];

  readonly violations: readonly Violation[];
  clearViolations(): void;
  readonly requests: readonly RecordedRequest[];
  readonly misbehave: Misbehave;
  /** Whether a bot is connected and past READY. */
  readonly connected: boolean;
  /**
   * The first answer of `look` that is neither undefined nor false; asked again after every change and
   * request, so that no test sleeps. Rejects with `what` after `timeoutMs` of real time (10,000).
   */
  until<T>(
    look: () => T | undefined | false,
    options?: { readonly what?: string; readonly timeoutMs?: number },
  ): Promise<T>;
  close(): Promise<void>;
}

/** Opens a local Discord and listens. Rejects where the port is taken. */
export async function openLocalDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const { port = 0, host = '127.0.0.1', clock = systemClock, scene = defaultScene } = options;
  const { privilegedIntents = [], rateLimits = 'generous' } = options;
  const world = createWorld(clock, newUser({ name: scene.bot?.name ?? 'Offprint', bot: true }));
  const token = options.token ?? localToken(world.botId);
  const violations = createViolations();
  const gateway = createGateway({ world, violations, token, privilegedIntents });
  const faults = createFaults(world, gateway.faults);
  const requests: RecordedRequest[] = [];
  world.interactionFailed = (interaction) => {
    if (gateway.connected && !interaction.excused) {
      const what = interaction.commandName ?? 'a component';
      violations.record('no-reply', 'INTERACTION_CREATE', `no answer to ${what} in three seconds`);
    }
  };
  arrange(world, scene);

  const app = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 1_000 } });
  const context = {
    world,
    violations,
    autoModeration: faults.autoModeration,
    hasPrivilegedIntent: (name: 'GuildMembers' | 'MessageContent') =>
      privilegedIntents.includes(name),
  };
  const limits = createRateLimits(rateLimits, violations);
  await app.register(restServer({ context, token, faults, rateLimits: limits, requests }), {
    prefix: '/api',
  });
  gateway.attach(app.server);
  const address = await app.listen({ port, host });
  world.origin = address.replace('[::]', '127.0.0.1').replace('0.0.0.0', '127.0.0.1');

  const personOf = (name: string): Person => {
    const wanted = name.replace(/^@/, '');
    const user = [...world.users.values()].find(
      ({ id, username }) => username === wanted || id === wanted,
    );
    if (user === undefined) {
      throw new Error(`There is nobody called ${name}`);
    }
    return createPerson(world, user);
  };
  const guildOf = (nameOrId?: string): ReturnType<World['guilds']['get']> & object => {
    const guild = [...world.guilds.values()].find(
      ({ id, name }) => nameOrId === undefined || id === nameOrId || name === nameOrId,
    );
    if (guild === undefined) {
      throw new Error(`There is no guild ${nameOrId ?? 'at all'}`);
    }
    return guild;
  };
  const found = (ref: MessageRef) => world.channels.get(ref.channel_id)?.messages.get(ref.id);

  return {
    url: `${world.origin}/api`,
    pageUrl: `${world.origin}/`,
    token,
    applicationId: world.applicationId,
    clock,
    person: personOf,
    addPerson(person) {
      const user = newUser(typeof person === 'string' ? { name: person } : person);
      world.users.set(user.id, user);
      return createPerson(world, user);
    },
    guild: (nameOrId) => guildHandle(world, guildOf(nameOrId)),
    addGuild: (guild) => guildHandle(world, createGuild(world, guild)),
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
      ...(guild === undefined ? world.commands : guildOf(guild).commands).values(),
    ],
    violations: violations.all,
    clearViolations: () => violations.clear(),
    requests,
    misbehave: faults.misbehave,
    get connected() {
      return gateway.connected;
    },
    until: (look, until) => waitFor(world, look, until),
    async close() {
      gateway.close();
      await app.close();
    },
  };
}

function arrange(world: World, scene: Scene): void {
  for (const person of scene.people ?? []) {
    const user = newUser(typeof person === 'string' ? { name: person } : person);
    world.users.set(user.id, user);
  }
  for (const guild of scene.guilds ?? []) {
    createGuild(world, guild);
  }
}

/** Shaped like a bot token (the id in base64 first), so that clients which look at it are content. */
function localToken(botId: string): string {
  return `${Buffer.from(botId).toString('base64url')}.local.playground-${'0'.repeat(20)}`;
}
