import { eng } from 'stopword';
import stem from 'wink-porter2-stemmer';
import { type Token, tokenize } from './tokenize.ts';

/**
 * Words that say nothing of what a text is about: stopword's English list without "go" (of
 * Go-Explore) and with the words of questions that it lacks.
 */
export const stopWords: ReadonlySet<string> = new Set([
  ...eng.filter((word) => !/^\d|^_?$/.test(word)),
  ...'does doing done having were been being there whose whom why'.split(' '),
]);

/** A text in the terms of search. */
export interface Analysis {
  /** In the order of the text, stop words left out. */
  readonly terms: readonly string[];
  /** Compounds written as one: `finetun` of "fine-tuning", `tau2bench` of `τ^2-Bench`. */
  readonly compounds: readonly string[];
}

const stems = new Map<string, string>();

/** The Porter2 stem of a folded word. */
export function stemOf(word: string): string {
  let found = stems.get(word);
  if (found === undefined) {
    found = /^[a-z]+$/.test(word) ? stem(word) : word;
    if (stems.size > 300_000) stems.clear();
    stems.set(word, found);
  }
  return found;
}

/** The terms of a text and its compounds. */
export function analyse(text: string): Analysis {
  const tokens = tokenize(text);
  const terms: string[] = [];
  for (const { word } of tokens) if (!stopWords.has(word)) terms.push(stemOf(word));
  return { terms, compounds: compoundsOf(tokens) };
}

/** The stems of two or more words joined in writing, whole and from each of their beginnings. */
function compoundsOf(tokens: readonly Token[]): string[] {
  const compounds: string[] = [];
  for (let i = 1; i < tokens.length; i++) {
    if (!tokens[i]?.joined) continue;
    let whole = tokens[i - 1]?.word ?? '';
    for (const next of tokens.slice(i, i + maxCompoundParts - 1)) {
      if (!next.joined) break;
      whole += next.word;
      compounds.push(stemOf(whole));
    }
  }
  return compounds;
}

/** Longer chains ("state-of-the-art-results") are prose, not names. */
const maxCompoundParts = 4;
