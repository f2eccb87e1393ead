import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { PermissionName } from '../scene.ts';
import type { Channel, Guild } from './entities.ts';
import type { World } from './world.ts';

const all = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** What @everyone may do in a new Discord server. */
export const defaultPermissions: readonly PermissionName[] = [
  'AddReactions',
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'UseExternalEmojis',
  'UseExternalStickers',
  'ChangeNickname',
  'CreateInstantInvite',
  'UseApplicationCommands',
  'SendVoiceMessages',
  'Connect',
  'Speak',
];

/** Permissions by name as Discord's bit field. */
export function permissionBits(names: readonly PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
}

/** What a member may do in the whole guild, by the roles alone. */
export function guildPermissions(guild: Guild, userId: string): bigint {
  if (guild.ownerId === userId) {
    return all;
  }
  const member = guild.members.get(userId);
  if (member === undefined) {
    return 0n;
  }
  let bits = 0n;
  for (const id of [guild.id, ...member.roleIds]) {
    bits |= BigInt(guild.roles.get(id)?.permissions ?? '0');
  }
  return (bits & PermissionFlagsBits.Administrator) === 0n ? bits : all;
}

/** What a member may do in a channel: Discord's order of overwrites; a thread has its parent's. */
export function channelPermissions(world: World, channel: Channel, userId: string): bigint {
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  if (guild === undefined) {
    return channel.recipientId === userId || userId === world.botId ? directPermissions : 0n;
  }
  if (channel.thread !== undefined && channel.parentId !== undefined) {
    const parent = world.channels.get(channel.parentId);
    return parent === undefined ? 0n : channelPermissions(world, parent, userId);
  }
  const base = guildPermissions(guild, userId);
  if (base === all || !guild.members.has(userId)) {
    return base;
  }
  const roleIds = guild.members.get(userId)?.roleIds ?? new Set();
  const layers = [
    [...channel.overwrites.values()].filter((overwrite) => overwrite.id === guild.id),
    [...channel.overwrites.values()].filter(
      (overwrite) => overwrite.type === 0 && roleIds.has(overwrite.id),
    ),
    [...channel.overwrites.values()].filter(
      (overwrite) => overwrite.type === 1 && overwrite.id === userId,
    ),
  ];
  let bits = base;
  for (const layer of layers) {
    bits &= ~layer.reduce((all, overwrite) => all | overwrite.deny, 0n);
    bits |= layer.reduce((all, overwrite) => all | overwrite.allow, 0n);
  }
  return (bits & PermissionFlagsBits.ViewChannel) === 0n ? 0n : bits;
}

/** Whether somebody may do this here. */
export function may(
  world: World,
  channel: Channel,
  userId: string,
  permission: PermissionName,
): boolean {
  return (channelPermissions(world, channel, userId) & PermissionFlagsBits[permission]) !== 0n;
}

const directPermissions = permissionBits([
  ...defaultPermissions,
  'PinMessages',
  'UseEmbeddedActivities',
]);
