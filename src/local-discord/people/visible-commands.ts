import {
  type APIApplicationCommand,
  type ApplicationCommandType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Channel, Guild } from '../world/entities.ts';
import { channelPermissions } from '../world/permissions.ts';
import type { World } from '../world/world.ts';

/** The commands that somebody can pick in a channel; a guild's own hides a global one of its name. */
export function visibleCommands(
  world: World,
  channel: Channel,
  userId: string,
): readonly APIApplicationCommand[] {
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  if (guild !== undefined && !world.botGuilds.has(guild.id)) {
    return [];
  }
  const permissions = channelPermissions(world, channel, userId);
  if ((permissions & PermissionFlagsBits.UseApplicationCommands) === 0n) {
    return [];
  }
  const own = guild === undefined ? [] : [...guild.commands.values()];
  const global = [...world.commands.values()].filter(
    (command) => !own.some((other) => other.name === command.name && other.type === command.type),
  );
  return [...own, ...global].filter(
    (command) =>
      fitsContext(command, guild) &&
      (guild === undefined || mayRun(guild, command, userId, permissions)),
  );
}

function fitsContext(command: APIApplicationCommand, guild: Guild | undefined): boolean {
  const context = guild === undefined ? InteractionContextType.BotDM : InteractionContextType.Guild;
  if (command.guild_id !== undefined) {
    return guild !== undefined;
  }
  const contexts = command.contexts;
  return contexts === undefined || contexts === null
    ? guild !== undefined || command.dm_permission !== false
    : contexts.includes(context);
}

/** The server's overrides for the person, then for their roles, then the command's default. */
function mayRun(
  guild: Guild,
  command: APIApplicationCommand,
  userId: string,
  permissions: bigint,
): boolean {
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n) {
    return true;
  }
  const overrides = guild.commandOverrides.get(command.id);
  const forPerson = overrides?.get(userId)?.allowed;
  if (forPerson !== undefined) {
    return forPerson;
  }
  const roles = [...(guild.members.get(userId)?.roleIds ?? [])]
    .map((id) => overrides?.get(id)?.allowed)
    .filter((allowed) => allowed !== undefined);
  if (roles.length > 0) {
    return roles.includes(true);
  }
  const forEveryone = overrides?.get(guild.id)?.allowed;
  if (forEveryone !== undefined) {
    return forEveryone;
  }
  const needed = command.default_member_permissions;
  if (needed === null || needed === undefined) {
    return true;
  }
  const bits = BigInt(needed);
  return bits !== 0n && (permissions & bits) === bits;
}

/** A command of this type by name, as somebody would pick it. */
export function findCommand(
  world: World,
  channel: Channel,
  userId: string,
  name: string,
  type: ApplicationCommandType,
): APIApplicationCommand | undefined {
  return visibleCommands(world, channel, userId).find(
    (command) => command.name === name && command.type === type,
  );
}
