import type { Paper } from '../../corpus/paper.ts';
import { createPhraseFinder } from '../../search/wording/phrase-finder.ts';
import type { FilteredPaper } from './known-paper.ts';
import type { PaperWords } from './paper-words.ts';
import type { KnownPhrases } from './phrase-memory.ts';

/** Which of some phrases papers mention; a phrase is named by its place in the list. */
export interface Mentions {
  /** Reads the paper only where nobody looked before. */
  has(held: FilteredPaper, place: number): boolean;
  /** The words of the paper that mention the phrase. */
  wordsOf(held: FilteredPaper, place: number): string | undefined;
}

/** @param known - what was found before; what is found now is added to it. */
export function createMentions(
  phrases: readonly string[],
  words: PaperWords,
  known?: KnownPhrases,
): Mentions {
  const marks = known?.marksOf(phrases);
  let finder: ReturnType<typeof createPhraseFinder> | undefined;
  // All phrases are asked for of one paper before the next.
  let last: Paper | undefined;
  let found: ReadonlyMap<number, string> = new Map();

  function findIn(paper: Paper): ReadonlyMap<number, string> {
    if (paper !== last) {
      finder ??= createPhraseFinder(phrases, words.reader);
      found = finder.findIn(words.texts(paper));
      last = paper;
    }
    return found;
  }

  return {
    has({ paper, number }, place) {
      const mark = number === undefined ? undefined : marks?.get(number, place);
      if (mark !== undefined) {
        return mark;
      }
      const all = findIn(paper);
      for (let each = 0; number !== undefined && marks && each < phrases.length; each++) {
        marks.set(number, each, all.has(each));
      }
      return all.has(place);
    },
    wordsOf: ({ paper }, place) => findIn(paper).get(place),
  };
}
