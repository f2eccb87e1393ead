import type { Words } from '../index/terms/words.ts';
import { editDistance, forgivenEdits, letterBits, missingLetters } from './edit-distance.ts';
import { isEnglishWord } from './english-words.ts';

/** Corrects words that nobody knows into words of the corpus. */
export interface Spelling {
  /** Whether the corpus or an English word list has this folded word, or it is no word at all. */
  knows(word: string): boolean;
  /** Whether the corpus writes this folded word, as a word of its own. */
  inCorpus(word: string): boolean;
  /** The word of the corpus that was probably meant: fewest errors, then most common. */
  correct(word: string): string | undefined;
}

/** Shorter words turn into each other too easily, and longer ones are no words. */
const shortestWord = 4;
const maxWord = 30;

/** Words of one length, in columns: looking at all of them must take no time. */
interface Column {
  readonly numbers: number[];
  readonly bits: number[];
}

/** Words of a paper that is gone stay known until the index is built again: they were words, after all. */
export function createSpelling(words: Words): Spelling {
  const columns: readonly Column[] = Array.from({ length: maxWord + 1 }, () => ({
    numbers: [],
    bits: [],
  }));
  let columned = 0;

  /** The words of this length, those that came in since the last look among them. */
  function columnOf(length: number): Column | undefined {
    for (; columned < words.size; columned++) {
      const word = words.word(columned);
      const column = columns[word.length];
      column?.numbers.push(columned);
      column?.bits.push(letterBits(word));
    }
    return columns[length];
  }

  function inCorpus(word: string): boolean {
    const number = word.length > maxWord ? undefined : words.number(word);
    return number !== undefined && words.count(number) > 0;
  }

  function knows(word: string): boolean {
    return (
      word.length < shortestWord ||
      word.length > maxWord ||
      !/^[a-z]+$/.test(word) ||
      inCorpus(word) ||
      inCorpus(word.replace(/s$/, '')) ||
      isEnglishWord(word)
    );
  }

  return {
    knows,
    inCorpus,
    correct(word) {
      if (knows(word)) {
        return undefined;
      }
      const wordBits = letterBits(word);
      let fewest = forgivenEdits(word.length);
      let best: { readonly word: string; readonly score: number } | undefined;
      // From the nearest length on, so that fewer and fewer errors are allowed.
      for (const difference of [0, 1, -1, 2, -2]) {
        const { numbers, bits } = columnOf(word.length + difference) ?? {};
        if (numbers === undefined || Math.abs(difference) > fewest) {
          continue;
        }
        for (let i = 0; i < numbers.length; i++) {
          const candidateBits = bits?.[i] ?? 0;
          if (missingLetters(wordBits, candidateBits) > fewest) {
            continue;
          }
          if (missingLetters(candidateBits, wordBits) > fewest) {
            continue;
          }
          const number = numbers[i] ?? 0;
          const candidate = words.word(number);
          const edits = editDistance(word, candidate, fewest);
          if (edits > fewest || words.count(number) === 0) {
            continue;
          }
          const score = words.count(number) * likeness(word, candidate);
          if (edits < fewest || best === undefined || score > best.score) {
            best = { word: candidate, score };
          }
          fewest = edits;
        }
      }
      return best?.word;
    },
  };
}

/**
 * People rarely miss the first letter; more often they mix up the order, leave out or change a vowel,
 * or hit the key next to the right one.
 */
function likeness(typed: string, word: string): number {
  const sameStart = typed[0] === word[0] ? 4 : 1;
  if (sortedLetters(typed) === sortedLetters(word)) {
    return sameStart * 16;
  }
  if (consonantsOf(typed) === consonantsOf(word)) {
    return sameStart * 8;
  }
  return sameStart * (isNextKey(typed, word) ? 4 : 1);
}

function sortedLetters(word: string): string {
  return Array.from(word).sort().join('');
}

const keyRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Whether the first letter that differs is that of a neighbouring key in the same row. */
function isNextKey(typed: string, word: string): boolean {
  if (typed.length !== word.length) {
    return false;
  }
  const at = Array.from(typed).findIndex((letter, i) => letter !== word[i]);
  return keyRows.some((row) => {
    const [hit, meant] = [row.indexOf(typed[at] ?? ' '), row.indexOf(word[at] ?? ' ')];
    return hit !== -1 && meant !== -1 && Math.abs(hit - meant) === 1;
  });
}

function consonantsOf(word: string): string {
  return word.replace(/[aeiouy]/g, '');
}
