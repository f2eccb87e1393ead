import { foldText } from './fold-text.ts';

/** A word of a text: folded, and where it stands, as [start, end) in UTF-16 units. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Joined to the word before it by a hyphen, caret or underscore: `bench` of `τ^2-Bench`. */
  readonly joined: boolean;
}

/**
 * Letters and digits, with what keeps short names whole: a star on one or two letters (`Q*`,
 * `Q^*`, `A*`), `C++`, `C#`, and the point of `3.5`. A raised or lowered number is a word of its
 * own, joined to the one before: `τ²` is read as `τ^2`.
 */
const wordPattern =
  /(?<![\p{L}\p{N}])\p{L}{1,2}\^?\*(?![*\p{L}\p{N}])|(?<![\p{L}\p{N}])\p{L}(?:\+\+|#)(?![\p{L}\p{N}])|\p{N}+\.\p{N}+|[⁰-⁹²³¹₀-₉]+|(?:(?![⁰-⁹²³¹₀-₉])[\p{L}\p{M}\p{N}])+/gu;

const joiner = /^[-‐‑^_]$/;
const apostrophe = /^['’]$/;
const contraction = /^(?:s|t|d|m|re|ll|ve)$/;
/** Scripts written without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** The words of a text in order. The same for documents and queries. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let previousEnd = -1;
  for (const match of text.matchAll(wordPattern)) {
    const raw = match[0];
    const start = match.index;
    const between = previousEnd >= 0 && start - previousEnd === 1 ? text.charAt(previousEnd) : '';
    previousEnd = start + raw.length;
    if (unspaced.test(raw)) {
      tokens.push(...segment(raw, start));
      continue;
    }
    const word = foldText(raw).replace('^*', '*');
    if (apostrophe.test(between) && contraction.test(word)) continue;
    const joined = joiner.test(between) || (between === '' && tokens.at(-1)?.end === start);
    tokens.push({ word, start, end: previousEnd, joined });
  }
  return tokens;
}

function segment(raw: string, offset: number): Token[] {
  const tokens: Token[] = [];
  for (const { segment: part, index, isWordLike } of segmenter.segment(raw)) {
    if (isWordLike !== true) continue;
    const start = offset + index;
    tokens.push({ word: foldText(part), start, end: start + part.length, joined: false });
  }
  return tokens;
}
