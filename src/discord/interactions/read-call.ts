import {
  type AnySelectMenuInteraction,
  type AutocompleteInteraction,
  type BaseInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  ComponentType,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { ActionCall, Call, GivenFile } from '../../command/define-command.ts';
import type { Offprint } from '../../offprint.ts';
import type { Threads } from '../../reply/threads.ts';
import { hasEmoji } from './has-emoji.ts';
import type { Manages } from './manager-check.ts';
import { readGivenFile } from './read-given-file.ts';

/** What every call brings along, whoever asks. */
export interface CallContext {
  readonly offprint: Offprint;
  readonly threads: Threads;
  readonly manages: Manages;
  /** Whether the managers of a server may import. */
  readonly isCurator: (server: string) => boolean;
}

/** The call without its options: who, where, when. */
export function readAsker(
  interaction: BaseInteraction,
  { offprint, threads, manages, isCurator }: CallContext,
): Call {
  const { client, user, member, guildId, channelId } = interaction;
  const nick = member && 'displayName' in member ? member.displayName : member?.nick;
  return {
    options: {},
    person: {
      id: user.id,
      name: nick ?? user.displayName,
    },
    manages: () => manages(interaction),
    ...(guildId && {
      server: {
        id: guildId,
        isCurator: isCurator(guildId),
        hasEmoji: (emoji: string) => hasEmoji(client, guildId, emoji),
      },
    }),
    channel: { id: channelId ?? user.id },
    offprint,
    threads,
    now: offprint.clock.now(),
  };
}

/** Options as Discord sends them, by name. */
export type OptionValues = Readonly<Record<string, string | number | boolean | GivenFile>>;

/** The options as plain values by name; those of the subcommand where there is one. */
export function readOptions(
  interaction: ChatInputCommandInteraction | AutocompleteInteraction,
): OptionValues {
  return Object.fromEntries(
    leavesOf(interaction.options.data).flatMap(({ name, value, attachment }) => {
      const given = attachment ? readGivenFile(attachment) : value;
      return given === undefined ? [] : [[name, given]];
    }),
  );
}

function leavesOf(options: readonly CommandInteractionOption[]): CommandInteractionOption[] {
  return options.flatMap((option) => (option.options ? leavesOf(option.options) : [option]));
}

/** A press, a choice or a filled form. */
export function readActionCall(
  interaction: ButtonInteraction | AnySelectMenuInteraction | ModalSubmitInteraction,
  context: CallContext,
): ActionCall {
  const { message } = interaction;
  return {
    ...readAsker(interaction, context),
    ...(message && { message: { id: message.id, channelId: message.channelId } }),
    values: 'values' in interaction ? interaction.values : [],
    fields: interaction.isModalSubmit() ? readFields(interaction) : {},
  };
}

function readFields(interaction: ModalSubmitInteraction): Record<string, string> {
  const inputs = interaction.fields.fields.filter(({ type }) => type === ComponentType.TextInput);
  return Object.fromEntries(
    inputs.map((input) => [input.customId, 'value' in input ? String(input.value) : '']),
  );
}
