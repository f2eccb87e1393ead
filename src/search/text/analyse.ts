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

/** A word and what it is searched by. */
interface Lexeme {
  readonly word: string;
  /** Its Porter2 stem. */
  readonly stem: string;
  readonly isStopWord: boolean;
}

/** The words met last. Each is stemmed once. */
const lexicon = new Map<string, Lexeme>();
const maxWords = 30_000;

/** A word as a string of its own: as a slice it would keep the whole text that it was cut from. */
export function ownString(word: string): string {
  return word.length < shortestSlice ? word : Buffer.from(word).toString();
}

/** Shorter pieces of a string are copies in V8. */
const shortestSlice = 13;

/**
 * Letters of the longest word that is stemmed and remembered. What is longer is no English word, and
 * the stemmer takes time that grows with the square of the length.
 */
const longestStemmed = 40;

function lexemeOf(word: string): Lexeme {
  const known = lexicon.get(word);
  if (known !== undefined) {
    return known;
  }
  const own = ownString(word);
  const lexeme = { word: own, stem: stemWord(own), isStopWord: stopWords.has(own) };
  if (own.length > longestStemmed) {
    return lexeme;
  }
  if (lexicon.size >= maxWords) {
    lexicon.clear();
  }
  lexicon.set(own, lexeme);
  return lexeme;
}

/** The Porter2 stem of a folded word, in either spelling, without remembering it. */
export function stemWord(word: string): string {
  return word.length <= longestStemmed && /^[a-z]+$/.test(word) ? stem(oneSpelling(word)) : word;
}

/**
 * British and American spelling as one, which Porter2 keeps apart: `optimise` and `optimize`,
 * `analyse`, `behaviour`. What becomes no word ("supervized") does so in papers and queries alike.
 */
function oneSpelling(word: string): string {
  if (word.length < shortestRespelled) {
    return word;
  }
  return word
    .replace(/([iy])s(e|es|ed|ing|er|ers|able|ation|ations)$/, '$1z$2')
    .replace(/our(s|al|ally|ed|ing|able)?$/, 'or$1');
}

const shortestRespelled = 6;

/** The Porter2 stem of a folded word, in either spelling. */
export function stemOf(word: string): string {
  return lexemeOf(word).stem;
}

/** The words, terms and compounds of a text: the same for documents and queries. */
export function analyse(text: string): Analysis {
  const words: string[] = [];
  const terms: string[] = [];
  const compounds: Compound[] = [];
  scanText(
    text,
    (word) => {
      const lexeme = lexemeOf(word);
      words.push(lexeme.word);
      if (!lexeme.isStopWord) {
        terms.push(lexeme.stem);
      }
    },
    (parts) => compounds.push({ term: stemOf(parts.join('')), parts: parts.map(stemOf) }),
  );
  return { words, terms, compounds };
}

/** The words of a text in order, and with each the compounds that end with it, as their words. */
export function scanText(
  text: string,
  visit: (word: string) => void,
  visitCompound: (words: readonly string[]) => void,
): void {
  let last = '';
  /** Words joined to each other, up to the last one read; none where that one is alone. */
  let chain: readonly string[] = [];
  scanWords(text, (word, _start, _end, joined) => {
    visit(word);
    if (joined) {
      chain = [...(chain.length > 0 ? chain : [last]).slice(1 - maxCompoundParts), word];
      for (let from = chain.length - 2; from >= 0; from--) {
        visitCompound(chain.slice(from));
      }
    } else if (chain.length > 0) {
      chain = [];
    }
    last = word;
  });
}

/** Longer chains ("state-of-the-art-results") are prose, not names. */
const maxCompoundParts = 4;
