import { editDistance, forgivenEdits, letterBits, missingLetters } from './edit-distance.ts';
import type { IndexPart } from './indexed-paper.ts';

/** Corrects words that nobody knows into words of the corpus. */
export interface Spelling extends IndexPart {
  /** Whether the corpus or an English word list has this folded word, or it is no word at all. */
  knows(word: string): boolean;
  /** Whether the corpus writes this folded word, as a word of its own. */
  inCorpus(word: string): boolean;
  /** The word of the corpus that was probably meant: fewest errors, then most common. */
  correct(word: string): string | undefined;
}

interface Known {
  count: number;
  readonly bits: number;
}

/**
 * `english` is a sorted list. Words of a paper that is gone stay known until the index is built
 * anew: they were words, after all.
 */
export function createSpelling(english: readonly string[]): Spelling {
  const vocabulary = new Map<string, Known>();

  function knows(word: string): boolean {
    return (
      word.length < 4 ||
      !/^[a-z]+$/.test(word) ||
      vocabulary.has(word) ||
      vocabulary.has(word.replace(/s$/, '')) ||
      includesSorted(english, word)
    );
  }

  return {
    add(_document, { titleTerms, textTerms }) {
      for (const words of [titleTerms.words, textTerms.words]) {
        for (const word of words) {
          const known = vocabulary.get(word);
          if (known === undefined) vocabulary.set(word, { count: 1, bits: letterBits(word) });
          else known.count++;
        }
      }
    },
    remove() {},
    knows,
    inCorpus: (word) => vocabulary.has(word),
    correct(word) {
      if (knows(word)) return undefined;
      const bits = letterBits(word);
      let fewest = forgivenEdits(word.length);
      let best: { readonly word: string; readonly score: number } | undefined;
      for (const [candidate, known] of vocabulary) {
        if (candidate.length < 4 || Math.abs(candidate.length - word.length) > fewest) continue;
        if (missingLetters(bits, known.bits) > fewest || missingLetters(known.bits, bits) > fewest)
          continue;
        const edits = editDistance(word, candidate, fewest);
        if (edits > fewest) continue;
        const score = known.count * likeness(word, candidate);
        if (edits < fewest || best === undefined || score > best.score)
          best = { word: candidate, score };
        fewest = edits;
      }
      return best?.word;
    },
  };
}

/** People rarely miss the first letter, and more often a vowel or the order than a consonant. */
function likeness(typed: string, word: string): number {
  const sameStart = typed[0] === word[0] ? 4 : 1;
  return sameStart * (consonantsOf(typed) === consonantsOf(word) ? 8 : 1);
}

function consonantsOf(word: string): string {
  return word.replace(/[aeiouy]/g, '');
}

function includesSorted(words: readonly string[], word: string): boolean {
  let low = 0;
  let high = words.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = words[middle] ?? '';
    if (found === word) return true;
    if (found < word) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
