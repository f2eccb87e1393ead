import { hasCapitals, maxJoined, mayBeOneWord, type Phrase, readPhrase } from './phrase.ts';
import { createPhraseStarts, isBeginning, isNone } from './phrase-starts.ts';
import { createTextReader, type ReadText } from './read-text.ts';

/** Looks for several words or phrases in a text at once. */
export interface PhraseFinder {
  /** How many phrases are looked for. */
  readonly size: number;
  /** Looks for one more. @returns its number: they count from 0. */
  add(typed: string): number;
  /**
   * The first mention of each phrase, by its number: the stretch of the text that is the mention. No
   * mention reaches from one text into the next.
   */
  find(texts: readonly string[]): ReadonlyMap<number, string>;
  /**
   * The same in texts that were read before.
   * @param from - the number of the first phrase that is looked for.
   */
  findIn(texts: readonly ReadText[], from?: number): ReadonlyMap<number, string>;
}

/**
 * Prepares phrases for looking through many texts. A word also finds its inflections, its British
 * and American spelling, in any case; hyphen, space and neither are the same (`fine-tuning`,
 * "finetuned"). What is typed in capitals is an acronym. The time a text takes grows with its length
 * and hardly with the number of phrases.
 */
export function createPhraseFinder(typed: readonly string[] = []): PhraseFinder {
  const phrases: Phrase[] = [];
  const starts = createPhraseStarts();
  const reader = createTextReader();
  typed.forEach(add);

  function add(each: string): number {
    const phrase = readPhrase(each);
    const number = phrases.push(phrase) - 1;
    for (const start of startsOf(phrase)) {
      starts.add(start, number);
    }
    return number;
  }

  function findIn(texts: readonly ReadText[], from = 0): Found {
    const found: Found = new Map();
    const wanted = phrases.length - from;

    /** Notes the phrases that are mentioned from a word on, which may be written as several. */
    function note(start: string | undefined, count: number, read: ReadText, at: number): void {
      for (const number of start === undefined ? [] : starts.phrases(start)) {
        const phrase = number < from || found.has(number) ? undefined : phrases[number];
        const end = phrase && endFrom(phrase, start ?? '', count, read, at);
        if (end !== undefined) {
          const stretch = read.text.slice(read.start(at), read.end(end - 1));
          found.set(number, stretch.replace(/\s+/g, ' '));
        }
      }
    }

    for (const read of texts) {
      const kindOf = starts.in(read.reader);
      for (let at = 0; at < read.length && found.size < wanted; at++) {
        const kind = kindOf(read, at);
        if (kind !== isNone) {
          note(read.word(at), 1, read, at);
        }
        if (kind === isBeginning) {
          note(wholeAt(read, at, 2), 2, read, at);
          note(wholeAt(read, at, 3), 3, read, at);
        }
      }
    }
    return found;
  }

  return {
    get size() {
      return phrases.length;
    },
    add,
    find: (texts) => findIn(texts.map(reader.read)),
    findIn,
  };
}

/** By the number of the phrase. */
type Found = Map<number, string>;

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

/**
 * Where a mention ends that begins with a word; undefined where there is none.
 * @param count - how many words of the text it is written as.
 */
function endFrom(
  phrase: Phrase,
  start: string,
  count: number,
  read: ReadText,
  at: number,
): number | undefined {
  const asked = phrase.words[0];
  const isMeant =
    asked?.forms.has(start) &&
    (!asked.inCapitals || (count === 1 && isWrittenInCapitals(read, at)));
  const end = isMeant ? endOf(phrase, 1, read, at + count) : undefined;
  return end ?? (count === 1 ? endOfJoined(phrase, 0, start, read, at) : undefined);
}

/** Where a mention ends that was read up to a place of the phrase and of the text. */
function endOf(phrase: Phrase, place: number, read: ReadText, at: number): number | undefined {
  const asked = phrase.words[place];
  if (asked === undefined) {
    return at;
  }
  const word = read.word(at);
  const { forms, beginning, inCapitals } = asked;
  // Every way to write it begins with what its forms have in common, or with a part of that.
  if (word === undefined || !(word.startsWith(beginning) || beginning.startsWith(word))) {
    return undefined;
  }
  if (isBreak(read, at)) {
    return undefined;
  }
  if (forms.has(word) && (!inCapitals || isWrittenInCapitals(read, at))) {
    const end = endOf(phrase, place + 1, read, at + 1);
    if (end !== undefined) {
      return end;
    }
  }
  const end = endOfJoined(phrase, place, word, read, at);
  if (end !== undefined) {
    return end;
  }
  for (let count = 2; count <= maxJoined && !inCapitals; count++) {
    const whole = wholeAt(read, at, count);
    const isMeant = whole !== undefined && forms.has(whole);
    const end = isMeant ? endOf(phrase, place + 1, read, at + count) : undefined;
    if (end !== undefined) {
      return end;
    }
  }
  return undefined;
}

/** The same where a word of the text is several of the phrase. */
function endOfJoined(
  phrase: Phrase,
  place: number,
  word: string,
  read: ReadText,
  at: number,
): number | undefined {
  for (let count = 2; count <= maxJoined; count++) {
    const isMeant = phrase.joinedAt[place]?.[count]?.has(word);
    const end = isMeant ? endOf(phrase, place + count, read, at + 1) : undefined;
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

function isWrittenInCapitals(read: ReadText, at: number): boolean {
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
