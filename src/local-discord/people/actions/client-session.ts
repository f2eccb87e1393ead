import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { PermissionName } from '../../scene.ts';
import { createInteraction, type InteractionDraft } from '../../world/changes/interactions.ts';
import type { Channel, Interaction, Message, User } from '../../world/entities.ts';
import { findChannel } from '../../world/find-channel.ts';
import { may } from '../../world/permissions.ts';
import type { World } from '../../world/world.ts';
import type { ResolveName } from '../command-options.ts';
import { handleInteraction } from '../handle-interaction.ts';
import type { InteractionHandle } from '../interaction-handle.ts';
import { interactionPayload } from '../interaction-payload.ts';
import { type ChannelRef, ClientRefusal, type MessageRef, type Person } from '../person.ts';

/** The part of a person that one file makes. */
export type Actions<K extends keyof Person> = Pick<Person, K>;

/** Sends an interaction off, in this person's name. */
export function start(
  world: World,
  user: User,
  draft: Omit<InteractionDraft, 'userId'>,
): InteractionHandle {
  if (user.bot === true) {
    throw new ClientRefusal('A bot cannot use another bot');
  }
  const payload = { ...interactionPayload(world, draft.channel, user), ...draft.payload };
  const interaction = createInteraction(world, { ...draft, userId: user.id, payload });
  return handleInteraction(world, interaction);
}

/** A channel that a person sees; throws if they do not. */
export function visibleChannel(world: World, user: User, ref: ChannelRef): Channel {
  const channel = findChannel(world, ref);
  if (!may(world, channel, user.id, 'ViewChannel')) {
    throw new ClientRefusal(`${user.username} does not see ${channel.name}`);
  }
  return channel;
}

/** A message that a person sees; throws if they do not. */
export function visibleMessage(world: World, user: User, ref: MessageRef): Message {
  const message = visibleChannel(world, user, { id: ref.channel_id }).messages.get(ref.id);
  if (message === undefined) {
    throw new ClientRefusal('That message was deleted');
  }
  if (message.ephemeralTo !== undefined && message.ephemeralTo !== user.id) {
    throw new ClientRefusal('Only somebody else can see that message');
  }
  return message;
}

/** Throws unless a person has these permissions in a channel. */
export function requirePermission(
  world: World,
  channel: Channel,
  user: User,
  permission: PermissionName,
): void {
  if (!may(world, channel, user.id, permission)) {
    throw new ClientRefusal(`${user.username} lacks ${permission} in ${channel.name}`);
  }
}

/** Finds who or what is meant by a name or an id in this channel. */
export function namesIn(world: World, channel: Channel): ResolveName {
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  const bare = (name: string): string => name.replace(/^[@#]/, '');
  const user = (name: string): string | undefined =>
    world.users.get(name)?.id ??
    [...world.users.values()].find((candidate) => candidate.username === bare(name))?.id;
  const role = (name: string): string | undefined =>
    guild?.roles.get(name)?.id ??
    [...(guild?.roles.values() ?? [])].find((candidate) => candidate.name === bare(name))?.id;
  const place = (name: string): string | undefined =>
    world.channels.get(name)?.id ??
    [...world.channels.values()].find(
      (candidate) => candidate.guildId === channel.guildId && candidate.name === bare(name),
    )?.id;
  const finders: Partial<Record<ApplicationCommandOptionType, typeof user>> = {
    [ApplicationCommandOptionType.User]: user,
    [ApplicationCommandOptionType.Role]: role,
    [ApplicationCommandOptionType.Channel]: place,
    [ApplicationCommandOptionType.Mentionable]: (name) => user(name) ?? role(name),
  };
  return (type, name) => finders[type]?.(name);
}

/** The interaction behind a handle. */
export function interactionOf(world: World, handle: InteractionHandle): Interaction {
  const interaction = world.interactions.get(handle.token);
  if (interaction === undefined) {
    throw new Error(`There is no interaction ${handle.id}`);
  }
  return interaction;
}
