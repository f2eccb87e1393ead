import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  MessageType,
} from 'discord-api-types/v10';
import { resolveMentions } from '../checks/check-mentions.ts';
import { type AnyComponent, everyComponent } from '../checks/components.ts';
import type { PermissionName } from '../scene.ts';
import type { Channel, Interaction, Message, User } from '../world/entities.ts';
import { findChannel } from '../world/find-channel.ts';
import { deleteChannel, directChannel } from '../world/guilds.ts';
import { createInteraction, type InteractionDraft } from '../world/interactions.ts';
import { createMessage, deleteMessage, editMessage } from '../world/messages.ts';
import { may } from '../world/permissions.ts';
import { presentMessage, presentUser } from '../world/present.ts';
import { addReaction, clearReactions, readEmoji, removeReaction } from '../world/reactions.ts';
import { changeThread, createThread } from '../world/threads.ts';
import type { World } from '../world/world.ts';
import { type ResolveName, type SentOption, sentOptions } from './command-options.ts';
import { handleInteraction } from './handle-interaction.ts';
import type { InteractionHandle } from './interaction-handle.ts';
import { interactionPayload, resolvedEntities } from './interaction-payload.ts';
import { filledModal } from './modal-values.ts';
import {
  type ChannelRef,
  ClientRefusal,
  type MessageRef,
  type OptionValues,
  type Person,
} from './person.ts';
import { findCommand, visibleCommands } from './visible-commands.ts';

/** Somebody at a client, acting on the world as Discord's client would let them. */
export function createPerson(world: World, user: User): Person {
  return {
    id: user.id,
    name: user.username,
    get user() {
      return presentUser(user);
    },
    ...commandActions(world, user),
    ...componentActions(world, user),
    ...reactionActions(world, user),
    ...messageActions(world, user),
    ...channelActions(world, user),
  };
}

type Actions<K extends keyof Person> = Pick<Person, K>;

