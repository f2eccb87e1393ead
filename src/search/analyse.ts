import { eng } from 'stopword';
import stem from 'wink-porter2-stemmer';
import { scanWords } from './tokenize.ts';

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

/** Stems already worked out; a corpus has no more than some hundred thousand words. */
const stems = new Map<string, string>();
const terms = new Map<string, string>();
const mostKept = 300_000;

/** The Porter2 stem of a folded word. */
export function stemOf(word: string): string {
  return stems.get(word) ?? keep(stems, word, /^[a-z]+$/.test(word) ? stem(word) : word);
}

/** The stem of a folded word that says something; empty for a stop word. */
export function termOf(word: string): string {
  return terms.get(word) ?? keep(terms, word, stopWords.has(word) ? '' : stemOf(word));
}

function keep(kept: Map<string, string>, word: string, value: string): string {
  if (kept.size >= mostKept) kept.clear();
  kept.set(word, value);
  return value;
}

/** The words, terms and compounds of a text: the same for documents and queries. */
export function analyse(text: string): Analysis {
  const words: string[] = [];
  const terms: string[] = [];
  const compounds: Compound[] = [];
  /** Words joined to each other, up to the last one read. */
  let chain: string[] = [];
  scanWords(text, (word, _start, _end, joined) => {
    words.push(word);
    const term = termOf(word);
    if (term !== '') terms.push(term);
    if (!joined) chain = [word];
    else {
      chain = [...chain.slice(1 - maxCompoundParts), word];
      for (let from = chain.length - 2; from >= 0; from--)
        compounds.push(compoundOf(chain.slice(from)));
    }
  });
  return { words, terms, compounds };
}

/** Longer chains ("state-of-the-art-results") are prose, not names. */
const maxCompoundParts = 4;

function compoundOf(words: readonly string[]): Compound {
  return { term: stemOf(words.join('')), parts: words.map(stemOf) };
}
