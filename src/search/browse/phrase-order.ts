import { gap, type TermNumber, type TermSequence } from '../index/terms/term-sequence.ts';

/** A way to write some words of a phrase, by terms that documents have; a stop word has none. */
export interface KnownWay {
  readonly terms: readonly TermNumber[];
  readonly words: number;
}

/** For each word of a phrase the ways to go on from it. */
export type KnownPhrase = readonly (readonly KnownWay[])[];

/**
 * Tells whether a document may have the words of a phrase one after the other. Documents hold no
 * stop words, and of compounds not where they are: some pass that do not have the phrase.
 * @returns undefined where having the terms is all that can be told.
 */
export function createOrderCheck(
  typed: KnownPhrase,
): ((sequence: TermSequence) => boolean) | undefined {
  const told = typed.findIndex((ways) => ways.every(({ terms }) => terms.length > 0));
  const phrase = told < 0 ? [] : typed.slice(told);
  const starts = phrase[0] ?? [];
  if (starts.every(({ terms, words }) => terms.length === 1 && words === phrase.length)) {
    return undefined;
  }
  const before = typed.slice(0, told).flatMap(singleTerms);
  const asCompound = phrase.flatMap(singleTerms);
  return ({ terms }) => {
    const compounds = terms.lastIndexOf(gap) + 1;
    return (
      before.some((term) => terms.includes(term)) ||
      asCompound.some((term) => terms.includes(term, compounds)) ||
      starts.some((way) => isAnywhere(terms, phrase, way))
    );
  };
}

function singleTerms(ways: readonly KnownWay[]): TermNumber[] {
  return ways.flatMap(({ terms }) => (terms.length === 1 ? terms : []));
}

/** Whether a way to begin the phrase is in the terms, and the rest of it behind. */
function isAnywhere(terms: Uint32Array, phrase: KnownPhrase, way: KnownWay): boolean {
  const [first = gap] = way.terms;
  for (let at = terms.indexOf(first); at >= 0; at = terms.indexOf(first, at + 1)) {
    if (isHere(terms, at, phrase, 0, way)) {
      return true;
    }
  }
  return false;
}

/** Whether a way is at a place in the terms, and the rest of the phrase behind it. */
function isHere(
  terms: Uint32Array,
  at: number,
  phrase: KnownPhrase,
  word: number,
  way: KnownWay,
): boolean {
  return (
    way.terms.every((term, i) => terms[at + i] === term) &&
    goesOn(terms, at + way.terms.length, phrase, word + way.words)
  );
}

function goesOn(terms: Uint32Array, at: number, phrase: KnownPhrase, word: number): boolean {
  const ways = phrase[word];
  return (
    ways === undefined ||
    ways.some(
      (way) =>
        isHere(terms, at, phrase, word, way) ||
        // Another form of a stop word is a term.
        (way.terms.length === 0 && goesOn(terms, at + 1, phrase, word + way.words)),
    )
  );
}
