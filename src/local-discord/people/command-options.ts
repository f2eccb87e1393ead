import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';
import { ClientRefusal, type OptionValue, type OptionValues, type Upload } from './person.ts';

/** A value as an interaction carries it: files, people and places by their ids. */
export type SentValue = Exclude<OptionValue, Upload>;

/** An option as an interaction carries it. */
export interface SentOption {
  readonly name: string;
  readonly type: ApplicationCommandOptionType;
  readonly value?: SentValue;
  readonly focused?: boolean;
  readonly options?: readonly SentOption[];
}

/** What is being typed while the bot is asked for choices. */
export interface Typing {
  readonly option: string;
  readonly typed: string;
}

/** Turns a name (user, channel, role) or an id into an id, or undefined where there is none. */
export type ResolveName = (type: ApplicationCommandOptionType, name: string) => string | undefined;

/** Keeps a file. @returns its id. */
export type KeepUpload = (file: Upload) => string;

const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType;

/** What `saved list` asks for: the options of the command or of its subcommand. */
export function basicOptions(
  command: APIApplicationCommand,
  path: readonly string[],
): readonly APIApplicationCommandBasicOption[] {
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  for (const step of path) {
    const next = options.find((option) => option.name === step);
    if (next?.type !== Subcommand && next?.type !== SubcommandGroup) {
      throw new ClientRefusal(`/${command.name} has no subcommand ${step}`);
    }
    options = next.options ?? [];
  }
  if (options.some((option) => option.type === Subcommand || option.type === SubcommandGroup)) {
    throw new ClientRefusal(`/${[command.name, ...path].join(' ')} needs a subcommand`);
  }
  return options as readonly APIApplicationCommandBasicOption[];
}

/** The options of an interaction, checked as Discord's client checks them before it sends. */
export function sentOptions(
  command: APIApplicationCommand,
  path: readonly string[],
  values: OptionValues,
  { resolve, upload }: { readonly resolve: ResolveName; readonly upload: KeepUpload },
  typing?: Typing,
): readonly SentOption[] {
  const options = basicOptions(command, path);
  for (const name of Object.keys(values)) {
    if (!options.some((option) => option.name === name)) {
      throw new ClientRefusal(`/${[command.name, ...path].join(' ')} has no option ${name}`);
    }
  }
  const sent = options.flatMap((option): readonly SentOption[] => {
    if (typing?.option === option.name) {
      const isNumber =
        option.type === ApplicationCommandOptionType.Integer ||
        option.type === ApplicationCommandOptionType.Number;
      // A number half typed goes out as it is: Discord sends text that may not be a number yet.
      const value =
        isNumber && typing.typed !== '' && !Number.isNaN(Number(typing.typed))
          ? Number(typing.typed)
          : typing.typed;
      return [{ name: option.name, type: option.type, value, focused: true }];
    }
    const value = values[option.name];
    if (value === undefined) {
      if (option.required === true && typing === undefined) {
        throw new ClientRefusal(`The option ${option.name} is required`);
      }
      return [];
    }
    const sentValue =
      option.type === ApplicationCommandOptionType.Attachment
        ? checkedFile(option, value, upload)
        : checkedValue(option, value, resolve);
    return [{ name: option.name, type: option.type, value: sentValue }];
  });
  return nested(command, path, sent);
}

/** Wraps the options in their subcommand and its group. */
function nested(
  command: APIApplicationCommand,
  path: readonly string[],
  options: readonly SentOption[],
): readonly SentOption[] {
  let level: readonly APIApplicationCommandOption[] = command.options ?? [];
  const types = path.map((step) => {
    const option = level.find((candidate) => candidate.name === step);
    level = option !== undefined && 'options' in option ? (option.options ?? []) : [];
    return { name: step, type: option?.type ?? Subcommand };
  });
  return types.reduceRight<readonly SentOption[]>(
    (inner, step) => [{ ...step, options: inner }],
    options,
  );
}

function checkedFile(
  { name }: { readonly name: string },
  value: OptionValue,
  upload: KeepUpload,
): string {
  if (typeof value !== 'object') {
    throw new ClientRefusal(`${name} is a file`);
  }
  return upload(value);
}

function checkedValue(
  option: APIApplicationCommandBasicOption,
  value: OptionValue,
  resolve: ResolveName,
): SentValue {
  if (option.type === ApplicationCommandOptionType.String) {
    return checkedText(option, value);
  }
  if (
    option.type === ApplicationCommandOptionType.Integer ||
    option.type === ApplicationCommandOptionType.Number
  ) {
    return checkedNumber(option, value);
  }
  if (option.type === ApplicationCommandOptionType.Boolean) {
    if (typeof value !== 'boolean') {
      throw new ClientRefusal(`${option.name} is true or false`);
    }
    return value;
  }
  const id = typeof value === 'object' ? undefined : resolve(option.type, String(value));
  if (id === undefined) {
    throw new ClientRefusal(
      `${option.name}: nobody and nothing here is called ${JSON.stringify(value)}`,
    );
  }
  return id;
}

function checkedText(
  option: Extract<APIApplicationCommandBasicOption, { type: ApplicationCommandOptionType.String }>,
  value: OptionValue,
): string {
  // Discord's client sends a text option without the blanks around it, and none that is blank.
  const text = typeof value === 'string' ? value.trim() : '';
  const least = Math.max(1, option.min_length ?? 1);
  const most = option.max_length ?? 6_000;
  if (text.length < least || text.length > most) {
    throw new ClientRefusal(`${option.name} has ${least} to ${most} characters`);
  }
  return checkedChoice(option, text);
}

function checkedNumber(
  option: Extract<
    APIApplicationCommandBasicOption,
    { type: ApplicationCommandOptionType.Integer | ApplicationCommandOptionType.Number }
  >,
  value: OptionValue,
): number {
  const whole = option.type === ApplicationCommandOptionType.Integer;
  if (typeof value !== 'number' || (whole && !Number.isInteger(value))) {
    throw new ClientRefusal(`${option.name} is a ${whole ? 'whole ' : ''}number`);
  }
  if (value < (option.min_value ?? -Infinity) || value > (option.max_value ?? Infinity)) {
    throw new ClientRefusal(`${option.name} is out of range`);
  }
  return checkedChoice(option, value);
}

/** Choices written into the command bind; an autocomplete's do not. */
function checkedChoice<T extends string | number>(
  option: { readonly name: string } & object,
  value: T,
): T {
  const choices =
    'choices' in option
      ? (option.choices as readonly { name: string; value: string | number }[] | undefined)
      : undefined;
  if (choices === undefined || choices.length === 0) {
    return value;
  }
  const chosen = choices.find((choice) => choice.value === value || choice.name === value);
  if (chosen === undefined) {
    throw new ClientRefusal(
      `${option.name} is one of: ${choices.map(({ name }) => name).join(', ')}`,
    );
  }
  return chosen.value as T;
}
