import {
  type APIChannel,
  type APIGuildMember,
  type APIMessage,
  type APIMessageInteractionMetadata,
  type APIReaction,
  type APIThreadMember,
  type APIUser,
  type ChannelFlags,
  ChannelType,
  type GuildMemberFlags,
  InteractionType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import type { Channel, Guild, Interaction, Member, Message, Reaction, User } from '../entities.ts';
import type { World } from '../world.ts';

/** An account as the API gives it. */
export function presentUser(user: User): APIUser {
  const { closedDms: _closedDms, locale: _locale, ...shown } = user;
  return shown;
}

/** A user as the API gives it. */
export function userOf(world: World, id: string): APIUser {
  const user = world.users.get(id);
  return user === undefined
    ? { id, username: 'deleted_user', discriminator: '0', global_name: null, avatar: null }
    : presentUser(user);
}

/** A member as the API gives it. */
export function presentMember(world: World, member: Member): APIGuildMember {
  return {
    user: userOf(world, member.userId),
    nick: member.nick ?? null,
    avatar: null,
    banner: null,
    roles: [...member.roleIds],
    joined_at: member.joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0 as GuildMemberFlags,
    pending: false,
    communication_disabled_until: null,
  };
}

/** A channel as the API gives it; a thread with the bot's membership. */
export function presentChannel(world: World, channel: Channel): APIChannel {
  if (channel.type === ChannelType.DM) {
    return {
      id: channel.id,
      type: ChannelType.DM,
      name: null,
      flags: 0 as ChannelFlags,
      last_message_id: channel.lastMessageId,
      recipients: channel.recipientId === undefined ? [] : [userOf(world, channel.recipientId)],
    };
  }
  const common = {
    id: channel.id,
    type: channel.type,
    name: channel.name,
    flags: 0,
    guild_id: channel.guildId,
    parent_id: channel.parentId ?? null,
    last_message_id: channel.lastMessageId,
    rate_limit_per_user: 0,
  };
  if (channel.thread !== undefined) {
    const thread = channel.thread;
    const me = thread.memberIds.has(world.botId)
      ? { member: threadMember(world, channel, world.botId) }
      : {};
    const shown: object = {
      ...common,
      ...me,
      owner_id: thread.ownerId,
      message_count: channel.messages.size,
      total_message_sent: channel.messages.size,
      member_count: Math.min(50, thread.memberIds.size),
      thread_metadata: {
        archived: thread.archived,
        auto_archive_duration: thread.autoArchiveMinutes,
        archive_timestamp: thread.archiveTimestamp,
        create_timestamp: thread.createTimestamp,
        locked: thread.locked,
        ...(channel.type === ChannelType.PrivateThread ? { invitable: true } : {}),
      },
    };
    return shown as APIChannel;
  }
  const shown: object = {
    ...common,
    topic: channel.topic ?? null,
    position: channel.position,
    nsfw: false,
    permission_overwrites: [...channel.overwrites.values()].map((overwrite) => ({
      id: overwrite.id,
      type: overwrite.type,
      allow: String(overwrite.allow),
      deny: String(overwrite.deny),
    })),
  };
  return shown as APIChannel;
}

/** A member of a thread as the API gives it. */
export function threadMember(_world: World, thread: Channel, userId: string): APIThreadMember {
  return {
    id: thread.id,
    user_id: userId,
    join_timestamp: thread.thread?.createTimestamp ?? '',
    flags: 1,
  };
}

/** The key of an emoji: `name:id`, or the character itself. */
export function emojiKey(emoji: { id?: string | null | undefined; name?: string | null }): string {
  return emoji.id === undefined || emoji.id === null
    ? (emoji.name ?? '')
    : `${emoji.name}:${emoji.id}`;
}

function presentReaction(world: World, reaction: Reaction): APIReaction {
  return {
    emoji: reaction.emoji,
    count: reaction.normal.size + reaction.burst.size,
    count_details: { normal: reaction.normal.size, burst: reaction.burst.size },
    me: reaction.normal.has(world.botId),
    me_burst: reaction.burst.has(world.botId),
    burst_colors: reaction.burst.size > 0 ? ['#5865f2'] : [],
  };
}

function presentInteraction(world: World, interaction: Interaction): APIMessageInteractionMetadata {
  const shown: object = {
    id: interaction.id,
    type: interaction.type,
    user: userOf(world, interaction.userId),
    authorizing_integration_owners: { 0: interaction.guildId ?? '0' },
    ...(interaction.type === InteractionType.MessageComponent && interaction.message !== undefined
      ? { interacted_message_id: interaction.message.id }
      : {}),
    ...(interaction.commandName === undefined ? {} : { name: interaction.commandName }),
  };
  return shown as APIMessageInteractionMetadata;
}

/** A message as the API gives it. The nonce is not part of it: only its creation tells it. */
export function presentMessage(world: World, message: Message): APIMessage {
  const reference = message.reference;
  const thread = message.threadId === undefined ? undefined : world.channels.get(message.threadId);
  const shown: APIMessage = {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: userOf(world, message.authorId),
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    attachments: message.attachments,
    flags: message.flags,
    timestamp: message.timestamp,
    edited_timestamp: message.editedTimestamp,
    tts: false,
    pinned: false,
    mention_everyone: message.mentions.everyone,
    mentions: message.mentions.users.map((id) => userOf(world, id)),
    mention_roles: message.mentions.roles,
    reactions: [...message.reactions.values()].map((reaction) => presentReaction(world, reaction)),
    ...(message.interaction === undefined
      ? message.authorId === world.botId
        ? { application_id: world.applicationId }
        : {}
      : {
          application_id: world.applicationId,
          webhook_id: world.applicationId,
          interaction_metadata: presentInteraction(world, message.interaction),
        }),
    ...(reference === undefined ? {} : { message_reference: reference }),
    ...(message.snapshots.length > 0 ? { message_snapshots: [...message.snapshots] } : {}),
    ...(thread === undefined ? {} : { thread: presentChannel(world, thread) as never }),
  };
  const isReply = reference?.type !== MessageReferenceType.Forward;
  if (
    reference?.message_id !== undefined &&
    isReply &&
    message.type !== MessageType.ThreadCreated
  ) {
    const other = world.channels.get(reference.channel_id)?.messages.get(reference.message_id);
    shown.referenced_message = other === undefined ? null : presentMessage(world, other);
  }
  return shown;
}

/** Members, content and all that go with a message on the gateway. */
export function presentGuildMessage(
  world: World,
  message: Message,
  guild: Guild | undefined,
): object {
  const member = guild?.members.get(message.authorId);
  const { user: _user, ...memberShown } = member === undefined ? {} : presentMember(world, member);
  return {
    ...presentMessage(world, message),
    ...(guild === undefined ? {} : { guild_id: guild.id }),
    ...(member === undefined ? {} : { member: memberShown }),
  };
}

/** What is left of another's message for a bot without the MESSAGE_CONTENT intent. */
export function withoutContent<T extends object>(message: T): T {
  return {
    ...message,
    content: '',
    embeds: [],
    attachments: [],
    components: [],
    ...('message_snapshots' in message ? { message_snapshots: [] } : {}),
  };
}

/** Whether Discord shows the bot the content of this message without the privileged intent. */
export function contentIsOpen(world: World, message: APIMessage): boolean {
  return (
    message.author.id === world.botId ||
    message.mentions.some((user) => user.id === world.botId) ||
    world.channels.get(message.channel_id)?.guildId === undefined
  );
}

/** Whether only one person sees a message. */
export function isEphemeral(message: { readonly flags?: number | undefined }): boolean {
  return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
