import type { ReadText, TextReader } from './read-text.ts';

/** Words, or several read as one, at which a mention of a phrase may start. */
export interface PhraseStarts {
  /** Adds a way in which a phrase may start. */
  add(start: string, phrase: number): void;
  /** The phrases that may start so. */
  phrases(start: string): readonly number[];
  /** How the words of a reader's texts are related to these starts. */
  in(reader: TextReader): (read: ReadText, at: number) => StartKind;
}

/** Whether a word starts no phrase, may start one by itself, or is only the beginning of such a word. */
export type StartKind = typeof isNone | typeof isStart | typeof isBeginning;

/** Nobody asked for this word. */
const unknown = 0;
/** No phrase starts with it. */
export const isNone = 1;
/** A phrase may start with it. */
export const isStart = 2;
/** The beginning of a longer start, which a text may write in parts, and perhaps a start as well. */
export const isBeginning = 3;

/** Letters by which starts are found that begin with a word. */
const letters = 3;

/** No starts yet. */
export function createPhraseStarts(): PhraseStarts {
  const startingWith = new Map<string, number[]>();
  const byLetters = new Map<string, string[]>();
  /** By the number of a word. */
  let kinds = new WeakMap<TextReader, Uint8Array>();

  function kindOf(word: string): StartKind {
    const alike = byLetters.get(word.slice(0, letters)) ?? [];
    if (alike.some((start) => start.length > word.length && start.startsWith(word))) {
      return isBeginning;
    }
    return startingWith.has(word) ? isStart : isNone;
  }

  return {
    add(start, phrase) {
      const others = startingWith.get(start);
      if (others) {
        others.push(phrase);
        return;
      }
      startingWith.set(start, [phrase]);
      for (let length = 1; length <= Math.min(letters, start.length); length++) {
        const beginning = start.slice(0, length);
        const alike = byLetters.get(beginning);
        if (alike) {
          alike.push(start);
        } else {
          byLetters.set(beginning, [start]);
        }
      }
      kinds = new WeakMap();
    },

    phrases: (start) => startingWith.get(start) ?? none,

    in(reader) {
      let known = kinds.get(reader) ?? new Uint8Array(0);
      return (read, at) => {
        const number = read.number(at);
        if (number >= known.length) {
          const more = new Uint8Array(2 * reader.size() + 1);
          more.set(known);
          known = more;
          kinds.set(reader, known);
        }
        const before = known[number] ?? unknown;
        if (before !== unknown) {
          return before as StartKind;
        }
        const kind = kindOf(read.word(at) ?? '');
        known[number] = kind;
        return kind;
      };
    },
  };
}

const none: readonly number[] = [];
