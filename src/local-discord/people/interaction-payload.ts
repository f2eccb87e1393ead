import { InteractionContextType } from 'discord-api-types/v10';
import { presentFile } from '../world/changes/files.ts';
import type { Channel, User } from '../world/entities.ts';
import { channelPermissions } from '../world/permissions.ts';
import { presentChannel, presentMember, presentUser } from '../world/present/present.ts';
import type { World } from '../world/world.ts';

/** What every interaction says about who, where and under which rights. */
export function interactionPayload(world: World, channel: Channel, user: User): object {
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  const member = guild?.members.get(user.id);
  const permissions = String(channelPermissions(world, channel, user.id));
  const common = {
    channel_id: channel.id,
    channel: { ...presentChannel(world, channel), permissions },
    locale: user.locale,
    entitlements: [],
    attachment_size_limit: 10 * 1024 * 1024,
    app_permissions: String(channelPermissions(world, channel, world.botId)),
  };
  if (guild === undefined || member === undefined) {
    return {
      ...common,
      user: presentUser(user),
      context: InteractionContextType.BotDM,
      authorizing_integration_owners: { '0': '0' },
    };
  }
  return {
    ...common,
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    member: { ...presentMember(world, member), permissions },
    context: InteractionContextType.Guild,
    authorizing_integration_owners: { '0': guild.id },
  };
}

/** Users, members, channels, roles and files that an interaction names, as Discord resolves them. */
export function resolvedEntities(world: World, channel: Channel, ids: readonly string[]): object {
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  const users: Record<string, object> = {};
  const members: Record<string, object> = {};
  const channels: Record<string, object> = {};
  const roles: Record<string, object> = {};
  const attachments: Record<string, object> = {};
  for (const id of ids) {
    const user = world.users.get(id);
    const member = guild?.members.get(id);
    const named = world.channels.get(id);
    const role = guild?.roles.get(id);
    if (user !== undefined) {
      users[id] = presentUser(user);
    }
    if (member !== undefined) {
      const { user: _user, deaf: _deaf, mute: _mute, ...shown } = presentMember(world, member);
      members[id] = { ...shown, permissions: String(channelPermissions(world, channel, id)) };
    }
    if (named !== undefined) {
      channels[id] = { ...presentChannel(world, named), permissions: '0' };
    }
    if (role !== undefined) {
      roles[id] = role;
    }
    const file = world.files.get(id);
    if (file !== undefined) {
      attachments[id] = { ...presentFile(world, id, file), ephemeral: true };
    }
  }
  return Object.fromEntries(
    Object.entries({ users, members, channels, roles, attachments }).filter(
      ([, entries]) => Object.keys(entries).length > 0,
    ),
  );
}
