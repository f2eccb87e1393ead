import type { PermissionFlagsBits } from 'discord-api-types/v10';

/** Names of Discord's permissions, as in discord.js: `ManageGuild`, `SendMessages`. */
export type PermissionName = keyof typeof PermissionFlagsBits;

/** Who and what is there when a local Discord opens. Names are unique in their list and give stable ids. */
export interface Scene {
  /** Every account but the bot's; people of a guild need not be listed here. */
  readonly people?: readonly (string | PersonScene)[];
  readonly guilds?: readonly GuildScene[];
  readonly bot?: { readonly name?: string };
}

/** An account as a scene describes it. */
export interface PersonScene {
  readonly name: string;
  /** The name shown; `name` by default. */
  readonly displayName?: string;
  /** Discord's locale code, en-US by default. */
  readonly locale?: string;
  /** Another bot: it can react and write, but runs no commands. */
  readonly bot?: boolean;
  /** Takes no direct messages from the bot (error 50007). */
  readonly closedDms?: boolean;
}

/** A server as a scene describes it. */
export interface GuildScene {
  readonly name: string;
  /** Text channels by name, or described; `general` by default. */
  readonly channels?: readonly (string | ChannelScene)[];
  /** Names of people; everyone of the scene by default. The first owns the guild. */
  readonly members?: readonly (string | MemberScene)[];
  /** What everyone may do; Discord's usual set by default. */
  readonly everyone?: readonly PermissionName[];
  /** What the bot's own role adds; an empty list by default. */
  readonly botPermissions?: readonly PermissionName[];
  /** Whether the bot is in it from the start; true by default. */
  readonly botInvited?: boolean;
  readonly locale?: string;
}

/** A person's part in one server. */
export interface MemberScene {
  readonly name: string;
  readonly nick?: string;
  /** What a role of their own adds to everyone's permissions. */
  readonly permissions?: readonly PermissionName[];
}

/** A channel as a scene describes it. */
export interface ChannelScene {
  readonly name: string;
  readonly type?: 'text' | 'announcement' | 'forum' | 'voice';
  readonly topic?: string;
  /** Taken from everyone here. */
  readonly deny?: readonly PermissionName[];
  /** Taken from the bot here. */
  readonly denyBot?: readonly PermissionName[];
}

/** A small research group: the default scene. */
export const defaultScene: Scene = {
  people: ['ada', 'grace', 'alan'],
  guilds: [
    {
      name: 'Reading group',
      channels: [
        { name: 'papers', topic: 'What we read' },
        'general',
        { name: 'announcements', type: 'announcement' },
      ],
      members: [
        { name: 'ada', permissions: ['ManageGuild', 'ManageMessages', 'ManageChannels'] },
        'grace',
        'alan',
      ],
    },
  ],
};
