declare const asItCame: unique symbol;

/**
 * A text as a page or a record brought it: it may hold LaTeX, markup or characters that hide text.
 * Not a string to the compiler, so that it cannot be shown by mistake; `corpus/` and `store/` alone
 * read it. In JSON it is the string that it is.
 */
export interface RawText {
  readonly [asItCame]: true;
}

/** Marks a text as raw. */
export function rawText(text: string): RawText {
  return text as unknown as RawText;
}

/** The string of a raw text, for code that stores, compares or cleans it. */
export function rawStringOf(text: RawText): string {
  return text as unknown as string;
}
