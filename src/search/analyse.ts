import { eng } from 'stopword';
import stem from 'wink-porter2-stemmer';
import { type Token, tokenize } from './tokenize.ts';

/**
 * Words that say nothing of what a text is about: stopword's English list, which leaves "go" (of
 * Go-Explore) alone, and the words of questions that it lacks.
 */
export const stopWords: ReadonlySet<string> = new Set([
  ...eng.filter((word) => /^[a-z]+$/.test(word)),
  ...'does doing done having were been being there whose whom why'.split(' '),
]);

/** A text in the terms of search. */
export interface Analysis {
  /** The folded words, stop words among them. */
  readonly words: readonly string[];
  /** Their stems in the order of the text, stop words left out. */
  readonly terms: readonly string[];
  readonly compounds: readonly Compound[];
}

/** Words joined in writing, as one: `finetun` of "fine-tuning", `tau2bench` of `τ^2-Bench`. */
export interface Compound {
  readonly term: string;
  readonly parts: readonly string[];
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

/** The words, terms and compounds of a text: the same for documents and queries. */
export function analyse(text: string): Analysis {
  const tokens = tokenize(text);
  const words: string[] = [];
  const terms: string[] = [];
  for (const { word } of tokens) {
    words.push(word);
    if (!stopWords.has(word)) terms.push(stemOf(word));
  }
  return { words, terms, compounds: compoundsOf(tokens) };
}

/** Longer chains ("state-of-the-art-results") are prose, not names. */
const maxCompoundParts = 4;

/** Words joined in writing, taken together from each of them on. */
function compoundsOf(tokens: readonly Token[]): Compound[] {
  const compounds: Compound[] = [];
  for (let i = 1; i < tokens.length; i++) {
    if (!tokens[i]?.joined) continue;
    const words = [tokens[i - 1]?.word ?? ''];
    for (const next of tokens.slice(i, i + maxCompoundParts - 1)) {
      if (!next.joined) break;
      words.push(next.word);
      compounds.push({ term: stemOf(words.join('')), parts: words.map(stemOf) });
    }
  }
  return compounds;
}
