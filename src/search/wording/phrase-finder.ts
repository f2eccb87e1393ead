import { rememberLast } from '../../corpus/text/remember-last.ts';
import { stopWords } from '../text/analyse.ts';
import { tokenize } from '../text/tokenize.ts';
import { isEnglishWord } from '../vocabulary/english-words.ts';
import { formsOf } from './inflections.ts';
import { createTextReader, type ReadText, type TextReader } from './read-text.ts';

/** Looks for several words or phrases in a text at once. */
export interface PhraseFinder {
  /**
   * The first mention of each phrase, by its place in the list: the stretch of the text as it stands.
   * No mention reaches from one text into the next.
   */
  find(texts: readonly string[]): ReadonlyMap<number, string>;
  /** The same in texts that were read with the reader of the finder. */
  findIn(texts: readonly ReadText[]): ReadonlyMap<number, string>;
}

/** A word of a phrase, in each of its forms. */
export interface PhraseWord {
  readonly word: string;
  readonly forms: ReadonlySet<string>;
  /** Joined to the one before by a hyphen. */
  readonly joined: boolean;
  /** An acronym that is a word in small letters: `RAG` is not "rag". */
  readonly inCapitals: boolean;
}

/** What stands for a phrase at some word of it: one word of a text for several of the phrase. */
export interface Phrase {
  readonly words: readonly PhraseWord[];
  /** By place, then by how many words of the phrase: the ways to write them as one. */
  readonly joinedAt: readonly (readonly ReadonlySet<string>[])[];
}

/** Words that happen to follow each other: "not able" is not "notable". */
const littleWords: ReadonlySet<string> = new Set([...stopWords, 'no', 'nor', 'not', 'one', 'per']);
const none: ReadonlySet<string> = new Set();
/** Most words that may be written as one, or one as several. */
const maxJoined = 3;

/**
 * Prepares phrases for looking through many texts. A word stands for its inflections, its British
 * and American spelling and any case; hyphen, space and neither are the same (`fine-tuning`,
 * "finetuned"). What is typed in capitals is an acronym. The time a text takes grows with its length
 * and hardly with the number of phrases.
 * @param reader - reads the texts; of several finders where a text is looked through by all of them.
 */
export function createPhraseFinder(
  typed: readonly string[],
  reader: TextReader = createTextReader(),
): PhraseFinder {
  const phrases = typed.map(readPhrase);
  const startingWith = new Map<string, number[]>();
  for (const [number, phrase] of phrases.entries()) {
    for (const start of startsOf(phrase)) {
      const others = startingWith.get(start);
      if (others) {
        others.push(number);
      } else {
        startingWith.set(start, [number]);
      }
    }
  }

  const mayStart = createStarts(startingWith.keys(), reader);

  /** Notes the phrases of a start that are mentioned from a word on. */
  function note(start: string | undefined, read: ReadText, at: number, found: Found): void {
    const numbers = start === undefined ? undefined : startingWith.get(start);
    if (numbers === undefined) {
      return;
    }
    for (const number of numbers) {
      const phrase = found.has(number) ? undefined : phrases[number];
      const end = phrase && endOf(phrase, 0, read, at, at);
      if (end !== undefined) {
        const stretch = read.text.slice(read.start(at), read.end(end - 1));
        found.set(number, stretch.replace(/\s+/g, ' '));
      }
    }
  }

  function findIn(texts: readonly ReadText[]): Found {
    const found: Found = new Map();
    for (const read of texts) {
      for (let at = 0; at < read.length && found.size < phrases.length; at++) {
        if (mayStart(read.number(at))) {
          note(read.word(at), read, at, found);
          note(wholeAt(read, at, 2), read, at, found);
          note(wholeAt(read, at, 3), read, at, found);
        }
      }
    }
    return found;
  }

  return { findIn, find: (texts) => findIn(texts.map(reader.read)) };
}

