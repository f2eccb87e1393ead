import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIEmbed,
  APIMessage,
  APIMessageTopLevelComponent,
  APIUser,
} from 'discord-api-types/v10';
import type { InteractionHandle } from './interaction-handle.ts';

/** A channel, thread or direct message: its handle, its id, or its name (`papers`, `#papers`, `Guild/papers`). */
export type ChannelRef = string | { readonly id: string };

/** Any message: what `messages()` and the handles give is one. */
export interface MessageRef {
  readonly id: string;
  readonly channel_id: string;
}

/** What goes along with a message besides its text; embeds and components are those of an app. */
export interface SendOptions {
  readonly replyTo?: MessageRef;
  readonly forward?: MessageRef;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIMessageTopLevelComponent[];
}

/** A file that somebody sends along. */
export interface Upload {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** text/plain by default. */
  readonly contentType?: string;
}

/** The value of one option of a command. */
export type OptionValue = string | number | boolean | Upload;

/** Options by name. Users, channels and roles are given by id or by name. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** What was put into a modal, by custom id or label; selects, files and groups take lists. */
export type ModalValues = Readonly<Record<string, string | boolean | readonly string[]>>;

/**
 * Somebody at a Discord client. What the client would not let them do (an unknown command, a missing
 * required option, a disabled button, a message that they cannot see) throws a `ClientRefusal`.
 */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly user: APIUser;

  /** The commands that this person can pick here. */
  commands(channel: ChannelRef): readonly APIApplicationCommand[];
  /** `name` with its subcommand: `search`, `saved list`, `digest setup`. */
  runCommand(channel: ChannelRef, name: string, options?: OptionValues): InteractionHandle;
  /** What the bot offers while `typed` is in the option; `others` are already filled in. */
  autocomplete(
    channel: ChannelRef,
    name: string,
    option: string,
    typed: string,
    others?: OptionValues,
  ): Promise<readonly APIApplicationCommandOptionChoice[]>;
  /** A message command (Apps menu on a message). */
  runMessageCommand(message: MessageRef, name: string): InteractionHandle;
  /** A button by its label or custom id; `nth` where several carry the same label, from 0. */
  press(message: MessageRef, labelOrCustomId: string, nth?: number): InteractionHandle;
  /** A select by its custom id or placeholder; values by value or label (ids or names of people). */
  choose(message: MessageRef, select: string, values: readonly string[]): InteractionHandle;
  /** Sends off the modal that this interaction opened, once it is there. */
  submitModal(opened: InteractionHandle, values?: ModalValues): Promise<InteractionHandle>;

  /** The emoji is a character or `name:id`; `burst` makes it a super reaction. */
  react(message: MessageRef, emoji: string, options?: { readonly burst?: boolean }): void;
  unreact(message: MessageRef, emoji: string, options?: { readonly burst?: boolean }): void;
  /** As a moderator: all reactions, or all of one emoji. */
  clearReactions(message: MessageRef, emoji?: string): void;

  send(channel: ChannelRef, content: string, options?: SendOptions): APIMessage;
  edit(message: MessageRef, content: string): APIMessage;
  deleteMessage(message: MessageRef): void;
  startThread(channel: ChannelRef, name: string, from?: MessageRef): { readonly id: string };
  archiveThread(thread: ChannelRef, archived?: boolean): void;
  deleteChannel(channel: ChannelRef): void;
  /** The direct messages of this person with the bot. */
  dm(): { readonly id: string };
  /** Whether the bot may write to this person (error 50007). */
  closeDms(closed?: boolean): void;

  /** The messages of a channel that this person sees, oldest first: other people's ephemerals are not. */
  sees(channel: ChannelRef): readonly APIMessage[];
}

/** What Discord's client would not let this person do, as a sentence. */
export class ClientRefusal extends Error {
  override name = 'ClientRefusal';
}
