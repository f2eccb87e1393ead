import type { APIApplicationCommand, APIApplicationCommandOption } from 'discord-api-types/v10';
import type { PageChoice } from '../page-view.ts';

/** A command or subcommand that can be run: `saved list` and what it asks for. */
export interface Runnable {
  readonly name: string;
  readonly description: string;
  readonly options: readonly BarOption[];
}

/** An option as the command bar asks for it. */
export interface BarOption {
  readonly name: string;
  readonly description: string;
  readonly type: number;
  readonly required: boolean;
  readonly autocomplete: boolean;
  readonly choices: readonly PageChoice[];
  readonly channelTypes: readonly number[] | undefined;
}

const subcommand = 1;
const subcommandGroup = 2;

/** The chat commands as they are typed: a command with subcommands is each of those. */
export function runnableCommands(commands: readonly APIApplicationCommand[]): readonly Runnable[] {
  return commands
    .filter((command) => command.type === 1)
    .flatMap((command) => runnablesOf(command.name, command.description, command.options ?? []));
}

function runnablesOf(
  name: string,
  description: string,
  options: readonly APIApplicationCommandOption[],
): readonly Runnable[] {
  const nested = options.filter(
    (option) => option.type === subcommand || option.type === subcommandGroup,
  );
  if (nested.length > 0) {
    return nested.flatMap((option) =>
      runnablesOf(
        `${name} ${option.name}`,
        option.description,
        'options' in option ? (option.options ?? []) : [],
      ),
    );
  }
  return [
    {
      name,
      description,
      options: options.map((option) => ({
        name: option.name,
        description: option.description,
        type: option.type,
        required: option.required ?? false,
        autocomplete: 'autocomplete' in option && option.autocomplete === true,
        choices: 'choices' in option ? (option.choices ?? []) : [],
        channelTypes: 'channel_types' in option ? option.channel_types : undefined,
      })),
    },
  ];
}
