import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import type { BodyFault } from './error-tree.ts';
import { limits } from './limits.ts';

interface Choice {
  readonly name: string;
  readonly value: string | number;
}

interface Option {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly Choice[];
  readonly options?: readonly Option[];
}

/** A command's body, once it has passed the schema. */
export interface CommandBody {
  readonly type?: number;
  readonly name: string;
  readonly description?: string | null;
  readonly options?: readonly Option[] | null;
}

type Path = readonly (string | number)[];

/** From the documentation of application command names. */
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const nesting: readonly number[] = [
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
];

/** Discord's rules for one command that its schema does not hold. */
export function checkCommand(command: CommandBody, path: Path = []): BodyFault[] {
  const chat = (command.type ?? 1) === ApplicationCommandType.ChatInput;
  const faults = chat ? checkName(command.name, path) : [];
  const description = command.description ?? '';
  if (chat && description === '') {
    faults.push({
      path: [...path, 'description'],
      code: 'BASE_TYPE_REQUIRED',
      message: 'This field is required',
    });
  }
  if (!chat && (description !== '' || (command.options ?? []).length > 0)) {
    faults.push({
      path: [...path, description === '' ? 'options' : 'description'],
      code: 'APPLICATION_COMMANDS_CONTEXT_MENU_NO_DESCRIPTION',
      message: 'Context menu commands cannot have description or options',
    });
  }
  faults.push(...checkOptions(command.options ?? [], [...path, 'options'], 0));
  if (characters(command) > limits.commandCharacters) {
    faults.push({
      path,
      code: 'APPLICATION_COMMAND_TOO_LARGE',
      message: `Command exceeds maximum size (${limits.commandCharacters})`,
    });
  }
  return faults;
}

/** The rules for a whole list: each name once for each type, and not too many. */
export function checkCommandList(commands: readonly CommandBody[]): BodyFault[] {
  const faults = commands.flatMap((command, index) => checkCommand(command, [index]));
  const seen = new Set<string>();
  const counts = new Map<number, number>();
  for (const [index, command] of commands.entries()) {
    const type = command.type ?? 1;
    counts.set(type, (counts.get(type) ?? 0) + 1);
    const key = `${type} ${command.name}`;
    if (seen.has(key)) {
      faults.push({
        path: [index],
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      });
    }
    seen.add(key);
  }
  for (const [type, most] of Object.entries(limits.commands)) {
    if ((counts.get(Number(type)) ?? 0) > most) {
      faults.push({
        path: [],
        code: 'BASE_TYPE_BAD_LENGTH',
        message: `Maximum number of application commands of type ${type} reached (${most})`,
      });
    }
  }
  return faults;
}

function checkName(name: string, path: Path): BodyFault[] {
  return namePattern.test(name) && name === name.toLowerCase()
    ? []
    : [
        {
          path: [...path, 'name'],
          code: 'APPLICATION_COMMAND_INVALID_NAME',
          message: 'Command name is invalid',
        },
      ];
}

function checkOptions(options: readonly Option[], path: Path, depth: number): BodyFault[] {
  const faults: BodyFault[] = [];
  const names = new Set<string>();
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const here = [...path, index];
    faults.push(...checkName(option.name, here));
    if (names.has(option.name)) {
      faults.push({
        path: here,
        code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        message: 'Option name already exists',
      });
    }
    names.add(option.name);
    if (option.required === true && optionalSeen) {
      faults.push({
        path: here,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      });
    }
    optionalSeen ||= option.required !== true;
    const nests = nesting.includes(option.type);
    const groupTooDeep = depth > 0 && option.type === ApplicationCommandOptionType.SubcommandGroup;
    if (groupTooDeep || (nests && depth > 1) || nests !== nesting.includes(options[0]?.type ?? 0)) {
      faults.push({
        path: here,
        code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        message:
          'Sub-command and sub-command group option types are mutually exclusive to all other types',
      });
    }
    faults.push(...checkChoices(option, here));
    faults.push(...checkOptions(option.options ?? [], [...here, 'options'], depth + 1));
  }
  return faults;
}

function checkChoices(option: Option, path: Path): BodyFault[] {
  const choices = option.choices ?? [];
  if (choices.length > 0 && option.autocomplete === true) {
    return [
      {
        path,
        code: 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
        message: 'Choices cannot be present when autocomplete is true',
      },
    ];
  }
  const unique = new Set(choices.map((choice) => choice.name));
  return unique.size === choices.length
    ? []
    : [
        {
          path: [...path, 'choices'],
          code: 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
          message: 'Option choice name already exists',
        },
      ];
}

/** Names, descriptions and values together, as Discord counts them. */
function characters(part: CommandBody | Option): number {
  const own = part.name.length + (part.description ?? '').length;
  const choices = 'choices' in part ? (part.choices ?? []) : [];
  return (
    own +
    choices.reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0) +
    (part.options ?? []).reduce((sum, option) => sum + characters(option), 0)
  );
}
