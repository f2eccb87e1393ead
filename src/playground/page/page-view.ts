import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';

/** Discord markdown as a tree: the page makes elements of it, never HTML out of text. */
export type MarkdownNode =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind:
        | 'span'
        | 'strong'
        | 'em'
        | 'underline'
        | 'strike'
        | 'spoiler'
        | 'subtext'
        | 'quote'
        | 'item';
      readonly children: readonly MarkdownNode[];
    }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'code' | 'code-block'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'link'; readonly target: string; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'mention'; readonly text: string; readonly channel?: string }
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'time'; readonly seconds: number; readonly style: string };

/** A person as the page shows them. */
export interface PagePerson {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
}

/** A channel as the page shows it. */
export interface PageChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'text' | 'announcement' | 'thread' | 'direct';
  readonly archived: boolean;
  /** Something was written that this person has not seen. */
  readonly isUnread: boolean;
}

/** A server as the page shows it. */
export interface PageGuild {
  /** `@me` for direct messages. */
  readonly id: string;
  readonly name: string;
  readonly channels: readonly PageChannel[];
}

/** A message as the page shows it. */
export interface PageMessage {
  readonly message: APIMessage;
  /** Only this person sees it. */
  readonly ephemeral: boolean;
  readonly thinking: boolean;
  /** "ada used /search", where that is how it came. */
  readonly usedBy: string | undefined;
  /** Its author and the start of the message that it replies to. */
  readonly repliesTo: string | undefined;
  /** Emoji that this person put on it. */
  readonly mine: readonly string[];
  /** The message that the thread shown began with. */
  readonly isStarter: boolean;
}

/** What a select of people, roles or channels offers. */
export interface PageSelectable {
  readonly label: string;
  readonly value: string;
}

/** The world's time, and how it can be moved. */
export interface PageTime {
  /** Milliseconds by which it is ahead of the machine's, or behind it where negative. */
  readonly ahead: number;
  /** Whether the page can move it. */
  readonly isMovable: boolean;
  /** In a replay, the day of the page that comes next: `2025-08-29`; `none` after the last. */
  readonly replay: string | undefined;
  /** Nothing happened here yet, so a replay can be opened in its place. */
  readonly canReplay: boolean;
}

/** All that the page shows to one person in one channel. */
export interface PageView {
  readonly people: readonly PagePerson[];
  readonly person: PagePerson;
  readonly bot: { readonly name: string; readonly connected: boolean };
  readonly guilds: readonly PageGuild[];
  readonly channel: PageChannel;
  readonly time: PageTime;
  readonly messages: readonly PageMessage[];
  readonly hasOlder: boolean;
  readonly selectable: {
    readonly people: readonly PageSelectable[];
    readonly roles: readonly PageSelectable[];
    /** With Discord's number of the kind of channel. */
    readonly channels: readonly (PageSelectable & { readonly type: number })[];
  };
  /** Whether this person may delete others' messages here. */
  readonly managesMessages: boolean;
  readonly commands: readonly APIApplicationCommand[];
  /** The trees of every text in `messages`, by the text. */
  readonly markdown: Readonly<Record<string, readonly MarkdownNode[]>>;
  /** What the bot did that it should not, as sentences. */
  readonly violations: readonly string[];
}

/** A file that was chosen for an option. */
export interface PageFile {
  readonly name: string;
  /** Its bytes in base64. */
  readonly base64: string;
}

/** What the page asks for in a person's name. */
export type PageAction =
  | {
      readonly kind: 'run';
      readonly channel: string;
      readonly name: string;
      readonly options: Readonly<Record<string, string | PageFile>>;
    }
  | {
      readonly kind: 'suggest';
      readonly channel: string;
      readonly name: string;
      readonly option: string;
      readonly typed: string;
      readonly options: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'menu';
      readonly channel: string;
      readonly message: string;
      readonly name: string;
    }
  | {
      readonly kind: 'press';
      readonly channel: string;
      readonly message: string;
      readonly customId: string;
    }
  | {
      readonly kind: 'choose';
      readonly channel: string;
      readonly message: string;
      readonly customId: string;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'submit';
      readonly modal: string;
      readonly values: Readonly<Record<string, string | boolean | readonly string[]>>;
    }
  | {
      readonly kind: 'react';
      readonly channel: string;
      readonly message: string;
      readonly emoji: string;
      readonly on: boolean;
      readonly burst: boolean;
    }
  | { readonly kind: 'send'; readonly channel: string; readonly text: string }
  | { readonly kind: 'delete'; readonly channel: string; readonly message: string }
  | { readonly kind: 'move-time'; readonly move: 'page' | 'hour' | 'day' }
  | { readonly kind: 'start-replay' };

/** A form as the page shows it. */
export interface PageModal {
  /** Given back in `submit`. */
  readonly id: string;
  readonly title: string;
  readonly components: readonly object[];
}

/** A suggestion of autocomplete as the page shows it. */
export interface PageChoice {
  readonly name: string;
  readonly value: string | number;
}

/** What came of an action: refused with a sentence, or done, with what the bot opened or offered. */
export type PageAnswer =
  | { readonly error: string }
  | { readonly modal: PageModal }
  | { readonly choices: readonly PageChoice[] }
  | { readonly done: true };
