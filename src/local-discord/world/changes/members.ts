import type { APIRole, RoleFlags } from 'discord-api-types/v10';
import type { MemberScene, PermissionName, PersonScene } from '../../scene.ts';
import type { Guild, Member, User } from '../entities.ts';
import { permissionBits } from '../permissions.ts';
import { presentMember, presentUser } from '../present/present.ts';
import { isoNow, type World } from '../world.ts';

/** An account. @param id - made from its name. */
export function newUser(scene: PersonScene, id: string): User {
  return {
    id,
    username: scene.name,
    discriminator: '0',
    global_name: scene.displayName ?? scene.name,
    avatar: null,
    bot: scene.bot ?? false,
    locale: scene.locale ?? 'en-US',
    closedDms: scene.closedDms ?? false,
  };
}

/** Joins a person, new to the world or not. */
export function addMember(world: World, guild: Guild, scene: MemberScene): Member {
  const userId = world.stableId('user', scene.name);
  const user = world.users.get(userId) ?? newUser(scene, userId);
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

/** Removes a member; a member who was never there is ignored. */
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

/** Gives a member a role of their own with these permissions, or changes it. @returns the role's id. */
export function setMemberPermissions(
  world: World,
  guild: Guild,
  member: Member,
  permissions: readonly PermissionName[],
): string {
  const id = world.stableId('role', `${guild.id}/${member.userId}`);
  const known = guild.roles.has(id);
  if (!known && permissions.length === 0) {
    return id;
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
  return id;
}

const noRoleFlags: RoleFlags = 0 as RoleFlags;

/** A role as the API gives it. */
export function role(id: string, name: string, permissions: bigint): APIRole {
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
    flags: noRoleFlags,
  };
}
