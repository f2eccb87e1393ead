import type { Channel } from '../entities.ts';
import { presentChannel } from '../present/present.ts';
import { isoNow, type World } from '../world.ts';

/** What a change sets; what is absent keeps its value. */
export interface ThreadChange {
  readonly name?: string | undefined;
  readonly archived?: boolean | undefined;
  readonly locked?: boolean | undefined;
  readonly autoArchiveMinutes?: number | undefined;
}

/** Changes a thread and sends THREAD_UPDATE; a channel that is no thread is left alone. */
export function changeThread(world: World, channel: Channel, change: ThreadChange): void {
  const thread = channel.thread;
  if (thread === undefined) {
    return;
  }
  channel.name = change.name ?? channel.name;
  thread.locked = change.locked ?? thread.locked;
  thread.autoArchiveMinutes = change.autoArchiveMinutes ?? thread.autoArchiveMinutes;
  if (change.archived !== undefined && change.archived !== thread.archived) {
    thread.archived = change.archived;
    thread.archiveTimestamp = isoNow(world);
  }
  world.dispatch({
    name: 'THREAD_UPDATE',
    guildId: channel.guildId,
    channelId: channel.id,
    data: presentChannel(world, channel),
  });
}

/** A message in an archived thread opens it again. */
export function unarchive(world: World, channel: Channel): void {
  if (channel.thread?.archived === true) {
    changeThread(world, channel, { archived: false });
  }
}
