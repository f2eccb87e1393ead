import {
  type APIApplicationCommand,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionType,
} from 'discord-api-types/v10';
import { keepFile } from '../../world/changes/files.ts';
import type { Channel, User } from '../../world/entities.ts';
import { findChannel } from '../../world/find-channel.ts';
import { presentMessage } from '../../world/present/present.ts';
import type { World } from '../../world/world.ts';
import { type SentOption, sentOptions } from '../command-options.ts';
import type { InteractionHandle } from '../interaction-handle.ts';
import { resolvedEntities } from '../interaction-payload.ts';
import { type ChannelRef, ClientRefusal, type OptionValues, type Upload } from '../person.ts';
import { findCommand, visibleCommands } from '../visible-commands.ts';
import { type Actions, namesIn, start, visibleChannel, visibleMessage } from './client-session.ts';

/** Commands of all three kinds, and what is offered while one types. */
export function commandActions(
  world: World,
  user: User,
): Actions<'commands' | 'runCommand' | 'autocomplete' | 'runMessageCommand'> {
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

  function upload({ name, content, contentType = 'text/plain' }: Upload): string {
    return keepFile(world, { name, contentType, bytes: Buffer.from(content) }).id;
  }

  /** Runs a command of a message's or a person's menu. */
  function runOn(
    channel: Channel,
    { id, name, type }: APIApplicationCommand,
    target: string,
    resolved: object,
  ): InteractionHandle {
    return start(world, user, {
      type: InteractionType.ApplicationCommand,
      channel,
      commandName: name,
      payload: { data: { id, name, type, target_id: target, resolved } },
    });
  }

  function sendCommand(
    type: InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete,
    channelRef: ChannelRef,
    name: string,
    options: OptionValues,
    typing?: { option: string; typed: string },
  ): InteractionHandle {
    const { channel, found, path } = command(channelRef, name, ApplicationCommandType.ChatInput);
    const resolve = namesIn(world, channel);
    const sent = sentOptions(found, path, options, { resolve, upload }, typing);
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
      const messages = { [message.id]: presentMessage(world, message) };
      return runOn(channel, found, message.id, { messages });
    },
  };
}

function idsIn(options: readonly SentOption[]): readonly string[] {
  const types: readonly number[] = [
    ApplicationCommandOptionType.User,
    ApplicationCommandOptionType.Role,
    ApplicationCommandOptionType.Channel,
    ApplicationCommandOptionType.Mentionable,
    ApplicationCommandOptionType.Attachment,
  ];
  return options.flatMap((option) => [
    ...(types.includes(option.type) ? [String(option.value)] : []),
    ...idsIn(option.options ?? []),
  ]);
}
