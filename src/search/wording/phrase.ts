import { rememberLast } from '../../corpus/text/remember-last.ts';
import { stopWords } from '../text/analyse.ts';
import { tokenize } from '../text/tokenize.ts';
import { isEnglishWord } from '../vocabulary/english-words.ts';
import { formsOf } from './inflections.ts';

/** A word of a phrase, in each of its forms. */
export interface PhraseWord {
  readonly word: string;
  readonly forms: ReadonlySet<string>;
  /** What all forms begin with. */
  readonly beginning: string;
  /** Joined to the one before by a hyphen. */
  readonly joined: boolean;
  /** An acronym that is a word in small letters: `RAG` is not "rag". */
  readonly inCapitals: boolean;
}

/** A phrase in all the ways in which texts may write it. */
export interface Phrase {
  readonly words: readonly PhraseWord[];
  /** By the place of a word, then by how many words from there on: the ways to write them as one word. */
  readonly joinedAt: readonly (readonly ReadonlySet<string>[])[];
}

/** Words that happen to follow each other: "not able" is not "notable". */
const littleWords: ReadonlySet<string> = new Set([...stopWords, 'no', 'nor', 'not', 'one', 'per']);
/** Most words that may be written as one, or one as several. */
export const maxJoined = 3;
const none: ReadonlySet<string> = new Set();

/** Whether there is a word to look for, and not only "the" or signs. */
export function isPhrase(typed: string): boolean {
  const words = tokenize(typed);
  const shouts = isShouted(typed, words.length);
  return words.some(
    ({ word, start, end }) =>
      !stopWords.has(word) || (!shouts && isAcronym(word, typed.slice(start, end))),
  );
}

/** Phrases that are remembered: a team's keywords are asked for each day. */
const maxRemembered = 5_000;

/** A phrase as somebody typed it, in all the ways in which texts may write it. */
export const readPhrase: (typed: string) => Phrase = rememberLast(maxRemembered, makePhrase);

function makePhrase(typed: string): Phrase {
  const words = tokenize(typed);
  const shouts = isShouted(typed, words.length);
  const phraseWords = words.map(({ word, start, end, joined }): PhraseWord => {
    const inCapitals = !shouts && isAcronym(word, typed.slice(start, end));
    const forms = inCapitals ? new Set([word, `${word}s`]) : formsOf(word);
    return { word, forms, beginning: commonBeginning([word, ...forms]), joined, inCapitals };
  });
  return { words: phraseWords, joinedAt: phraseWords.map((_, at) => joinedFrom(phraseWords, at)) };
}

function commonBeginning([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) {
      length--;
    }
  }
  return first.slice(0, length);
}

/** Who types several words in capitals types everything so. */
function isShouted(typed: string, words: number): boolean {
  return words > 1 && !/\p{Ll}/u.test(typed.replace(/(?<=\p{Lu})s\b/gu, ''));
}

/** In small letters it would be another word. A long word in capitals is only typed so. */
function isAcronym(word: string, shown: string): boolean {
  if (word.length === 1) {
    return /^\p{Lu}$/u.test(shown);
  }
  const isShort = word.length <= 5 || /\p{Ll}\p{Lu}/u.test(shown);
  return isShort && hasCapitals(shown) && (isEnglishWord(word) || stopWords.has(word));
}

/** Whether there are two capitals, as in an acronym. */
export function hasCapitals(shown: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(shown);
}

/** "fine tuning" as one word, its end inflected. */
function joinedFrom(words: readonly PhraseWord[], at: number): ReadonlySet<string>[] {
  const ways: ReadonlySet<string>[] = [none, none];
  for (let count = 2; count <= maxJoined; count++) {
    const parts = words.slice(at, at + count);
    const last = parts.at(-1);
    const isOne = parts.every(
      ({ word, joined, inCapitals }, i) =>
        !inCapitals && ((i > 0 && joined) || words[at + i + 1]?.joined || !stopWords.has(word)),
    );
    const before = parts.slice(0, -1).map(({ word }) => word);
    ways.push(
      last && parts.length === count && isOne
        ? new Set([...last.forms].map((form) => before.join('') + form))
        : none,
    );
  }
  return ways;
}

/** Whether two words, parted by a space, may be one: "fine tune", but not "not able". */
export function mayBeOneWord(one: string, two: string): boolean {
  return (
    two.length > 2 &&
    one.length + two.length > 6 &&
    (one.length > 2 || /^(?:co|de|re)$/.test(one)) &&
    !littleWords.has(one) &&
    !littleWords.has(two)
  );
}
