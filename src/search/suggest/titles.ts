import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { IndexedPaper, IndexPart } from '../index/indexed-paper.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import { createSuggester } from './suggester.ts';

/** Completes titles; those that came in are read when somebody types. */
export interface Titles extends IndexPart {
  /** Papers by their titles, most likely first. */
  suggest(typed: string, limit: number): Promise<readonly DocumentNumber[]>;
}

/** The titles of an index. */
export function createTitles(): Titles {
  const suggester = createSuggester();
  const unread = new Map<DocumentNumber, IndexedPaper>();
  return {
    add(document, paper) {
      unread.set(document, paper);
    },
    remove(document) {
      if (!unread.delete(document)) {
        suggester.remove(document);
      }
    },
    async suggest(typed, limit) {
      for (const [document, { title, listedOn, undatedListings }] of unread) {
        // A paper on many pages is more likely to be meant.
        suggester.add(document, title, 1 - 1 / (1 + listedOn.length + undatedListings));
        unread.delete(document);
        await yieldWhenDue();
      }
      return suggester.suggest(typed, limit);
    },
  };
}
