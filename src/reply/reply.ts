import type { PaperId } from '../corpus/paper.ts';
import type { Line } from './markup.ts';

/** What a press leads to: an action of a command, with arguments short enough for a custom id. */
export interface ActionRef {
  /** The command the action belongs to; the answering command by default. */
  readonly command?: string;
  readonly action: string;
  /** None of them holds a `:`. Longer things are kept as a view, and its key is passed. */
  readonly args?: readonly string[];
}

/** A button: an action of the bot's, or a link. */
export type Button =
  | {
      readonly label: string;
      readonly press: ActionRef;
      readonly style?: 'primary' | 'secondary' | 'success' | 'danger';
      readonly emoji?: string;
      readonly disabled?: boolean;
    }
  | { readonly label: string; readonly url: string };

/** One choice of a menu. */
export interface SelectOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly chosen?: boolean;
}

/** A menu: of these options, or of what the server has. */
export interface Select {
  readonly kind: 'select';
  readonly of: readonly SelectOption[] | 'channels' | 'roles' | 'people';
  readonly press: ActionRef;
  readonly placeholder: string;
  /** Fewest and most that may be chosen; 1 and 1 by default. */
  readonly least?: number;
  readonly most?: number;
  readonly disabled?: boolean;
}

/** A few lines, read as one piece. */
export interface TextBlock {
  readonly kind: 'text';
  readonly lines: readonly Line[];
  /** A small picture next to them, by its address on the web. */
  readonly thumbnail?: { readonly url: string; readonly alt: string };
}

/** Lines with one button next to them. */
export interface Section {
  readonly kind: 'section';
  readonly lines: readonly Line[];
  readonly button: Button;
}

/** A picture with its alternative text. */
export interface Picture {
  readonly kind: 'picture';
  /** The name of one of the reply's files. */
  readonly file: string;
  /** The same facts in words, for those who do not see the picture. */
  readonly alt: string;
}

/** A part of a reply, shown below the one before. */
export type Block =
  | TextBlock
  | Section
  | Picture
  | Select
  | { readonly kind: 'separator' }
  /** A row of one to five buttons. */
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  /** A file to take away, by its name. */
  | { readonly kind: 'file'; readonly file: string };

/** A file that is sent along. */
export interface ReplyFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** What the bot says, in no client's terms. */
export interface Reply {
  readonly blocks: readonly Block[];
  readonly files?: readonly ReplyFile[];
  /** True: drawn in a frame of its own. */
  readonly framed?: boolean;
  /** The papers it shows, in order: what 1️⃣, 2️⃣ … and 🔖 on the message mean. */
  readonly papers?: readonly PaperId[];
}

/** A form asked for in a dialogue. */
export interface Form {
  readonly title: string;
  /** The action that takes what was filled in. */
  readonly submit: ActionRef;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly description?: string;
    readonly value?: string;
    readonly placeholder?: string;
    readonly long?: boolean;
    readonly required?: boolean;
    readonly maxLength?: number;
  }[];
}
