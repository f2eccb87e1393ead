import type { APIApplicationCommand, APIChannel, APIMessage } from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import type { LocalClock } from './clock.ts';
import type { PrivilegedIntent } from './gateway/intents.ts';
import type { Sharding } from './gateway/shards.ts';
import type { Misbehave } from './misbehave.ts';
import type { ChannelRef, MessageRef, Person } from './people/person.ts';
import type { ChannelScene, PermissionName, PersonScene, Scene } from './scene.ts';
import type { Violation, Violations } from './violations.ts';
import type { World } from './world/world.ts';

/** How a local Discord listens, and who and what is there. */
export interface LocalDiscordOptions {
  /** 0 (any free port) by default. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  readonly clock?: LocalClock;
  readonly scene?: Scene;
  /** What `keepWorld` kept of another local Discord: it takes the place of the scene. */
  readonly kept?: Uint8Array | undefined;
  /** The bot's token; a made-up one by default. */
  readonly token?: string;
  /** `discord`: about as strict as the real one. `generous` (the default) never limits. */
  readonly rateLimits?: 'generous' | 'discord';
  /** Privileged intents switched on for the application; none by default. Asking for another closes with 4014. */
  readonly privilegedIntents?: readonly PrivilegedIntent[];
  /** What `GET /gateway/bot` says of shards, and what is held against a bot; one shard, not required, by default. */
  readonly sharding?: Sharding;
  /** Adds routes to the same port. */
  readonly serve?: (app: FastifyInstance, discord: ServedDiscord) => void;
}

/** What routes on the local Discord's own port may show and change. */
export interface ServedDiscord {
  readonly world: World;
  readonly violations: Violations;
  /** Whether a bot is connected and past READY. */
  readonly isConnected: () => boolean;
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
  /** The local Discord's time, milliseconds since 1970. */
  readonly at: number;
}

/** A server as a test changes it. */
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
  /** What a member's own role adds from now on. @returns the id of that role. */
  setPermissions(name: string, permissions: readonly PermissionName[]): string;
  addChannel(channel: string | ChannelScene): ChannelHandle;
  /** A custom emoji of this server, as it is written in a message: `<:name:id>`. */
  addEmoji(name: string, options?: { readonly available?: boolean }): string;
  /** Server Settings, Integrations: who (a person or `everyone`) may run a command, whatever it asks by default. */
  overrideCommand(command: string, who: string, allowed: boolean): void;
}

/** A channel as a test changes it. */
export interface ChannelHandle {
  readonly id: string;
  readonly name: string;
  readonly guildId: string | undefined;
  /** The channel as the API would give it now. */
  readonly channel: APIChannel;
  /** Replaces what is denied here to `bot`, `everyone` or a person; an empty list takes the overwrite away. */
  deny(who: string, permissions: readonly PermissionName[]): void;
}

/** A Discord on 127.0.0.1: REST, gateway, and people. */
export interface LocalDiscord {
  /** For discord.js: `new Client({ rest: { api: url } })`, and `DISCORD_API_URL`. */
  readonly url: string;
  /** Where it listens: `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string;
  readonly token: string;
  readonly applicationId: string;
  readonly clock: LocalClock;

  person(name: string): Person;
  addPerson(person: string | PersonScene): Person;
  /** By name or id; the first one by default. */
  guild(nameOrId?: string): GuildHandle;
  channel(ref: ChannelRef): ChannelHandle;
  /** Everything in a channel, oldest first, ephemeral messages included (flag 64). */
  messages(channel: ChannelRef): readonly APIMessage[];
  /** As it is now, or undefined where it is gone. */
  message(ref: MessageRef): APIMessage | undefined;
  /** Who reacted with this emoji, normally or (`burst`) with a super reaction. */
  reactors(message: MessageRef, emoji: string, burst?: boolean): readonly string[];
  /** The threads of a channel, archived ones included. */
  threads(channel: ChannelRef): readonly ChannelHandle[];
  /** Commands as registered: globally, or for one guild. */
  commands(guild?: string): readonly APIApplicationCommand[];

  readonly violations: readonly Violation[];
  clearViolations(): void;
  /**
   * Removes every server and person, forgets requests and violations, and sets up the scene again
   * with other ids: a bot that stays connected leaves the old servers and joins new ones.
   */
  startOver(): void;
  readonly requests: readonly RecordedRequest[];
  readonly misbehave: Misbehave;
  /** Whether a bot is connected and past READY. */
  readonly connected: boolean;
  /** The shards that are, by their numbers; a connection without shards is number 0. */
  readonly connectedShards: readonly number[];
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
