/** A stretch of text. A plain string is shown as it is written, whatever signs are in it. */
export type Span =
  | string
  | { readonly bold: string }
  | { readonly italic: string }
  | { readonly code: string }
  | { readonly link: string; readonly to: string; readonly bold?: boolean }
  /** A moment in the reader's own zone and words. */
  | { readonly time: Date; readonly as: 'relative' | 'date' | 'time' | 'full' }
  /** A slash command to click, with its subcommand: `saved list`. */
  | { readonly command: string }
  /** A person, channel or role by name, without a ping. */
  | { readonly person: string }
  | { readonly channel: string }
  | { readonly role: string }
  /** An emoji as Discord writes it: a character, or `<:name:id>`. */
  | { readonly emoji: string };

/** One line. Plain text in it may hold line breaks; they stay. */
export interface Line {
  readonly spans: readonly Span[];
  readonly as?: 'heading' | 'subheading' | 'small' | 'quote';
  /** May be cut to this many characters where the whole does not fit; never cut where absent. */
  readonly shrinkTo?: number;
  /** Says something as a whole: cut at the end of a clause only, or left out. One plain span. */
  readonly cutsAt?: 'clause';
}

/** A line of these spans. */
export function line(...spans: Span[]): Line {
  return { spans };
}

/** A line of small grey print. */
export function small(...spans: Span[]): Line {
  return { spans, as: 'small' };
}
