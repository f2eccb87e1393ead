import { deserialize, serialize } from 'node:v8';
import type { Channel, Guild, Interaction, Message, User } from './entities.ts';
import type { World } from './world.ts';

/** The parts of a world that outlive it; connections and unanswered interactions do not. */
type Kept = Pick<World, 'users' | 'guilds' | 'channels' | 'commands' | 'files' | 'botGuilds'>;

/** Worlds that were kept before servers had custom emoji lack them. */
type KeptGuild = Omit<Guild, 'emojis'> & Partial<Pick<Guild, 'emojis'>>;

/** Everybody and everything of a world as bytes, for `restoreWorld`. */
export function keepWorld(world: World): Uint8Array {
  const { users, guilds, channels, commands, files, botGuilds } = world;
  const kept: Kept = { users, guilds, channels, commands, files, botGuilds };
  // Maps, sets, big integers and messages that refer to each other come back as they were.
  return serialize(kept);
}

/**
 * Puts what was kept into an empty world, with the same ids.
 * @throws {Error} where these are not the bytes of a world.
 */
export function restoreWorld(world: World, bytes: Uint8Array): void {
  const kept = deserialize(bytes) as Kept;
  fill<User>(world.users, kept.users);
  for (const guild of kept.guilds.values() as Iterable<KeptGuild>) {
    world.guilds.set(guild.id, { ...guild, emojis: guild.emojis ?? new Map() });
  }
  fill<Channel>(world.channels, kept.channels);
  fill(world.commands, kept.commands);
  fill(world.files, kept.files);
  for (const id of kept.botGuilds) {
    world.botGuilds.add(id);
  }
  for (const channel of world.channels.values()) {
    world.unusedId(channel.id);
    for (const message of [...channel.messages.values()].filter(isThinking)) {
      // Nobody is left who could answer.
      channel.messages.delete(message.id);
    }
  }
}

function fill<T>(into: Map<string, T>, from: ReadonlyMap<string, T>): void {
  for (const [key, value] of from) {
    into.set(key, value);
  }
}

function isThinking(message: Message): boolean {
  const interaction: Interaction | undefined = message.interaction;
  return interaction?.thinking === true && interaction.original === message;
}
