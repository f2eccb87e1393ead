import { createYielder } from '../yielder.ts';
import { gap, type TermNumber, type TermStatistics } from './term-statistics.ts';

/** Which documents have a term, and how often, as of one moment. */
export interface Postings {
  /** The documents that have it, in ascending order. */
  documents(term: TermNumber): Uint32Array;
  /** How often each of them has it, an occurrence in title or keywords as two; 255 is that or more. */
  counts(term: TermNumber): Uint8Array;
}

/** Documents looked through between two looks at the clock. */
const readAtOnce = 50;

/**
 * Turns the terms of all documents around, in slices that leave the event loop free: some five
 * bytes for each different term of a document.
 */
export async function invertTerms(statistics: TermStatistics): Promise<Postings> {
  const yieldWhenDue = createYielder();
  const { nextTerm, nextDocument } = statistics;
  const starts = new Uint32Array(nextTerm + 1);
  for (let term = 1; term < nextTerm; term++) {
    starts[term + 1] = (starts[term] ?? 0) + statistics.frequency(term);
  }
  const documents = new Uint32Array(starts[nextTerm] ?? 0);
  const counts = new Uint8Array(documents.length);
  const ends = starts.slice();
  const lastDocument = new Int32Array(nextTerm).fill(-1);
  for (let document = 0; document < nextDocument; document++) {
    const sequence = statistics.sequence(document);
    const length = sequence?.terms.length ?? 0;
    for (let i = 0; i < length; i++) {
      const term = sequence?.terms[i] ?? gap;
      if (term === gap) {
        continue;
      }
      if (lastDocument[term] !== document) {
        lastDocument[term] = document;
        documents[ends[term] ?? 0] = document;
        ends[term] = (ends[term] ?? 0) + 1;
      }
      const at = (ends[term] ?? 0) - 1;
      counts[at] = Math.min(255, (counts[at] ?? 0) + (i < (sequence?.headLength ?? 0) ? 2 : 1));
    }
    if (document % readAtOnce === 0) {
      await yieldWhenDue();
    }
  }
  return {
    documents: (term) => documents.subarray(starts[term] ?? 0, starts[term + 1] ?? 0),
    counts: (term) => counts.subarray(starts[term] ?? 0, starts[term + 1] ?? 0),
  };
}
