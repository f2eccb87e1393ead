import {
  type APIMessage,
  type APIMessageReference,
  type APIMessageSnapshot,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import { resolveMentions } from '../../checks/check-mentions.ts';
import { createMessage, deleteMessage, editMessage } from '../../world/changes/messages.ts';
import {
  addReaction,
  clearReactions,
  readEmoji,
  removeReaction,
} from '../../world/changes/reactions.ts';
import type { Message, User } from '../../world/entities.ts';
import { findChannel } from '../../world/find-channel.ts';
import { presentMessage } from '../../world/present/present.ts';
import type { World } from '../../world/world.ts';
import { ClientRefusal, type MessageRef } from '../person.ts';
import {
  type Actions,
  requirePermission,
  visibleChannel,
  visibleMessage,
} from './client-session.ts';

/** Reactions, and a moderator's clears. */
export function reactionActions(
  world: World,
  user: User,
): Actions<'react' | 'unreact' | 'clearReactions'> {
  return {
    react(ref, text, { burst = false } = {}) {
      const message = visibleMessage(world, user, ref);
      const channel = visibleChannel(world, user, { id: message.channelId });
      if (message.ephemeralTo !== undefined || channel.thread?.archived === true) {
        throw new ClientRefusal('Nobody can react to that message');
      }
      const emoji = readEmoji(text);
      if (![...message.reactions.keys()].includes(text)) {
        requirePermission(world, channel, user, 'AddReactions');
      }
      addReaction(world, message, user.id, emoji, burst);
    },
    unreact(ref, text, { burst = false } = {}) {
      removeReaction(world, visibleMessage(world, user, ref), user.id, readEmoji(text), burst);
    },
    clearReactions(ref, text) {
      const message = visibleMessage(world, user, ref);
      requirePermission(world, findChannel(world, message.channelId), user, 'ManageMessages');
      clearReactions(world, message, text === undefined ? undefined : readEmoji(text));
    },
  };
}

/** What somebody writes, changes, deletes and sees. */
export function messageActions(
  world: World,
  user: User,
): Actions<'send' | 'edit' | 'deleteMessage' | 'sees'> {
  const mentionsIn = (text: string): Message['mentions'] => {
    const { users, roles, everyone } = resolveMentions(text, { parse: ['users', 'roles'] });
    return { users, roles, everyone };
  };
  return {
    send(channelRef, content, { replyTo, forward, embeds = [], components = [] } = {}) {
      const channel = visibleChannel(world, user, channelRef);
      if (channel.guildId !== undefined) {
        const inThread = channel.thread !== undefined;
        requirePermission(
          world,
          channel,
          user,
          inThread ? 'SendMessagesInThreads' : 'SendMessages',
        );
      }
      return presentMessage(
        world,
        createMessage(world, channel, {
          authorId: user.id,
          content,
          mentions: mentionsIn(content),
          embeds: [...embeds],
          components: [...components],
          ...(components.length > 0 && { flags: MessageFlags.IsComponentsV2 }),
          ...(replyTo && {
            type: MessageType.Reply,
            reference: referenceTo(replyTo, MessageReferenceType.Default),
          }),
          ...(forward && {
            reference: referenceTo(forward, MessageReferenceType.Forward),
            snapshots: [snapshotOf(presentMessage(world, visibleMessage(world, user, forward)))],
          }),
        }),
      );
    },
    edit(ref, content) {
      const message = visibleMessage(world, user, ref);
      if (message.authorId !== user.id) {
        throw new ClientRefusal("You cannot edit somebody else's message");
      }
      return presentMessage(
        world,
        editMessage(world, message, { content, mentions: mentionsIn(content) }),
      );
    },
    deleteMessage(ref) {
      const message = visibleMessage(world, user, ref);
      if (message.authorId !== user.id && message.ephemeralTo !== user.id) {
        requirePermission(world, findChannel(world, message.channelId), user, 'ManageMessages');
      }
      deleteMessage(world, message);
    },
    sees: (channelRef) =>
      [...visibleChannel(world, user, channelRef).messages.values()]
        .filter(({ ephemeralTo }) => ephemeralTo === undefined || ephemeralTo === user.id)
        .map((message) => presentMessage(world, message)),
  };
}

function referenceTo(
  { id, channel_id }: MessageRef,
  type: MessageReferenceType,
): APIMessageReference {
  return { type, message_id: id, channel_id };
}

/** The fields of a message that go along when it is forwarded; its author does not. */
function snapshotOf(message: APIMessage): APIMessageSnapshot {
  const { type, content, embeds, attachments, timestamp, edited_timestamp, flags } = message;
  const { mentions, mention_roles, components } = message;
  const about = { type, timestamp, edited_timestamp, ...(flags !== undefined && { flags }) };
  const texts = { content, embeds, attachments, ...(components && { components }) };
  return { message: { ...about, ...texts, mentions, mention_roles } };
}
