import type { GuildScene, PermissionName } from '../../scene.ts';
import type { Guild, Member } from '../entities.ts';
import { defaultPermissions, permissionBits } from '../permissions.ts';
import { presentGuildCreate } from '../present/present-guild.ts';
import { isoNow, type World } from '../world.ts';
import { createChannel } from './channels.ts';
import { addMember, role, setMemberPermissions } from './members.ts';

/** Makes a guild with its channels and members, and invites the bot where the scene says so. */
export function createGuild(world: World, scene: GuildScene): Guild {
  const id = world.stableId('guild', scene.name);
  const people = [...world.users.values()].filter((user) => user.id !== world.botId);
  const members = (scene.members ?? people.map((user) => user.username)).map(described);
  const owner = members[0];
  const guild: Guild = {
    id,
    name: scene.name,
    ownerId: owner === undefined ? '0' : world.stableId('user', owner.name),
    locale: scene.locale ?? 'en-US',
    roles: new Map([
      [id, role(id, '@everyone', permissionBits(scene.everyone ?? defaultPermissions))],
    ]),
    emojis: new Map(),
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

/** Adds the bot to a server, with a role of its own. */
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
