import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { LocalClock } from '../clock.ts';
import type { Channel, Guild, Interaction, StoredFile, User } from './entities.ts';
import { createSnowflakes, type Snowflakes, stableSnowflake } from './snowflakes.ts';

/** Something the gateway tells, before intents are applied. */
export interface GatewayEvent {
  /** `MESSAGE_CREATE` and the like. */
  readonly name: string;
  readonly data: object;
  /** Undefined for what happens in direct messages or nowhere. */
  readonly guildId?: string | undefined;
  /** Told only to who may see this channel. */
  readonly channelId?: string | undefined;
}

/** Everything that this Discord knows. Changed only by the functions of this folder. */
export interface World {
  readonly clock: LocalClock;
  readonly nextId: Snowflakes;
  /** The id wished for, or a new one where it was given out before: what was deleted stays gone. */
  unusedId(wished: string): string;
  /**
   * The id of a named part of the scene. The same after every start, so that a bot's database still
   * fits; another one after `startOver`.
   */
  stableId(kind: string, name: string): string;
  /** Forgets everybody and everything but the bot and its global commands. */
  startOver(): void;
  readonly botId: string;
  /** The same as the bot's id, as for every application made since 2017. */
  readonly applicationId: string;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  /** Threads and direct messages too. */
  readonly channels: Map<string, Channel>;
  readonly commands: Map<string, APIApplicationCommand>;
  readonly interactions: Map<string, Interaction>;
  readonly files: Map<string, StoredFile>;
  /** Guilds in which the bot is a member. */
  readonly botGuilds: Set<string>;
  /** The address that attachments are served at; known once the server listens. */
  origin: string;
  /** Called when an interaction has had no answer in three seconds. */
  interactionFailed: (interaction: Interaction) => void;
  dispatch(event: GatewayEvent): void;
  onDispatch(listener: (event: GatewayEvent) => void): void;
  /** Says that something may have changed, to whoever waits for it. */
  changed(): void;
  /** Returns the function that ends it. */
  onChange(listener: () => void): () => void;
}

/** An empty world, in which only the bot exists. */
export function createWorld(clock: LocalClock, bot: User): World {
  const gatewayListeners: ((event: GatewayEvent) => void)[] = [];
  const changeListeners = new Set<() => void>();
  const used = new Set<string>();
  const nextId = createSnowflakes(clock);
  let timesStartedOver = 0;
  const world: World = {
    clock,
    nextId,
    unusedId(wished) {
      const id = used.has(wished) ? nextId() : wished;
      used.add(id);
      return id;
    },
    stableId(kind, name) {
      const again = timesStartedOver === 0 ? '' : ` ${timesStartedOver}`;
      return stableSnowflake(`${kind}${again}`, name);
    },
    startOver() {
      timesStartedOver += 1;
      for (const part of [world.users, world.guilds, world.channels, world.interactions]) {
        part.clear();
      }
      world.files.clear();
      world.botGuilds.clear();
      world.users.set(bot.id, bot);
    },
    botId: bot.id,
    applicationId: bot.id,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    commands: new Map(),
    interactions: new Map(),
    files: new Map(),
    botGuilds: new Set(),
    origin: '',
    interactionFailed: () => undefined,
    dispatch(event) {
      for (const listener of gatewayListeners) {
        listener(event);
      }
      world.changed();
    },
    onDispatch: (listener) => void gatewayListeners.push(listener),
    changed() {
      for (const listener of changeListeners) {
        listener();
      }
    },
    onChange(listener) {
      changeListeners.add(listener);
      return () => void changeListeners.delete(listener);
    },
  };
  return world;
}

/** The present as Discord writes it. */
export function isoNow(world: World): string {
  return new Date(world.clock.now()).toISOString().replace('Z', '000+00:00');
}
