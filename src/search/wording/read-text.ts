import { scanWords } from '../text/tokenize.ts';

/** A text as the words of `scanWords`, small enough to keep for thousands of papers. */
export interface ReadText {
  readonly text: string;
  /** Whose numbers the words have. */
  readonly reader: TextReader;
  /** How many words there are. */
  readonly length: number;
  /** Undefined behind the last word. */
  word(at: number): string | undefined;
  /** The word's number with the reader, 0 behind the last one. */
  number(at: number): number;
  start(at: number): number;
  end(at: number): number;
  /** Joined to the one before by a hyphen. */
  joined(at: number): boolean;
}

/** Reads texts; a word has the same number in all of them. */
export interface TextReader {
  readonly read: (text: string) => ReadText;
  /** How many different words were met: their numbers count from 1. */
  readonly size: () => number;
}

/** For each word of a text: its number, where it starts, where it ends, whether it is joined. */
const fields = 4;

/** A reader that has met no word yet. */
export function createTextReader(): TextReader {
  const words: string[] = [''];
  const numbers = new Map<string, number>();

  function numbered(word: string): number {
    const known = numbers.get(word);
    if (known !== undefined) {
      return known;
    }
    numbers.set(word, words.length);
    return words.push(word) - 1;
  }

  const reader: TextReader = {
    read(text) {
      const found: number[] = [];
      scanWords(text, (word, start, end, joined) => {
        found.push(numbered(word), start, end, joined ? 1 : 0);
      });
      const read = Uint32Array.from(found);
      return {
        text,
        reader,
        length: read.length / fields,
        word: (at) => words[read[at * fields] ?? words.length],
        number: (at) => read[at * fields] ?? 0,
        start: (at) => read[at * fields + 1] ?? text.length,
        end: (at) => read[at * fields + 2] ?? 0,
        joined: (at) => read[at * fields + 3] === 1,
      };
    },
    size: () => words.length - 1,
  };
  return reader;
}
