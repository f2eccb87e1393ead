import {
  type APIRole,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  type RoleFlags,
} from 'discord-api-types/v10';
import type {
  ChannelScene,
  GuildScene,
  MemberScene,
  PermissionName,
  PersonScene,
} from '../scene.ts';
import type { Channel, Guild, Member, Overwrite, User } from './entities.ts';
import { permissionBits, usualPermissions } from './permissions.ts';
import { presentChannel, presentMember, presentUser } from './present.ts';
import { stableSnowflake } from './snowflakes.ts';
import { threadsIn } from './threads.ts';
import { isoNow, type World } from './world.ts';

const channelTypes = {
  text: ChannelType.GuildText,
  announcement: ChannelType.GuildAnnouncement,
  forum: ChannelType.GuildForum,
  voice: ChannelType.GuildVoice,
} as const;

/** An account; its id depends on its name alone. */
export function newUser(scene: PersonScene): User {
  return {
    id: stableSnowflake('user', scene.name),
    username: scene.name,
    discriminator: '0',
    global_name: scene.displayName ?? scene.name,
    avatar: null,
    bot: scene.bot ?? false,
    locale: scene.locale ?? 'en-US',
    closedDms: scene.closedDms ?? false,
  };
}

/** Makes a guild with its channels and members, and invites the bot where the scene says so. */
export function createGuild(world: World, scene: GuildScene): Guild {
  const id = stableSnowflake('guild', scene.name);
  const people = [...world.users.values()].filter((user) => user.id !== world.botId);
  const members = (scene.members ?? people.map((user) => user.username)).map(described);
  const owner = members[0];
  const guild: Guild = {
    id,
    name: scene.name,
    ownerId: owner === undefined ? '0' : stableSnowflake('user', owner.name),
    locale: scene.locale ?? 'en-US',
    roles: new Map([
      [id, role(id, '@everyone', permissionBits(scene.everyone ?? usualPermissions))],
    ]),
    members: new Map(),
    commands: new Map(),
    commandOverrides: new Map(),
    available: true,
  };
  world.guilds.set(id, guild);
  for (const member of members) {
    addMember(world, guild, member);
  }
  for (const channel of scene.channels ?? ['general']) {
    createChannel(world, guild, described(channel));
  }
  if (scene.botInvited ?? true) {
    inviteBot(world, guild, scene.botPermissions ?? []);
  }
  return guild;
}

function described<T extends { readonly name: string }>(scene: string | T): T | { name: string } {
  return typeof scene === 'string' ? { name: scene } : scene;
}

const NO_ROLE_FLAGS: RoleFlags = 0 as RoleFlags;

function role(id: string, name: string, permissions: bigint): APIRole {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: name === '@everyone' ? 0 : 1,
    permissions: String(permissions),
    managed: false,
    mentionable: false,
    flags: NO_ROLE_FLAGS,
  };
}

/** Joins a person, new to the world or not. */
export function addMember(world: World, guild: Guild, scene: MemberScene): Member {
  const user = world.users.get(stableSnowflake('user', scene.name)) ?? newUser(scene);
  world.users.set(user.id, user);
  const member: Member = {
    userId: user.id,
    nick: scene.nick,
    roleIds: new Set(),
    joinedAt: isoNow(world),
  };
  guild.members.set(user.id, member);
  setMemberPermissions(world, guild, member, scene.permissions ?? []);
  world.dispatch({
    name: 'GUILD_MEMBER_ADD',
    guildId: guild.id,
    data: { ...presentMember(world, member), guild_id: guild.id },
  });
  return member;
}

export function removeMember(world: World, guild: Guild, userId: string): void {
  const user = world.users.get(userId);
  if (user !== undefined && guild.members.delete(userId)) {
    world.dispatch({
      name: 'GUILD_MEMBER_REMOVE',
      guildId: guild.id,
      data: { guild_id: guild.id, user: presentUser(user) },
    });
  }
}

/** Gives a member a role of their own with these permissions, or changes it. */
export function setMemberPermissions(
  world: World,
  guild: Guild,
  member: Member,
  permissions: readonly PermissionName[],
): void {
  const id = stableSnowflake('role', `${guild.id}/${member.userId}`);
  const known = guild.roles.has(id);
  if (!known && permissions.length === 0) {
    return;
  }
  const name = world.users.get(member.userId)?.username ?? 'member';
  const own = role(id, name, permissionBits(permissions));
  guild.roles.set(id, { ...own, managed: member.userId === world.botId });
  member.roleIds.add(id);
  world.dispatch({
    name: known ? 'GUILD_ROLE_UPDATE' : 'GUILD_ROLE_CREATE',
    guildId: guild.id,
    data: { guild_id: guild.id, role: guild.roles.get(id) },
  });
  if (!known) {
    world.dispatch({
      name: 'GUILD_MEMBER_UPDATE',
      guildId: guild.id,
      data: { ...presentMember(world, member), guild_id: guild.id },
    });
  }
}

