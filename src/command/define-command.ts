import type {
  APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Offprint } from '../offprint.ts';
import type { Form, Reply } from '../reply/reply.ts';
import type { Threads } from '../reply/threads.ts';

/** Who asked, where, when, and what they asked it of. Ids are Discord's snowflakes. */
export interface Call<Options = Record<never, never>> {
  readonly options: Options;
  readonly person: {
    readonly id: string;
    /** The name the server knows them by. */
    readonly name: string;
  };
  /** Whether they manage Offprint in this server, by Discord's rules for a manager's command. */
  manages(): Promise<boolean>;
  /** Absent in a direct message. */
  readonly server?: {
    readonly id: string;
    /** Whether its managers may import into the corpus, which is everybody's. */
    readonly isCurator: boolean;
    /** Whether this custom emoji is the server's own, and can be used now. */
    hasEmoji(id: string): Promise<boolean>;
  };
  readonly channel: { readonly id: string };
  readonly offprint: Offprint;
  readonly threads: Threads;
  readonly now: Date;
}

/** A file that somebody gave to a command. */
export interface GivenFile {
  /** As they called it; it says nothing about what is in it. */
  readonly name: string;
  /** Its size as Discord says. */
  readonly bytes: number;
  /** @throws {UserError} where it has more bytes than `most`, or Discord does not give it out. */
  read(most: number): Promise<Uint8Array>;
}

/** A message somebody ran a message command on. */
export interface TargetMessage {
  readonly id: string;
  readonly channelId: string;
  /** All text that it shows: its own, and that of embeds, components and what it forwards. */
  readonly content: string;
  readonly authorId: string;
}

/** What a button, menu or form brings besides its arguments. */
export interface ActionCall extends Call {
  /** The message that carries the component. */
  readonly message?: { readonly id: string; readonly channelId: string };
  /** What was chosen in a select. */
  readonly values: readonly string[];
  /** What was filled in, by field name. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A suggestion of autocomplete. */
export interface Choice {
  /** Shown; the router cuts it to 100 characters on a word. */
  readonly name: string;
  /** At most 100 characters. */
  readonly value: string;
}

/** The option somebody is typing in, and what they have typed. */
export interface Focused {
  readonly name: string;
  readonly typed: string;
}

/**
 * `update` changes the message pressed (private lists only), `private` answers the presser alone,
 * `shared` answers in the channel, `modal` opens a form and is never deferred.
 */
export type Action = ForWhom &
  (
    | {
        readonly answers: 'update' | 'private' | 'shared';
        run(call: ActionCall, args: readonly string[]): Promise<Reply>;
      }
    | {
        readonly answers: 'modal';
        run(call: ActionCall, args: readonly string[]): Promise<Form>;
      }
  );

/** Actions of a manager's command are for managers, as the command is, unless they say otherwise. */
interface ForWhom {
  readonly forEverybody?: true;
}

/** Who sees an answer: the person who asked, or the channel. */
export type Visibility = 'private' | 'shared';

type OptionValue<Type> = Type extends ApplicationCommandOptionType.Boolean
  ? boolean
  : Type extends ApplicationCommandOptionType.Integer | ApplicationCommandOptionType.Number
    ? number
    : Type extends ApplicationCommandOptionType.Attachment
      ? GivenFile
      : string;

type Declared = { readonly name: string; readonly type: ApplicationCommandOptionType };
type RequiredIn<List extends readonly Declared[]> = Extract<List[number], { required: true }>;
type OptionalIn<List extends readonly Declared[]> = Exclude<List[number], { required: true }>;

/** The options a declaration promises: name to value, optional unless required. */
export type OptionsIn<Data> = Data extends {
  readonly options: infer List extends readonly Declared[];
}
  ? { readonly [Option in RequiredIn<List> as Option['name']]: OptionValue<Option['type']> } & {
      readonly [Option in OptionalIn<List> as Option['name']]?: OptionValue<Option['type']>;
    }
  : Record<never, never>;

/** What a slash command, or one of its subcommands, does. */
export interface Handler<Data> {
  readonly data: Data;
  /** Read before `run`: what a deferral fixes cannot be decided later. */
  visibility(options: OptionsIn<Data>): Visibility;
  autocomplete?(call: Call<Partial<OptionsIn<Data>>>, focused: Focused): Promise<readonly Choice[]>;
  run(call: Call<OptionsIn<Data>>): Promise<Reply>;
}

type ReadonlyDeep<T> = { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> };

/** The declaration of a slash command, as Discord defines it. */
export type SlashData = ReadonlyDeep<RESTPostAPIChatInputApplicationCommandsJSONBody>;
/** The declaration of a subcommand, as Discord defines it. */
export type SubcommandData = ReadonlyDeep<APIApplicationCommandSubcommandOption>;
/** The declaration of a message command, as Discord defines it. */
export type MessageData = ReadonlyDeep<RESTPostAPIContextMenuApplicationCommandsJSONBody>;

/** A handler whose option types are forgotten: the router passes it what Discord sent. */
// biome-ignore lint/suspicious/noExplicitAny: handlers with different options have no narrower common type.
export type AnyHandler = Handler<any>;

/** A command of any kind, as the router finds it under its name. */
export interface Command {
  readonly data: SlashData | MessageData;
  readonly handler?: AnyHandler;
  /** By subcommand name. */
  readonly subcommands?: Readonly<Record<string, AnyHandler>>;
  readonly onMessage?: {
    readonly visibility: Visibility;
    run(call: Call, message: TargetMessage): Promise<Reply>;
  };
  readonly actions?: Readonly<Record<string, Action>>;
}

type Actions = { readonly actions?: Readonly<Record<string, Action>> };

/**
 * A slash command: Discord's own JSON for a declaration, and what it does. Option types follow from
 * the declaration.
 * @example
 * export default defineCommand({
 *   data: { name: 'hello', description: 'Says hello' },
 *   visibility: () => 'private',
 *   run: async ({ person }) => notice(`Hello, ${person.name}.`),
 * });
 */
export function defineCommand<const Data extends SlashData>(
  definition: Handler<Data> & Actions,
): Command {
  const { data, actions } = definition;
  return { data, handler: definition, ...(actions && { actions }) };
}

/** A subcommand; its declaration is the subcommand's option. */
export function defineSubcommand<const Data extends SubcommandData>(
  handler: Handler<Data>,
): AnyHandler {
  return handler;
}

/** A slash command made of subcommands, whose declarations become its options. */
export function defineCommandGroup(
  definition: { readonly data: SlashData; readonly subcommands: readonly AnyHandler[] } & Actions,
): Command {
  const { data, subcommands, actions } = definition;
  return {
    data: { ...data, options: subcommands.map((handler) => handler.data) },
    subcommands: Object.fromEntries(subcommands.map((handler) => [handler.data.name, handler])),
    ...(actions && { actions }),
  };
}

/** A command in a message's own menu. */
export function defineMessageCommand(
  definition: { readonly data: MessageData } & Required<Command>['onMessage'] & Actions,
): Command {
  const { data, actions } = definition;
  return { data, onMessage: definition, ...(actions && { actions }) };
}
