import type { Paper, PaperId } from '../../corpus/paper.ts';
import { createPhraseFinder, type PhraseFinder } from '../../search/wording/phrase-finder.ts';
import type { FilteredPaper } from './known-paper.ts';
import type { PaperWords } from './paper-words.ts';
import type { KnownPhrases } from './phrase-memory.ts';

/** Which of some phrases papers mention; a phrase is named by its place in the list. */
export interface Mentions {
  /** What is known without reading the paper; undefined where nobody looked before. */
  known(paper: PaperId, place: number): boolean | undefined;
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
  const numbers = phrases.map((phrase) => known?.numberOf(phrase));
  let finder: PhraseFinder | undefined;
  // All phrases are asked for of one paper before the next.
  let last: Paper | undefined;
  let mentions: ReadonlyMap<number, string> = new Map();

  function findIn(paper: Paper): ReadonlyMap<number, string> {
    if (paper !== last) {
      finder ??= createPhraseFinder(phrases);
      mentions = finder.findIn(words.texts(paper));
      last = paper;
    }
    return mentions;
  }

  return {
    known(paper, place) {
      const number = numbers[place];
      const found = number === undefined ? undefined : known?.foundIn(paper);
      return number !== undefined && found && number < found.upTo
        ? found.mentioned.includes(number)
        : undefined;
    },
    has({ paper, found }, place) {
      const number = numbers[place];
      if (number === undefined || found === undefined) {
        return findIn(paper).has(place);
      }
      if (found.upTo <= number) {
        known?.lookThrough(paper.id, found, words.texts(paper));
      }
      return found.mentioned.includes(number);
    },
    wordsOf: ({ paper }, place) => findIn(paper).get(place),
  };
}
