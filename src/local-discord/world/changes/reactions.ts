import type { APIPartialEmoji } from 'discord-api-types/v10';
import type { Channel, Message } from '../entities.ts';
import { emojiKey, presentMember } from '../present/present.ts';
import type { World } from '../world.ts';

/** An emoji as people write it: a character, or `name:id` of a custom one. */
export function readEmoji(text: string): APIPartialEmoji {
  const custom = /^(?:a:)?(\w{2,32}):(\d{17,20})$/.exec(text);
  return custom === null
    ? { id: null, name: text }
    : { id: custom[2] ?? null, name: custom[1] ?? null };
}

/** Returns false where that reaction stood already: Discord then sends no event. */
export function addReaction(
  world: World,
  message: Message,
  userId: string,
  emoji: APIPartialEmoji,
  burst = false,
): boolean {
  const key = emojiKey(emoji);
  const reaction = message.reactions.get(key) ?? { emoji, normal: new Set(), burst: new Set() };
  const who = burst ? reaction.burst : reaction.normal;
  if (who.has(userId)) {
    return false;
  }
  who.add(userId);
  message.reactions.set(key, reaction);
  const channel = world.channels.get(message.channelId);
  const guild = channel?.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  tell(world, message, 'MESSAGE_REACTION_ADD', {
    user_id: userId,
    ...(member === undefined ? {} : { member: presentMember(world, member) }),
    message_author_id: message.authorId,
    emoji,
    burst,
    ...(burst ? { burst_colors: ['#5865f2'] } : {}),
    type: burst ? 1 : 0,
  });
  return true;
}

/** Takes back one person's reaction, if it is there. */
export function removeReaction(
  world: World,
  message: Message,
  userId: string,
  emoji: APIPartialEmoji,
  burst = false,
): boolean {
  const key = emojiKey(emoji);
  const reaction = message.reactions.get(key);
  const who = burst ? reaction?.burst : reaction?.normal;
  if (reaction === undefined || who?.delete(userId) !== true) {
    return false;
  }
  if (reaction.normal.size + reaction.burst.size === 0) {
    message.reactions.delete(key);
  }
  tell(world, message, 'MESSAGE_REACTION_REMOVE', {
    user_id: userId,
    emoji: reaction.emoji,
    burst,
    type: burst ? 1 : 0,
  });
  return true;
}

/** A moderator's clear: of everything, or of one emoji. */
export function clearReactions(world: World, message: Message, emoji?: APIPartialEmoji): void {
  if (emoji === undefined) {
    message.reactions.clear();
    tell(world, message, 'MESSAGE_REACTION_REMOVE_ALL', {});
  } else if (message.reactions.delete(emojiKey(emoji))) {
    tell(world, message, 'MESSAGE_REACTION_REMOVE_EMOJI', { emoji });
  }
}

function tell(world: World, message: Message, name: string, data: object): void {
  const channel: Channel | undefined = world.channels.get(message.channelId);
  world.dispatch({
    name,
    guildId: channel?.guildId,
    channelId: message.channelId,
    data: {
      ...data,
      channel_id: message.channelId,
      message_id: message.id,
      ...(channel?.guildId === undefined ? {} : { guild_id: channel.guildId }),
    },
  });
}
