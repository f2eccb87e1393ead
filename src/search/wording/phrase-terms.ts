import { rememberLast } from '../../corpus/text/remember-last.ts';
import { stemOf, stopWords } from '../text/analyse.ts';
import { mayBeOneWord, type PhraseWord, readPhrase } from './phrase.ts';

/** One way in which a text writes the words of a phrase from a place on. */
export interface Way {
  /** The terms of the index that such a text has; none where only stop words are asked for. */
  readonly terms: readonly string[];
  /** How many words of the phrase they are. */
  readonly words: number;
}

/** For each word of a phrase the ways to go on from it. */
export type PhraseTerms = readonly (readonly Way[])[];

/** Phrases that are remembered: a team's keywords are asked for each day. */
const maxRemembered = 5_000;

/**
 * The terms by which an index finds every text that a phrase finder would find, and some that it
 * would not: their order and distance are not looked at.
 */
export const phraseTerms: (typed: string) => PhraseTerms = rememberLast(maxRemembered, (typed) => {
  const { words, joinedAt } = readPhrase(typed);
  return words.map((word, at) => [
    ...waysOf(word),
    ...(joinedAt[at] ?? []).flatMap((written, count) => asWays([...written].map(stemOf), count)),
  ]);
});

function waysOf({ forms, inCapitals }: PhraseWord): Way[] {
  const isUnseen = [...forms].some((form) => stopWords.has(form));
  if (isUnseen) {
    return [{ terms: [], words: 1 }];
  }
  const split = inCapitals ? [] : [...forms].flatMap(splitsOf);
  return [...asWays([...forms].map(stemOf), 1), ...split.map((terms) => ({ terms, words: 1 }))];
}

function asWays(terms: readonly string[], words: number): Way[] {
  return [...new Set(terms)].map((term) => ({ terms: [term], words }));
}

/** Letters of the longest word that is looked for in two parts. */
const longestParted = 60;

/** "finetuned" may be written "fine tuned". */
function splitsOf(form: string): [string, string][] {
  const splits: [string, string][] = [];
  if (form.length > longestParted) {
    return splits;
  }
  for (let at = 2; at <= form.length - 3; at++) {
    const [one, two] = [form.slice(0, at), form.slice(at)];
    if (mayBeOneWord(one, two)) {
      splits.push([stemOf(one), stemOf(two)]);
    }
  }
  return splits;
}