export function createChannel(world: World, guild: Guild, scene: ChannelScene): Channel {
  const overwrites = new Map<string, Overwrite>();
  for (const [id, type, denied] of [
    [guild.id, 0, scene.deny],
    [world.botId, 1, scene.denyBot],
  ] as const) {
    if (denied !== undefined && denied.length > 0) {
      overwrites.set(id, { id, type, allow: 0n, deny: permissionBits(denied) });
    }
  }
  const channel: Channel = {
    id: world.unusedId(stableSnowflake('channel', `${guild.name}/${scene.name}`)),
    type: channelTypes[scene.type ?? 'text'],
    guildId: guild.id,
    name: scene.name,
    topic: scene.topic,
    position: [...world.channels.values()].filter((other) => other.guildId === guild.id).length,
    parentId: undefined,
    overwrites,
    recipientId: undefined,
    thread: undefined,
    messages: new Map(),
    pins: new Map(),
    lastMessageId: null,
  };
  world.channels.set(channel.id, channel);
  world.dispatch({
    name: 'CHANNEL_CREATE',
    guildId: guild.id,
    data: presentChannel(world, channel),
  });
  return channel;
}

export function tellChannelChanged(world: World, channel: Channel): void {
  world.dispatch({
    name: 'CHANNEL_UPDATE',
    guildId: channel.guildId,
    data: presentChannel(world, channel),
  });
}

/** Deletes a channel with its threads, or one thread. */
export function deleteChannel(world: World, channel: Channel): void {
  world.channels.delete(channel.id);
  for (const thread of threadsIn(world, { channelId: channel.id })) {
    world.channels.delete(thread.id);
  }
  const isThread = channel.thread !== undefined;
  world.dispatch({
    name: isThread ? 'THREAD_DELETE' : 'CHANNEL_DELETE',
    guildId: channel.guildId,
    data: isThread
      ? {
          id: channel.id,
          guild_id: channel.guildId,
          parent_id: channel.parentId,
          type: channel.type,
        }
      : presentChannel(world, channel),
  });
}

export function inviteBot(
  world: World,
  guild: Guild,
  permissions: readonly PermissionName[],
): void {
  const member: Member = {
    userId: world.botId,
    nick: undefined,
    roleIds: new Set(),
    joinedAt: isoNow(world),
  };
  guild.members.set(world.botId, member);
  setMemberPermissions(world, guild, member, permissions);
  world.botGuilds.add(guild.id);
  world.dispatch({
    name: 'GUILD_CREATE',
    guildId: guild.id,
    data: presentGuildCreate(world, guild),
  });
}

/** Kicks the bot: its commands in this guild go with it. */
export function removeBot(world: World, guild: Guild): void {
  guild.members.delete(world.botId);
  guild.commands.clear();
  world.dispatch({ name: 'GUILD_DELETE', guildId: guild.id, data: { id: guild.id } });
  world.botGuilds.delete(guild.id);
}

/** An outage of one guild, or its end. */
export function setGuildAvailable(world: World, guild: Guild, available: boolean): void {
  if (guild.available === available) {
    return;
  }
  guild.available = available;
  world.dispatch(
    available
      ? { name: 'GUILD_CREATE', guildId: guild.id, data: presentGuildCreate(world, guild) }
      : { name: 'GUILD_DELETE', guildId: guild.id, data: { id: guild.id, unavailable: true } },
  );
}

/** A guild as the REST API gives it. */
export function presentGuild(guild: Guild): object {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.ownerId,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()],
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    max_members: 500_000,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    nsfw_level: 0,
    nsfw: false,
    incidents_data: null,
  };
}

/** A guild with all that GUILD_CREATE brings. */
export function presentGuildCreate(world: World, guild: Guild): object {
  const channels = [...world.channels.values()].filter(
    (channel) => channel.guildId === guild.id && channel.thread === undefined,
  );
  const threads = threadsIn(world, { guildId: guild.id });
  const me = guild.members.get(world.botId);
  const extra: Partial<GatewayGuildCreateDispatchData> = {
    joined_at: me?.joinedAt ?? '',
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: me === undefined ? [] : [presentMember(world, me)],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
  return {
    ...presentGuild(guild),
    ...extra,
    channels: channels.map((channel) => presentChannel(world, channel)),
    threads: threads
      .filter((thread) => thread.thread?.archived === false)
      .map((thread) => presentChannel(world, thread)),
  };
}

/** The direct messages of a person with the bot, opened where there were none. */
export function directChannel(world: World, userId: string): Channel {
  const id = stableSnowflake('dm', userId);
  const channel: Channel = world.channels.get(id) ?? {
    id,
    type: ChannelType.DM,
    guildId: undefined,
    name: world.users.get(userId)?.username ?? '',
    topic: undefined,
    position: 0,
    parentId: undefined,
    overwrites: new Map(),
    recipientId: userId,
    thread: undefined,
    messages: new Map(),
    pins: new Map(),
    lastMessageId: null,
  };
  world.channels.set(id, channel);
  return channel;
}
