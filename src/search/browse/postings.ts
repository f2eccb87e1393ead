import type { DocumentNumber } from '../index/term-engine.ts';
import { gap, type TermNumber, type TermStatistics } from '../index/term-statistics.ts';
import { createYielder } from '../yielder.ts';

/** Which documents have a term, found when first asked for. */
export interface Postings {
  /** Looks for these terms in all documents at once. */
  load(terms: Iterable<TermNumber>): Promise<void>;
  /** The documents of a term that was loaded, in ascending order. */
  of(term: TermNumber): readonly DocumentNumber[];
}

/** Documents looked through between two looks at the clock. */
const readAtOnce = 50;

const none = new Uint32Array();

/** Postings of the documents as they are now. */
export function createPostings(statistics: TermStatistics): Postings {
  const lists = new Map<TermNumber, DocumentNumber[]>();
  let loading = Promise.resolve();

  async function loadNow(terms: Iterable<TermNumber>): Promise<void> {
    const wanted = new Map<TermNumber, DocumentNumber[]>();
    const isWanted = new Uint8Array(statistics.nextTerm);
    for (const term of terms) {
      if (!lists.has(term) && term !== gap) {
        wanted.set(term, []);
        isWanted[term] = 1;
      }
    }
    if (wanted.size === 0) {
      return;
    }
    const yieldWhenDue = createYielder();
    for (let document = 0; document < statistics.nextDocument; document++) {
      const terms = statistics.sequence(document)?.terms ?? none;
      for (let i = 0; i < terms.length; i++) {
        const term = terms[i] ?? gap;
        if (isWanted[term] === 1) {
          const list = wanted.get(term);
          if (list && list.at(-1) !== document) {
            list.push(document);
          }
        }
      }
      if (document % readAtOnce === 0) {
        await yieldWhenDue();
      }
    }
    for (const [term, list] of wanted) {
      lists.set(term, list);
    }
  }

  return {
    load(terms) {
      // One after the other, so that a term is looked for once.
      loading = loading.then(() => loadNow(terms));
      return loading;
    },
    of: (term) => lists.get(term) ?? [],
  };
}
