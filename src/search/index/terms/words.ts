import { ownString, stemWord, stopWords } from '../../text/analyse.ts';
import { gap, type TermNumber } from './term-sequence.ts';

/** A word by the order in which it was first met. */
export type WordNumber = number;

/** The words that papers write, as they are written, each with the term that it is searched by. */
export interface Words {
  /** How many there are. */
  readonly size: number;
  /** Takes a word in, where it is new. */
  take(word: string): WordNumber;
  /** Undefined for a word that was never taken in. */
  number(word: string): WordNumber | undefined;
  word(number: WordNumber): string;
  /** The gap for a stop word. */
  term(number: WordNumber): TermNumber;
  /** How often it was counted. */
  count(number: WordNumber): number;
  addOne(number: WordNumber): void;
}

/** Words with their terms and counts, as they were kept. */
export interface KeptWords {
  readonly words: readonly string[];
  readonly terms: Iterable<TermNumber>;
  readonly counts: Iterable<number>;
}

/** @param termOf - gives the number of a term, a new one where need be. */
export function createWords(termOf: (term: string) => TermNumber, kept?: KeptWords): Words {
  const words = [...(kept?.words ?? [])];
  const terms = [...(kept?.terms ?? [])];
  const counts = [...(kept?.counts ?? [])];
  const numbers = new Map<string, WordNumber>();
  for (let number = 0; number < words.length; number++) {
    numbers.set(words[number] ?? '', number);
  }
  return {
    get size() {
      return words.length;
    },
    take(word) {
      const known = numbers.get(word);
      if (known !== undefined) {
        return known;
      }
      const own = ownString(word);
      const number = words.push(own) - 1;
      numbers.set(own, number);
      terms.push(stopWords.has(own) ? gap : termOf(stemWord(own)));
      counts.push(0);
      return number;
    },
    number: (word) => numbers.get(word),
    word: (number) => words[number] ?? '',
    term: (number) => terms[number] ?? gap,
    count: (number) => counts[number] ?? 0,
    addOne(number) {
      counts[number] = (counts[number] ?? 0) + 1;
    },
  };
}
