import { channelHandle } from './channel-handle.ts';
import type { GuildHandle } from './local-discord.ts';
import { createPerson } from './people/create-person.ts';
import { createChannel } from './world/changes/channels.ts';
import { inviteBot, removeBot, setGuildAvailable } from './world/changes/guilds.ts';
import { addMember, removeMember, setMemberPermissions } from './world/changes/members.ts';
import type { Guild, Member } from './world/entities.ts';
import { findUser } from './world/find-user.ts';
import type { World } from './world/world.ts';

/** What a test or the page does to a guild from outside. */
export function guildHandle(world: World, guild: Guild): GuildHandle {
  const memberOf = (name: string): Member => {
    const member = guild.members.get(findUser(world, name).id);
    if (member === undefined) {
      throw new Error(`${name} is not in ${guild.name}`);
    }
    return member;
  };
  return {
    id: guild.id,
    name: guild.name,
    removeBot: () => removeBot(world, guild),
    inviteBot: ({ permissions = [] } = {}) => inviteBot(world, guild, permissions),
    setAvailable: (available) => setGuildAvailable(world, guild, available),
    addMember(name, options = {}) {
      addMember(world, guild, { name, ...options });
      return createPerson(world, findUser(world, name));
    },
    removeMember: (name) => removeMember(world, guild, findUser(world, name).id),
    setPermissions: (name, permissions) =>
      setMemberPermissions(world, guild, memberOf(name), permissions),
    addChannel: (channel) =>
      channelHandle(
        world,
        createChannel(world, guild, typeof channel === 'string' ? { name: channel } : channel),
      ),
    addEmoji(name, { available = true } = {}) {
      const id = world.stableId('emoji', `${guild.name} ${name}`);
      guild.emojis.set(id, {
        id,
        name,
        roles: [],
        require_colons: true,
        managed: false,
        animated: false,
        available,
      });
      return `<:${name}:${id}>`;
    },
    overrideCommand(name, who, allowed) {
      const command = [...guild.commands.values(), ...world.commands.values()].find(
        (candidate) => candidate.name === name,
      );
      if (command === undefined) {
        throw new Error(`There is no command ${name}`);
      }
      const everyone = who === 'everyone';
      const target = everyone ? guild.id : memberOf(who).userId;
      const overrides = guild.commandOverrides.get(command.id) ?? new Map();
      overrides.set(target, { type: everyone ? 1 : 2, allowed });
      guild.commandOverrides.set(command.id, overrides);
      world.dispatch({
        name: 'APPLICATION_COMMAND_PERMISSIONS_UPDATE',
        guildId: guild.id,
        data: {
          id: command.id,
          application_id: world.applicationId,
          guild_id: guild.id,
          permissions: [...overrides].map(([id, override]) => ({
            id,
            type: override.type,
            permission: override.allowed,
          })),
        },
      });
    },
  };
}
