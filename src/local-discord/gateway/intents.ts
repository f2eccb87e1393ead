import type { APIMessage } from 'discord-api-types/v10';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { contentIsOpen, withoutContent } from '../world/present/present.ts';
import type { GatewayEvent, World } from '../world/world.ts';

/** The intent that an event needs in a guild and in direct messages; events not listed need none. */
const needed: Readonly<Record<string, { guild?: number; direct?: number }>> = {
  MESSAGE_CREATE: messages(),
  MESSAGE_UPDATE: messages(),
  MESSAGE_DELETE: messages(),
  MESSAGE_REACTION_ADD: reactions(),
  MESSAGE_REACTION_REMOVE: reactions(),
  MESSAGE_REACTION_REMOVE_ALL: reactions(),
  MESSAGE_REACTION_REMOVE_EMOJI: reactions(),
  GUILD_CREATE: { guild: GatewayIntentBits.Guilds },
  GUILD_DELETE: { guild: GatewayIntentBits.Guilds },
  GUILD_ROLE_CREATE: { guild: GatewayIntentBits.Guilds },
  GUILD_ROLE_UPDATE: { guild: GatewayIntentBits.Guilds },
  CHANNEL_CREATE: { guild: GatewayIntentBits.Guilds },
  CHANNEL_UPDATE: { guild: GatewayIntentBits.Guilds },
  CHANNEL_DELETE: { guild: GatewayIntentBits.Guilds },
  THREAD_CREATE: { guild: GatewayIntentBits.Guilds },
  THREAD_UPDATE: { guild: GatewayIntentBits.Guilds },
  THREAD_DELETE: { guild: GatewayIntentBits.Guilds },
  THREAD_MEMBERS_UPDATE: { guild: GatewayIntentBits.Guilds },
  GUILD_MEMBER_ADD: { guild: GatewayIntentBits.GuildMembers },
  GUILD_MEMBER_REMOVE: { guild: GatewayIntentBits.GuildMembers },
  GUILD_MEMBER_UPDATE: { guild: GatewayIntentBits.GuildMembers },
};

function messages(): { guild: number; direct: number } {
  return { guild: GatewayIntentBits.GuildMessages, direct: GatewayIntentBits.DirectMessages };
}

function reactions(): { guild: number; direct: number } {
  return {
    guild: GatewayIntentBits.GuildMessageReactions,
    direct: GatewayIntentBits.DirectMessageReactions,
  };
}

/** Intents that the developer portal must allow, by their names there. */
export const privilegedBits = {
  GuildMembers: GatewayIntentBits.GuildMembers,
  GuildPresences: GatewayIntentBits.GuildPresences,
  MessageContent: GatewayIntentBits.MessageContent,
} as const;

/** An intent that has to be switched on in the developer portal. */
export type PrivilegedIntent = keyof typeof privilegedBits;

/** An event's data as these intents let it through, or undefined where they do not. */
export function throughIntents(
  world: World,
  event: GatewayEvent,
  intents: number,
): object | undefined {
  const needs = needed[event.name];
  const bit = event.guildId === undefined ? needs?.direct : needs?.guild;
  if (bit !== undefined && (intents & bit) === 0) {
    return undefined;
  }
  const isMessage = event.name === 'MESSAGE_CREATE' || event.name === 'MESSAGE_UPDATE';
  if (isMessage && (intents & GatewayIntentBits.MessageContent) === 0) {
    const message = event.data as APIMessage;
    return contentIsOpen(world, message) ? message : withoutContent(message);
  }
  return event.data;
}
