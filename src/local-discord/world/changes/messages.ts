import {
  type APIAttachment,
  type APIEmbed,
  type APIMessageReference,
  type APIMessageSnapshot,
  type APIMessageTopLevelComponent,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import type { Channel, Interaction, Message } from '../entities.ts';
import { presentGuildMessage } from '../present/present.ts';
import { isoNow, type World } from '../world.ts';
import { unarchive } from './thread-state.ts';

/** What a new message is made of; what is left out is empty. */
export interface MessageDraft {
  readonly authorId: string;
  readonly type?: MessageType;
  readonly content?: string;
  readonly embeds?: APIEmbed[];
  readonly components?: APIMessageTopLevelComponent[];
  readonly attachments?: APIAttachment[];
  readonly flags?: number;
  readonly nonce?: string | number | undefined;
  readonly reference?: APIMessageReference | undefined;
  readonly snapshots?: readonly APIMessageSnapshot[];
  readonly ephemeralTo?: string | undefined;
  readonly interaction?: Interaction | undefined;
  readonly mentions?: Message['mentions'];
}

/** Puts a message into a channel and tells it, an ephemeral one to nobody. A thread wakes up by it. */
export function createMessage(world: World, channel: Channel, draft: MessageDraft): Message {
  const message: Message = {
    id: world.nextId(),
    channelId: channel.id,
    authorId: draft.authorId,
    type: draft.type ?? MessageType.Default,
    content: draft.content ?? '',
    embeds: draft.embeds ?? [],
    components: numbered(draft.components ?? []),
    attachments: draft.attachments ?? [],
    flags: (draft.flags ?? 0) | (draft.ephemeralTo === undefined ? 0 : MessageFlags.Ephemeral),
    timestamp: isoNow(world),
    editedTimestamp: null,
    nonce: draft.nonce,
    reference: draft.reference,
    snapshots: draft.snapshots ?? [],
    reactions: new Map(),
    ephemeralTo: draft.ephemeralTo,
    interaction: draft.interaction,
    threadId: undefined,
    mentions: draft.mentions ?? { users: [], roles: [], everyone: false },
  };
  channel.messages.set(message.id, message);
  if (message.ephemeralTo === undefined) {
    channel.lastMessageId = message.id;
    unarchive(world, channel);
    dispatchMessage(world, channel, message, 'MESSAGE_CREATE');
  } else {
    world.changed();
  }
  return message;
}

/** What an edit may change; what is left out stays. */
export type MessageChange = Partial<
  Pick<Message, 'content' | 'embeds' | 'components' | 'attachments' | 'flags' | 'mentions'>
>;

/** Changes a message and sends MESSAGE_UPDATE, unless it is ephemeral. */
export function editMessage(world: World, message: Message, change: MessageChange): Message {
  const { components, ...rest } = change;
  const wasThinking = (message.flags & MessageFlags.Loading) !== 0;
  Object.assign(
    message,
    rest,
    components === undefined ? {} : { components: numbered(components) },
  );
  // Discord marks only what somebody could have read before: not "thinking…" giving way to the answer.
  message.editedTimestamp = wasThinking ? message.editedTimestamp : isoNow(world);
  const channel = world.channels.get(message.channelId);
  if (channel !== undefined && message.ephemeralTo === undefined) {
    dispatchMessage(world, channel, message, 'MESSAGE_UPDATE');
  } else {
    world.changed();
  }
  return message;
}

/** Removes a message and sends MESSAGE_DELETE, unless it is ephemeral. */
export function deleteMessage(world: World, message: Message): void {
  const channel = world.channels.get(message.channelId);
  channel?.messages.delete(message.id);
  if (message.ephemeralTo !== undefined || channel === undefined) {
    world.changed();
    return;
  }
  world.dispatch({
    name: 'MESSAGE_DELETE',
    guildId: channel.guildId,
    channelId: channel.id,
    data: {
      id: message.id,
      channel_id: channel.id,
      ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
    },
  });
}

function dispatchMessage(world: World, channel: Channel, message: Message, name: string): void {
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  const nonce =
    name === 'MESSAGE_CREATE' && message.nonce !== undefined ? { nonce: message.nonce } : {};
  world.dispatch({
    name,
    guildId: channel.guildId,
    channelId: channel.id,
    data: { ...presentGuildMessage(world, message, guild), channel_type: channel.type, ...nonce },
  });
}

/** Discord gives every component an id: those that the bot left out, counting from 1 in reading order. */
function numbered(components: APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  const taken = new Set<number>();
  let next = 1;
  function number(part: unknown): unknown {
    if (Array.isArray(part)) {
      return part.map(number);
    }
    if (typeof part !== 'object' || part === null) {
      return part;
    }
    const entries = Object.entries(part);
    const isComponent = 'type' in part && typeof part.type === 'number' && !('value' in part);
    let own: object = {};
    if (isComponent && !(typeof (part as { id?: unknown }).id === 'number')) {
      while (taken.has(next)) {
        next += 1;
      }
      taken.add(next);
      own = { id: next };
    }
    return {
      ...part,
      ...own,
      ...Object.fromEntries(
        entries
          .filter(([key]) => key === 'components' || key === 'accessory')
          .map(([key, value]) => [key, number(value)]),
      ),
    };
  }
  return number(components) as APIMessageTopLevelComponent[];
}
