import { ownString } from '../text/analyse.ts';

/** An acronym and what it stands for, as a text explains it. */
export interface AcronymPair {
  readonly short: string;
  readonly long: string;
}

const parenthesis = /\(([^()]{2,80})\)/g;

/**
 * The acronyms that a text explains in parentheses, `long form (LF)` or `LF (long form)`, by the
 * method of Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in
 * Biomedical Text", 2003.
 */
export function mineAcronyms(text: string): AcronymPair[] {
  const pairs: AcronymPair[] = [];
  for (const match of text.matchAll(parenthesis)) {
    const inside = (match[1] ?? '').split(/[,;]/)[0]?.trim() ?? '';
    const before = sentenceBefore(text.slice(Math.max(0, match.index - 200), match.index));
    if (isShortForm(inside)) {
      const long = longFormIn(inside, before);
      if (long !== undefined) {
        pairs.push({ short: singular(inside), long: ownString(long) });
      }
      continue;
    }
    const short = /(?<!\S)(\S+)\s*$/.exec(before)?.[1] ?? '';
    const begins = inside[0]?.toLowerCase() === short[0]?.toLowerCase();
    if (begins && isShortForm(short) && longFormIn(short, inside) !== undefined) {
      pairs.push({ short: singular(short), long: ownString(inside) });
    }
  }
  return pairs;
}

/** Two to ten characters, a letter first or second, at least one capital, at most two words. */
function isShortForm(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= 10 &&
    /^[\p{L}\p{N}]/u.test(text) &&
    /\p{Lu}/u.test(text) &&
    text.split(/\s+/).length <= 2 &&
    !/^(?:[IVX]+|Fig|Eq|Sec|Table)\b/.test(text)
  );
}

function sentenceBefore(text: string): string {
  return text.slice(
    Math.max(text.lastIndexOf('. '), text.lastIndexOf('? '), text.lastIndexOf(') ')) + 1,
  );
}

/** `MDPs` explains `MDP`. */
function singular(short: string): string {
  return /^\p{Lu}{2,}s$/u.test(short) ? short.slice(0, -1) : short;
}

/**
 * The end of `before` that `short` abbreviates: each of its letters is found from right to left,
 * the first one at the beginning of a word.
 */
function longFormIn(short: string, before: string): string | undefined {
  const letters =
    singular(short)
      .toLowerCase()
      .match(/[\p{L}\p{N}]/gu) ?? [];
  const text = before.trimEnd();
  const lower = text.toLowerCase();
  let at = lower.length - 1;
  for (let i = letters.length - 1; i >= 0; i--) {
    const letter = letters[i];
    while (
      at >= 0 &&
      (lower[at] !== letter || (i === 0 && /[\p{L}\p{N}]/u.test(lower[at - 1] ?? '')))
    ) {
      at--;
    }
    if (at < 0) {
      return undefined;
    }
    at--;
  }
  const long = text.slice(at + 1);
  const words = long.split(/[\s-]+/).length;
  const most = Math.min(letters.length + 5, letters.length * 2);
  const tooShort = long.length <= short.length || words < 2;
  return tooShort || words > most || lower.includes(`${short.toLowerCase()} `) ? undefined : long;
}
