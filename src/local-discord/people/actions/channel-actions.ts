import { deleteChannel, directChannel } from '../../world/changes/channels.ts';
import { changeThread } from '../../world/changes/thread-state.ts';
import { createThread } from '../../world/changes/threads.ts';
import type { User } from '../../world/entities.ts';
import type { World } from '../../world/world.ts';
import {
  type Actions,
  requirePermission,
  visibleChannel,
  visibleMessage,
} from './client-session.ts';

/** Threads, channels and direct messages. */
export function channelActions(
  world: World,
  user: User,
): Actions<'startThread' | 'archiveThread' | 'deleteChannel' | 'dm' | 'closeDms'> {
  return {
    startThread(channelRef, name, from) {
      const channel = visibleChannel(world, user, channelRef);
      requirePermission(world, channel, user, 'CreatePublicThreads');
      return createThread(world, channel, {
        name,
        ownerId: user.id,
        from: from === undefined ? undefined : visibleMessage(world, user, from),
      });
    },
    archiveThread(threadRef, archived = true) {
      changeThread(world, visibleChannel(world, user, threadRef), { archived });
    },
    deleteChannel(channelRef) {
      const channel = visibleChannel(world, user, channelRef);
      const inThread = channel.thread !== undefined;
      requirePermission(world, channel, user, inThread ? 'ManageThreads' : 'ManageChannels');
      deleteChannel(world, channel);
    },
    dm: () => directChannel(world, user.id),
    closeDms(closed = true) {
      user.closedDms = closed;
      world.changed();
    },
  };
}
