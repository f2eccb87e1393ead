/** A line that says something. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  /** Without white space around it. */
  readonly text: string;
  /** Whether a blank line, or the start of the file, comes before it. */
  readonly afterBlank: boolean;
  /** Whether the page marks it as a heading; only web pages and markdown do. */
  readonly isHeading?: boolean;
  /** Whether the page marks it as an item of a list; only markdown does. */
  readonly isListItem?: boolean;
  /** Where its links lead; only web pages and markdown say. */
  readonly addresses?: readonly string[];
}

const isZeroWidth = (code: number) =>
  (code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xfeff || code === 0;

/** Trims white space of every kind, zero-width signs too, in linear time. */
function trimLine(text: string): string {
  let trimmed = text.trim();
  let start = 0;
  let end = trimmed.length;
  while (start < end && isZeroWidth(trimmed.charCodeAt(start))) {
    start += 1;
  }
  while (end > start && isZeroWidth(trimmed.charCodeAt(end - 1))) {
    end -= 1;
  }
  if (start > 0 || end < trimmed.length) {
    trimmed = trimmed.slice(start, end).trim();
  }
  return trimmed;
}

/**
 * The lines of a text that are not blank, however they end; undefined where there are more than
 * `most`.
 */
export function textLines(text: string, max = Number.POSITIVE_INFINITY): TextLine[] | undefined {
  const lines: TextLine[] = [];
  const ends = /\r\n|[\n\r\u0085\u2028\u2029]/g;
  let number = 0;
  let afterBlank = true;
  for (let start = 0; start <= text.length; ) {
    const end = ends.exec(text);
    const line = trimLine(text.slice(start, end?.index ?? text.length));
    number += 1;
    if (line !== '') {
      if (lines.length === max) {
        return undefined;
      }
      lines.push({ number, text: line, afterBlank });
    }
    afterBlank = line === '';
    if (end === null) {
      break;
    }
    start = ends.lastIndex;
  }
  return lines;
}
