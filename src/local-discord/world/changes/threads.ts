import { ChannelType, MessageType } from 'discord-api-types/v10';
import type { Channel, Message } from '../entities.ts';
import { presentChannel } from '../present/present.ts';
import { isoNow, type World } from '../world.ts';
import { createMessage, editMessage } from './messages.ts';

/** What a new thread is made of. */
export interface ThreadDraft {
  readonly name: string;
  readonly ownerId: string;
  /** The message it starts from: the thread then has the message's id. */
  readonly from?: Message | undefined;
  readonly type?:
    | ChannelType.PublicThread
    | ChannelType.PrivateThread
    | ChannelType.AnnouncementThread;
  readonly autoArchiveMinutes?: number | undefined;
}

/** Opens a thread in a channel, joins its owner, and leaves the line "started a thread" in the channel. */
export function createThread(world: World, parent: Channel, draft: ThreadDraft): Channel {
  const now = isoNow(world);
  const thread: Channel = {
    id: draft.from?.id ?? world.nextId(),
    type: draft.type ?? threadTypeOf(parent),
    guildId: parent.guildId,
    name: draft.name,
    topic: undefined,
    position: 0,
    parentId: parent.id,
    overwrites: new Map(),
    recipientId: undefined,
    thread: {
      ownerId: draft.ownerId,
      archived: false,
      locked: false,
      autoArchiveMinutes: draft.autoArchiveMinutes ?? 4320,
      archiveTimestamp: now,
      createTimestamp: now,
      memberIds: new Set([draft.ownerId]),
    },
    messages: new Map(),
    lastMessageId: null,
  };
  world.channels.set(thread.id, thread);
  world.dispatch({
    name: 'THREAD_CREATE',
    guildId: parent.guildId,
    channelId: parent.id,
    data: { ...presentChannel(world, thread), newly_created: true },
  });
  if (draft.from !== undefined) {
    draft.from.threadId = thread.id;
    editMessage(world, draft.from, { flags: draft.from.flags | hasThread });
  } else if (thread.type === ChannelType.PublicThread) {
    createMessage(world, parent, {
      authorId: draft.ownerId,
      type: MessageType.ThreadCreated,
      content: draft.name,
      reference: {
        type: 0,
        channel_id: thread.id,
        ...(parent.guildId === undefined ? {} : { guild_id: parent.guildId }),
      },
    });
  }
  return thread;
}

const hasThread = 1 << 5;

/** The type of the threads of a channel. */
export function threadTypeOf(
  parent: Channel,
): ChannelType.PublicThread | ChannelType.AnnouncementThread {
  return parent.type === ChannelType.GuildAnnouncement
    ? ChannelType.AnnouncementThread
    : ChannelType.PublicThread;
}

/** Threads of a channel, or of a whole guild, in the order of their ids. */
export function threadsIn(
  world: World,
  where: { channelId?: string; guildId?: string },
): Channel[] {
  return [...world.channels.values()].filter(
    (channel) =>
      channel.thread !== undefined &&
      (where.channelId === undefined || channel.parentId === where.channelId) &&
      (where.guildId === undefined || channel.guildId === where.guildId),
  );
}
