import { stopWords } from '../text/analyse.ts';
import { type Token, tokenize } from '../text/tokenize.ts';
import { editDistance } from '../vocabulary/edit-distance.ts';
import type { Spelling } from '../vocabulary/spelling.ts';

/** The text with its unknown words corrected, or undefined where there is nothing to correct. */
export function correctQuery(text: string, spelling: Spelling): string | undefined {
  const tokens = tokenize(text);
  const isShouted = text === text.toUpperCase();
  let corrected = '';
  let from = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || token.start < from) {
      continue;
    }
    const isCoined = !isShouted && looksCoined(text.slice(token.start, token.end));
    const better = isCoined
      ? undefined
      : (rejoined(token, tokens[i + 1], text, spelling) ?? respelled(token, spelling));
    if (better === undefined) {
      continue;
    }
    corrected += text.slice(from, token.start) + better.words;
    from = better.end;
  }
  return from === 0 ? undefined : corrected + text.slice(from);
}

/** `CVaR`, `WebRL`, `RLHF`, `LLMs`: a name or an acronym, which is no misspelled word. */
function looksCoined(word: string): boolean {
  return /\p{L}\p{Lu}/u.test(word);
}

/** What should be in a text up to `end`. */
interface Correction {
  readonly words: string;
  readonly end: number;
}

/** "explora tion": two words, one of them unknown, that the corpus writes as one. */
function rejoined(
  token: Token,
  next: Token | undefined,
  text: string,
  spelling: Spelling,
): Correction | undefined {
  if (next === undefined || text.slice(token.end, next.start) !== ' ') {
    return undefined;
  }
  const whole = token.word + next.word;
  const areKnown = spelling.knows(token.word) && spelling.knows(next.word);
  return areKnown || !spelling.inCorpus(whole) ? undefined : { words: whole, end: next.end };
}

function respelled({ word, end }: Token, spelling: Spelling): Correction | undefined {
  if (spelling.knows(word)) {
    return undefined;
  }
  const nearest = spelling.correct(word);
  // A letter is missed more often than a space.
  const isNear = nearest !== undefined && editDistance(word, nearest, 1) === 1;
  const words = isNear ? nearest : (parted(word, spelling) ?? nearest);
  return words === undefined ? undefined : { words, end };
}

/** Shorter parts are words by chance, unless they are stop words. */
const shortestPart = 4;

/** "mixtureof": two words of the corpus without the space between them, the longest first one. */
function parted(word: string, spelling: Spelling): string | undefined {
  const isWord = (part: string) =>
    (part.length >= shortestPart && spelling.inCorpus(part)) ||
    (part.length > 1 && stopWords.has(part));
  for (let at = word.length - 2; at >= 2; at--) {
    const [first, second] = [word.slice(0, at), word.slice(at)];
    if (Math.max(first.length, second.length) < shortestPart) {
      continue;
    }
    if (isWord(first) && isWord(second)) {
      return `${first} ${second}`;
    }
  }
  return undefined;
}