/** Tells by its number whether a word is one of these, or the beginning of one that a text may part. */
function createStarts(
  starts: Iterable<string>,
  { numberOf, size }: TextReader,
): (number: number) => boolean {
  const wanted = new Set<string>();
  for (const start of starts) {
    for (let length = 1; length <= start.length; length++) {
      wanted.add(start.slice(0, length));
    }
  }
  let known = 0;
  let flags = new Uint8Array(0);

  function takeInNewWords(): void {
    known = size();
    flags = new Uint8Array(known + 1);
    for (const word of wanted) {
      flags[numberOf(word) ?? 0] = 1;
    }
    flags[0] = 0;
  }

  return (number) => {
    if (number > known) {
      takeInNewWords();
    }
    return flags[number] === 1;
  };
}

/** By the number of the phrase. */
type Found = Map<number, string>;

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
    return { word, forms, joined, inCapitals };
  });
  return { words: phraseWords, joinedAt: phraseWords.map((_, at) => joinedFrom(phraseWords, at)) };
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

function hasCapitals(shown: string): boolean {
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

/** The words of a text, or several read as one, at which a mention may start. */
function startsOf({ words, joinedAt }: Phrase): ReadonlySet<string> {
  const starts = new Set(words[0]?.forms);
  for (const way of joinedAt[0] ?? []) {
    for (const word of way) {
      starts.add(word);
    }
  }
  return starts;
}

/** Where a mention ends that begins at `first`, read up to `at`; undefined where there is none. */
function endOf(
  phrase: Phrase,
  place: number,
  read: ReadText,
  first: number,
  at: number,
): number | undefined {
  const asked = phrase.words[place];
  if (asked === undefined) {
    return place > 0 ? at : undefined;
  }
  const word = read.word(at);
  if (word === undefined || (at > first && isBreak(read, at))) {
    return undefined;
  }
  if (asked.forms.has(word) && (!asked.inCapitals || standsInCapitals(read, at))) {
    const end = endOf(phrase, place + 1, read, first, at + 1);
    if (end !== undefined) {
      return end;
    }
  }
  for (let count = 2; count <= maxJoined; count++) {
    const isJoined = phrase.joinedAt[place]?.[count]?.has(word);
    const end = isJoined ? endOf(phrase, place + count, read, first, at + 1) : undefined;
    if (end !== undefined) {
      return end;
    }
  }
  for (let count = 2; count <= maxJoined && !asked.inCapitals; count++) {
    const whole = wholeAt(read, at, count);
    const isMeant = whole !== undefined && asked.forms.has(whole);
    const end = isMeant ? endOf(phrase, place + 1, read, first, at + count) : undefined;
    if (end !== undefined) {
      return end;
    }
  }
  return undefined;
}

/** Words side by side as the one word that they may be; undefined where they are none. */
function wholeAt(read: ReadText, at: number, count: number): string | undefined {
  if (!isOneWord(read, at, count)) {
    return undefined;
  }
  let whole = '';
  for (let i = at; i < at + count; i++) {
    whole += read.word(i) ?? '';
  }
  return whole;
}

function standsInCapitals(read: ReadText, at: number): boolean {
  const shown = read.text.slice(read.start(at), read.end(at));
  return shown.length === 1 ? /\p{Lu}/u.test(shown) : hasCapitals(shown);
}

/** A clause ends before this word, and a phrase with it. */
function isBreak(read: ReadText, at: number): boolean {
  const [end, start] = [read.end(at - 1), read.start(at)];
  if (start === end + 1 && read.text[end] === ' ') {
    return false;
  }
  return /[.,;:!?()]|\n\s*\n/.test(read.text.slice(end, start));
}

/**
 * Whether words side by side may be one word written apart: joined by a hyphen, or two parts that
 * are no accident as "not able" would be.
 */
function isOneWord(read: ReadText, at: number, count: number): boolean {
  let areJoined = true;
  for (let i = 1; i < count && areJoined; i++) {
    areJoined = read.joined(at + i);
  }
  if (areJoined) {
    return true;
  }
  return (
    count === 2 &&
    mayBeOneWord(read.word(at) ?? '', read.word(at + 1) ?? '') &&
    /^\s+$/.test(read.text.slice(read.end(at), read.start(at + 1)))
  );
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
