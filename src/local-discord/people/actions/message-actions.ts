import { MessageType } from 'discord-api-types/v10';
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
import { ClientRefusal } from '../person.ts';
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
    send(channelRef, content, { replyTo } = {}) {
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
      const reference =
        replyTo === undefined
          ? {}
          : {
              type: MessageType.Reply,
              reference: { type: 0, message_id: replyTo.id, channel_id: replyTo.channel_id },
            };
      return presentMessage(
        world,
        createMessage(world, channel, {
          authorId: user.id,
          content,
          mentions: mentionsIn(content),
          ...reference,
        }),
      );
    },
    edit(ref, content) {
      const message = visibleMessage(world, user, ref);
      if (message.authorId !== user.id) {
        throw new ClientRefusal("One cannot edit another's message");
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
