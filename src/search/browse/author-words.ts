import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { IndexedPaper } from '../index/indexed-paper.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import { readAuthorName } from '../suggest/author-name.ts';

/** The papers whose authors have a word in their names. */
export interface AuthorWords {
  /** The papers that somebody of this name may have written. */
  mayBeBy(asked: string): ReadonlySet<DocumentNumber>;
}

/** Reads the names of all authors. */
export async function readAuthorWords(
  entries: ReadonlyMap<DocumentNumber, IndexedPaper>,
): Promise<AuthorWords> {
  const wordsOf = new Map<string, readonly string[]>();
  const byWord = new Map<string, Set<DocumentNumber>>();
  for (const [document, { authors }] of entries) {
    for (const name of authors) {
      const words = wordsOf.get(name) ?? readAuthorName(name).words;
      wordsOf.set(name, words);
      for (const word of words) {
        const having = byWord.get(word);
        if (having) {
          having.add(document);
        } else {
          byWord.set(word, new Set([document]));
        }
      }
    }
    await yieldWhenDue();
  }
  const none: ReadonlySet<DocumentNumber> = new Set();
  return {
    mayBeBy(asked) {
      const { words } = readAuthorName(asked);
      const [longest = ''] = words.toSorted((a, b) => b.length - a.length);
      if (words.length > 1 && longest.length > 1) {
        return byWord.get(longest) ?? none;
      }
      // One word may be the beginning of a name, and a letter an initial.
      return new Set(
        [...byWord].flatMap(([word, having]) =>
          longest !== '' && word.startsWith(longest) ? [...having] : [],
        ),
      );
    },
  };
}
