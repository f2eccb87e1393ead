/** What a person typed into the search box, taken apart. */
export interface ParsedQuery {
  /** Everything to search for, phrases included, without quotes. */
  readonly text: string;
  /** Each must be in the paper word for word. */
  readonly phrases: readonly string[];
  /** None of these words or phrases may be in the paper. */
  readonly excluded: readonly string[];
}

/** `-"some words"`, `"some words"`, `-word`, or a plain word. */
const part =
  /(?<minus>-)?["“”](?<phrase>[^"“”]*)["“”]|(?<=^|\s)-(?<not>[\p{L}\p{N}]\S*)|\S+?(?=["“”\s]|$)|\S/gu;

/** Reads `"exact phrase"` and `-word`; a quote that is never closed is taken as not there. */
export function parseQuery(typed: string): ParsedQuery {
  const text: string[] = [];
  const phrases: string[] = [];
  const excluded: string[] = [];
  for (const match of typed.normalize('NFC').matchAll(part)) {
    const { minus, phrase, not } = match.groups ?? {};
    if (not !== undefined) {
      excluded.push(not);
    } else if (phrase === undefined) {
      text.push(match[0]);
    } else if (phrase.trim() !== '' && minus !== undefined) {
      excluded.push(phrase.trim());
    } else if (phrase.trim() !== '') {
      phrases.push(phrase.trim());
      text.push(phrase.trim());
    }
  }
  return { text: text.join(' '), phrases, excluded };
}