function start(
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

function commandActions(
  world: World,
  user: User,
): Actions<'commands' | 'runCommand' | 'autocomplete' | 'runMessageCommand' | 'runUserCommand'> {
  const command = (
    channelRef: ChannelRef,
    fullName: string,
    type:
      | ApplicationCommandType.ChatInput
      | ApplicationCommandType.Message
      | ApplicationCommandType.User,
  ) => {
    const channel = visibleChannel(world, user, channelRef);
    // Only chat commands have subcommands; the others may have blanks in their names.
    const [name = '', ...path] =
      type === ApplicationCommandType.ChatInput
        ? fullName.replace(/^\//, '').split(' ')
        : [fullName];
    const found = findCommand(world, channel, user.id, name, type);
    if (found === undefined) {
      throw new ClientRefusal(`${user.username} has no command ${fullName} in ${channel.name}`);
    }
    if (channel.thread?.archived === true) {
      throw new ClientRefusal('This thread is archived');
    }
    return { channel, found, path };
  };

  function sendCommand(
    type: InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete,
    channelRef: ChannelRef,
    name: string,
    options: OptionValues,
    typing?: { option: string; typed: string },
  ): InteractionHandle {
    const { channel, found, path } = command(channelRef, name, ApplicationCommandType.ChatInput);
    const sent = sentOptions(found, path, options, namesIn(world, channel), typing);
    const resolved = resolvedEntities(world, channel, idsIn(sent));
    return start(world, user, {
      type,
      channel,
      commandName: [found.name, ...path].join(' '),
      payload: {
        data: {
          id: found.id,
          name: found.name,
          type: found.type,
          ...(found.guild_id === undefined ? {} : { guild_id: found.guild_id }),
          options: sent,
          ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
        },
      },
    });
  }

  return {
    commands: (channel) => visibleCommands(world, findChannel(world, channel), user.id),
    runCommand: (channel, name, options = {}) =>
      sendCommand(InteractionType.ApplicationCommand, channel, name, options),
    async autocomplete(channel, name, option, typed, others = {}) {
      const handle = sendCommand(
        InteractionType.ApplicationCommandAutocomplete,
        channel,
        name,
        others,
        { option, typed },
      );
      const first = await handle.first;
      if (first.kind !== 'choices') {
        throw new Error(`Nothing was offered for ${option} of /${name}`);
      }
      return first.choices;
    },
    runMessageCommand(ref, name) {
      const { channel, found } = command(ref.channel_id, name, ApplicationCommandType.Message);
      const message = visibleMessage(world, user, ref);
      return start(world, user, {
        type: InteractionType.ApplicationCommand,
        channel,
        commandName: found.name,
        payload: {
          data: {
            id: found.id,
            name: found.name,
            type: found.type,
            target_id: message.id,
            resolved: { messages: { [message.id]: presentMessage(world, message) } },
          },
        },
      });
    },
    runUserCommand(channelRef, target, name) {
      const { channel, found } = command(channelRef, name, ApplicationCommandType.User);
      const id = namesIn(world, channel)(ApplicationCommandOptionType.User, target);
      if (id === undefined) {
        throw new ClientRefusal(`Nobody here is called ${target}`);
      }
      return start(world, user, {
        type: InteractionType.ApplicationCommand,
        channel,
        commandName: found.name,
        payload: {
          data: {
            id: found.id,
            name: found.name,
            type: found.type,
            target_id: id,
            resolved: resolvedEntities(world, channel, [id]),
          },
        },
      });
    },
  };
}

function componentActions(world: World, user: User): Actions<'press' | 'choose' | 'submitModal'> {
  function use(message: Message, component: AnyComponent, data: object): InteractionHandle {
    if (component.disabled === true) {
      throw new ClientRefusal(`${component.label ?? component.custom_id} is disabled`);
    }
    const channel = visibleChannel(world, user, { id: message.channelId });
    if (channel.thread?.archived === true && channel.thread.locked) {
      throw new ClientRefusal('This thread is locked');
    }
    return start(world, user, {
      type: InteractionType.MessageComponent,
      channel,
      message,
      payload: {
        message: presentMessage(world, message),
        data: {
          component_type: component.type,
          id: component.id,
          custom_id: component.custom_id,
          ...data,
        },
      },
    });
  }

  return {
    press(ref, labelOrCustomId, nth = 0) {
      const message = visibleMessage(world, user, ref);
      const buttons = everyComponent(message.components)
        .map(({ component }) => component)
        .filter((component) => component.type === ComponentType.Button);
      const byId = buttons.find((component) => component.custom_id === labelOrCustomId);
      const named = buttons.filter((component) => buttonNames(component).includes(labelOrCustomId));
      const button = byId ?? named[nth];
      if (button?.custom_id === undefined) {
        const all = buttons.map((component) => component.label ?? component.custom_id).join(', ');
        throw new ClientRefusal(`There is no button ${labelOrCustomId} to press, only: ${all}`);
      }
      return use(message, button, {});
    },
    choose(ref, select, values) {
      const message = visibleMessage(world, user, ref);
      const selects = everyComponent(message.components)
        .map(({ component }) => component)
        .filter((component) => SELECTS.includes(component.type ?? 0));
      const found = selects.find(
        (component) => component.custom_id === select || component.placeholder === select,
      );
      if (found === undefined) {
        throw new ClientRefusal(`There is no select ${select}`);
      }
      const channel = findChannel(world, message.channelId);
      const chosen = chosenValues(found, values, namesIn(world, channel));
      const resolved =
        found.type === ComponentType.StringSelect
          ? {}
          : { resolved: resolvedEntities(world, channel, chosen) };
      return use(message, found, { values: chosen, ...resolved });
    },
    async submitModal(opened, values = {}) {
      const modal = await opened.modal();
      const origin = interactionOf(world, opened);
      const channel = visibleChannel(world, user, { id: origin.channelId });
      if (origin.userId !== user.id) {
        throw new ClientRefusal('That modal was opened for somebody else');
      }
      return start(world, user, {
        type: InteractionType.ModalSubmit,
        channel,
        commandName: origin.commandName,
        message: origin.message,
        payload: {
          ...(origin.message === undefined
            ? {}
            : { message: presentMessage(world, origin.message) }),
          data: { custom_id: modal.custom_id, components: filledModal(modal, values) },
        },
      });
    },
  };
}

const SELECTS: readonly number[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

function buttonNames(component: AnyComponent): readonly string[] {
  const label = component.label ?? '';
  const emoji = component.emoji?.name ?? '';
  return [label, emoji, `${emoji} ${label}`.trim()].filter((name) => name !== '');
}

function chosenValues(
  select: AnyComponent,
  values: readonly string[],
  resolve: ResolveName,
): readonly string[] {
  const least = select.min_values ?? 1;
  const most = select.max_values ?? 1;
  if (values.length < least || values.length > most) {
    throw new ClientRefusal(`${select.custom_id} takes ${least} to ${most} values`);
  }
  return values.map((wanted) => {
    const found =
      select.type === ComponentType.StringSelect
        ? select.options?.find((option) => option.value === wanted || option.label === wanted)
            ?.value
        : resolve(
            optionTypes[select.type ?? 0] ?? ApplicationCommandOptionType.Mentionable,
            wanted,
          );
    if (found === undefined) {
      throw new ClientRefusal(`${select.custom_id} does not offer ${wanted}`);
    }
    return found;
  });
}

const optionTypes: Readonly<Record<number, ApplicationCommandOptionType>> = {
  [ComponentType.UserSelect]: ApplicationCommandOptionType.User,
  [ComponentType.RoleSelect]: ApplicationCommandOptionType.Role,
  [ComponentType.ChannelSelect]: ApplicationCommandOptionType.Channel,
};

function reactionActions(
  world: World,
  user: User,
): Actions<'react' | 'unreact' | 'clearReactions'> {
  return {
    react(ref, text, { burst = false } = {}) {
      const message = visibleMessage(world, user, ref);
      const channel = visibleChannel(world, user, { id: message.channelId });
      if (message.ephemeralTo !== undefined || channel.thread?.archived === true) {
        throw new ClientRefusal('Nobody can react to that message');
      }
      const emoji = readEmoji(text);
      if (![...message.reactions.keys()].includes(text)) {
        requirePermission(world, channel, user, 'AddReactions');
      }
      addReaction(world, message, user.id, emoji, burst);
    },
    unreact(ref, text, { burst = false } = {}) {
      removeReaction(world, visibleMessage(world, user, ref), user.id, readEmoji(text), burst);
    },
    clearReactions(ref, text) {
      const message = visibleMessage(world, user, ref);
      requirePermission(world, findChannel(world, message.channelId), user, 'ManageMessages');
      clearReactions(world, message, text === undefined ? undefined : readEmoji(text));
    },
  };
}

function messageActions(
  world: World,
  user: User,
): Actions<'send' | 'edit' | 'deleteMessage' | 'sees'> {
  const mentionsIn = (text: string): Message['mentions'] => {
    const { users, roles, everyone } = resolveMentions(text, { parse: ['users', 'roles'] });
    return { users, roles, everyone };
  };
  return {
    send(channelRef, content, { replyTo } = {}) {
      const channel = visibleChannel(world, user, channelRef);
      if (channel.guildId !== undefined) {
        const inThread = channel.thread !== undefined;
        requirePermission(
          world,
          channel,
          user,
          inThread ? 'SendMessagesInThreads' : 'SendMessages',
        );
      }
      const reference =
        replyTo === undefined
          ? {}
          : {
              type: MessageType.Reply,
              reference: { type: 0, message_id: replyTo.id, channel_id: replyTo.channel_id },
            };
      return presentMessage(
        world,
        createMessage(world, channel, {
          authorId: user.id,
          content,
          mentions: mentionsIn(content),
          ...reference,
        }),
      );
    },
    edit(ref, content) {
      const message = visibleMessage(world, user, ref);
      if (message.authorId !== user.id) {
        throw new ClientRefusal("One cannot edit another's message");
      }
      return presentMessage(
        world,
        editMessage(world, message, { content, mentions: mentionsIn(content) }),
      );
    },
    deleteMessage(ref) {
      const message = visibleMessage(world, user, ref);
      if (message.authorId !== user.id && message.ephemeralTo !== user.id) {
        requirePermission(world, findChannel(world, message.channelId), user, 'ManageMessages');
      }
      deleteMessage(world, message);
    },
    sees: (channelRef) =>
      [...visibleChannel(world, user, channelRef).messages.values()]
        .filter(({ ephemeralTo }) => ephemeralTo === undefined || ephemeralTo === user.id)
        .map((message) => presentMessage(world, message)),
  };
}

function channelActions(
  world: World,
  user: User,
): Actions<'startThread' | 'archiveThread' | 'deleteChannel' | 'dm' | 'closeDms'> {
  return {
    startThread(channelRef, name, from) {
      const channel = visibleChannel(world, user, channelRef);
      requirePermission(world, channel, user, 'CreatePublicThreads');
      return createThread(world, channel, {
        name,
        ownerId: user.id,
        from: from === undefined ? undefined : visibleMessage(world, user, from),
      });
    },
    archiveThread(threadRef, archived = true) {
      changeThread(world, visibleChannel(world, user, threadRef), { archived });
    },
    deleteChannel(channelRef) {
      const channel = visibleChannel(world, user, channelRef);
      const inThread = channel.thread !== undefined;
      requirePermission(world, channel, user, inThread ? 'ManageThreads' : 'ManageChannels');
      deleteChannel(world, channel);
    },
    dm: () => directChannel(world, user.id),
    closeDms(closed = true) {
      user.closedDms = closed;
      world.changed();
    },
  };
}

function visibleChannel(world: World, user: User, ref: ChannelRef): Channel {
  const channel = findChannel(world, ref);
  if (!may(world, channel, user.id, 'ViewChannel')) {
    throw new ClientRefusal(`${user.username} does not see ${channel.name}`);
  }
  return channel;
}

function visibleMessage(world: World, user: User, ref: MessageRef): Message {
  const message = visibleChannel(world, user, { id: ref.channel_id }).messages.get(ref.id);
  if (message === undefined) {
    throw new ClientRefusal('That message is gone');
  }
  if (message.ephemeralTo !== undefined && message.ephemeralTo !== user.id) {
    throw new ClientRefusal('Only somebody else sees that message');
  }
  return message;
}

function requirePermission(
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
function namesIn(world: World, channel: Channel): ResolveName {
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

function idsIn(options: readonly SentOption[]): readonly string[] {
  const types: readonly number[] = [
    ApplicationCommandOptionType.User,
    ApplicationCommandOptionType.Role,
    ApplicationCommandOptionType.Channel,
    ApplicationCommandOptionType.Mentionable,
  ];
  return options.flatMap((option) => [
    ...(types.includes(option.type) ? [String(option.value)] : []),
    ...idsIn(option.options ?? []),
  ]);
}

function interactionOf(world: World, handle: InteractionHandle): Interaction {
  const interaction = world.interactions.get(handle.token);
  if (interaction === undefined) {
    throw new Error(`There is no interaction ${handle.id}`);
  }
  return interaction;
}
