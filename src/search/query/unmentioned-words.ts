import type { PaperIndex } from '../index/paper-index.ts';
import { stemOf, stopWords } from '../text/analyse.ts';
import { scanWords } from '../text/tokenize.ts';
import { fieldTermsFor } from '../vocabulary/plain-words.ts';
import { knownTerm } from './query-concepts.ts';
import { idleTerms } from './words-of-asking.ts';

/**
 * The words of a query, as typed, that no paper has in any form: not by their stem, written
 * together with a neighbour, as an acronym or its long form, nor by a term of the field.
 */
export function unmentionedWords(text: string, index: PaperIndex): string[] {
  const typed: { readonly word: string; readonly shown: string }[] = [];
  scanWords(text, (word, start, end) => void typed.push({ word, shown: text.slice(start, end) }));
  const missing = typed.filter(({ word }, at) => {
    const neighbours = [typed[at - 1]?.word, typed[at + 1]?.word];
    return isTelling(word) && !isMentioned(word, neighbours, index);
  });
  return [...new Set(missing.map(({ shown }) => shown))];
}

const isTelling = (word: string) =>
  !stopWords.has(word) && !idleTerms.has(stemOf(word)) && !/^\d+$/.test(word);

function isMentioned(
  word: string,
  [before, after]: readonly (string | undefined)[],
  { statistics, acronyms, spelling }: PaperIndex,
): boolean {
  const term = knownTerm(stemOf(word), statistics);
  const number = statistics.number(term);
  if (number !== undefined && statistics.frequency(number) > 0) {
    return true;
  }
  const isJoined = [before && before + word, after && word + after].some(
    (joined) => joined !== undefined && joined !== '' && spelling.inCorpus(joined),
  );
  return isJoined || acronyms.longForms(term).length > 0 || fieldTermsFor(term).length > 0;
}
