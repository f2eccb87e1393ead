import type { ChannelHandle } from './local-discord.ts';
import { dispatchChannelUpdate } from './world/changes/channels.ts';
import type { Channel, Overwrite } from './world/entities.ts';
import { findUser } from './world/find-user.ts';
import { permissionBits } from './world/permissions.ts';
import { presentChannel } from './world/present/present.ts';
import type { World } from './world/world.ts';

/** What a test or the page does to a channel from outside. */
export function channelHandle(world: World, channel: Channel): ChannelHandle {
  return {
    id: channel.id,
    get name() {
      return channel.name;
    },
    guildId: channel.guildId,
    get channel() {
      return presentChannel(world, channel);
    },
    deny(who, permissions) {
      const target = targetOf(world, channel, who);
      if (permissions.length === 0) {
        channel.overwrites.delete(target.id);
      } else {
        const overwrite: Overwrite = { ...target, allow: 0n, deny: permissionBits(permissions) };
        channel.overwrites.set(target.id, overwrite);
      }
      dispatchChannelUpdate(world, channel);
    },
  };
}

function targetOf(world: World, channel: Channel, who: string): Pick<Overwrite, 'id' | 'type'> {
  if (who === 'bot') {
    return { id: world.botId, type: 1 };
  }
  if (who === 'everyone' && channel.guildId !== undefined) {
    return { id: channel.guildId, type: 0 };
  }
  return { id: findUser(world, who).id, type: 1 };
}
