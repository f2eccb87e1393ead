import type { Channel } from './entities.ts';
import type { World } from './world.ts';

/** A channel by its handle or id, or by name: `papers`, `#papers`, `Guild/papers`. Throws where there is none. */
export function findChannel(world: World, ref: string | { readonly id: string }): Channel {
  if (typeof ref !== 'string') {
    const channel = world.channels.get(ref.id);
    if (channel === undefined) {
      throw new Error(`There is no channel ${ref.id}`);
    }
    return channel;
  }
  const byId = world.channels.get(ref);
  if (byId !== undefined) {
    return byId;
  }
  const slash = ref.lastIndexOf('/');
  const guildName = slash === -1 ? undefined : ref.slice(0, slash);
  const name = ref.slice(slash + 1).replace(/^#/, '');
  const found = [...world.channels.values()].filter(
    (channel) =>
      channel.name === name &&
      channel.guildId !== undefined &&
      (guildName === undefined || world.guilds.get(channel.guildId)?.name === guildName),
  );
  const channel = found.find((candidate) => candidate.thread === undefined) ?? found[0];
  if (channel === undefined) {
    throw new Error(`There is no channel called ${ref}`);
  }
  return channel;
}
