import { foldText } from './fold-text.ts';

/** A word of a text: folded, and where it is, as [start, end) in UTF-16 units. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Joined to the word before it by a hyphen, caret or underscore: `bench` of `τ^2-Bench`. */
  readonly joined: boolean;
}

/** The words of a text in order. The same for documents and queries. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  scanWords(text, (word, start, end, joined) => tokens.push({ word, start, end, joined }));
  return tokens;
}

/** {@link tokenize} without an object for each word. */
export function scanWords(
  text: string,
  visit: (word: string, start: number, end: number, joined: boolean) => void,
): void {
  const lower = text.toLowerCase();
  let previousEnd = -1;
  for (let start = 0; start < text.length; ) {
    const first = kindAt(text, start);
    if (first === other) {
      start++;
      continue;
    }
    const end = endOfWord(text, start, first);
    const ascii = isAscii(text, start, end);
    const word =
      ascii && lower.length === text.length
        ? lower.slice(start, end)
        : foldText(text.slice(start, end));
    const joined =
      start === previousEnd ||
      (start === previousEnd + 1 && joiners.has(text.charCodeAt(previousEnd)));
    const contracted =
      start === previousEnd + 1 &&
      apostrophes.has(text.charCodeAt(previousEnd)) &&
      contractions.has(word);
    if (!ascii && unspaced.test(text.slice(start, end))) {
      for (const { segment, index, isWordLike } of segmenter.segment(text.slice(start, end))) {
        if (isWordLike) {
          visit(foldText(segment), start + index, start + index + segment.length, false);
        }
      }
    } else if (!contracted) {
      visit(singular(text, end, word.replace('^*', '*')), start, end, joined);
    }
    previousEnd = end;
    start = end;
  }
}

const other = 0;
const letter = 1;
const digit = 2;
/** A raised or lowered number is a word of its own, joined to the one before: `τ²` is read as `τ^2`. */
const raised = 3;
type Kind = typeof other | typeof letter | typeof digit | typeof raised;

const joiners = new Set(Array.from('-‐‑^_', (sign) => sign.charCodeAt(0)));
const apostrophes = new Set(Array.from("'’", (sign) => sign.charCodeAt(0)));
const contractions = new Set(['s', 't', 'd', 'm', 're', 'll', 've']);
/** Scripts written without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

function kindAt(text: string, at: number): Kind {
  const code = text.charCodeAt(at);
  if (code < 128) {
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) {
      return letter;
    }
    return code >= 48 && code <= 57 ? digit : other;
  }
  const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (/[⁰-⁹²³¹₀-₉]/.test(sign)) {
    return raised;
  }
  if (/[\p{L}\p{M}]/u.test(sign)) {
    return letter;
  }
  return /\p{N}/u.test(sign) ? digit : other;
}

/** `LLMs` is read as `LLM`, which no stemmer does. */
function singular(text: string, end: number, word: string): string {
  const isPlural =
    end > 2 && text[end - 1] === 's' && /\p{Lu}\p{Lu}/u.test(text.slice(end - 3, end - 1));
  return isPlural ? word.slice(0, -1) : word;
}

/** Where the word that starts here ends, with what keeps short names whole. */
function endOfWord(text: string, start: number, first: Kind): number {
  let end = start;
  let digits = true;
  for (
    let kind: Kind = first;
    kind !== other && (kind === raised) === (first === raised);
    kind = kindAt(text, end)
  ) {
    if (kind !== digit) {
      digits = false;
    }
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
    if (end >= text.length) {
      return end;
    }
  }
  if (digits) {
    return endOfDecimal(text, end);
  }
  return first === letter ? endOfName(text, start, end) : end;
}

/** The point of `3.5` belongs to it. */
function endOfDecimal(text: string, end: number): number {
  if (text[end] !== '.') {
    return end;
  }
  let at = end + 1;
  while (at < text.length && kindAt(text, at) === digit) {
    at++;
  }
  return at > end + 1 ? at : end;
}

/** So do a star on one or two letters (`Q*`, `Q^*`, `A*`) and the signs of `C++` and `C#`. */
function endOfName(text: string, start: number, end: number): number {
  if (end - start > 2) {
    return end;
  }
  const sign = /^(?:\^?\*|\+\+|#)/.exec(text.slice(end, end + 2))?.[0] ?? '';
  const after = end + sign.length;
  const goesOn = text[after] === '*' || (after < text.length && kindAt(text, after) !== other);
  const fits = sign.endsWith('*') ? /^\p{L}+$/u.test(text.slice(start, end)) : end - start === 1;
  return sign !== '' && fits && !goesOn ? after : end;
}

function isAscii(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (text.charCodeAt(i) > 127) {
      return false;
    }
  }
  return true;
}
