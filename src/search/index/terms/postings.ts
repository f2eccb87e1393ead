import { yieldWhenDue } from '../../../corpus/yield-when-due.ts';
import type { DocumentNumber } from '../term-engine.ts';
import { gap, type TermNumber } from './term-sequence.ts';
import type { TermStatistics } from './term-statistics.ts';

/** Which documents of a stretch have a term, and how often, as of one moment. */
export interface Postings {
  /** The first document, and the one after the last. */
  readonly from: DocumentNumber;
  readonly to: DocumentNumber;
  /** The documents that have it, in ascending order; some of them may be gone. */
  documents(term: TermNumber): Uint32Array;
  /** How often each of them has it, an occurrence in title or keywords as two; 255 is that or more. */
  counts(term: TermNumber): Uint8Array;
}

/** Documents looked through between two looks at the clock. */
const readAtOnce = 50;

/** Fewer new documents, or a smaller part of all, are turned around by themselves. */
const smallest = 2_000;
const smallestShare = 0.25;

/**
 * Keeps the terms of all documents turned around: what came in since is turned around when it is
 * next asked for, by itself where it is little.
 * @returns a function that tells the postings of all documents, one or two stretches of them.
 */
export function createPostings(statistics: TermStatistics): () => Promise<readonly Postings[]> {
  const none: Postings = {
    from: 0,
    to: 0,
    documents: () => new Uint32Array(0),
    counts: () => new Uint8Array(0),
  };
  let latest: { readonly to: DocumentNumber; readonly all: Promise<readonly Postings[]> } = {
    to: 0,
    all: Promise.resolve([none]),
  };

  async function after(before: Promise<readonly Postings[]>, to: DocumentNumber) {
    const [first = none] = await before;
    const added = to - first.to;
    return added > Math.max(smallest, smallestShare * first.to)
      ? [await invertTerms(statistics, 0, to)]
      : [first, await invertTerms(statistics, first.to, to)];
  }

  return () => {
    const to = statistics.nextDocument;
    if (latest.to !== to) {
      latest = { to, all: after(latest.all, to) };
    }
    return latest.all;
  };
}

/**
 * Turns the terms of a stretch of documents around, in slices that leave the event loop free: some
 * five bytes for each different term of a document.
 */
async function invertTerms(
  statistics: TermStatistics,
  from: DocumentNumber,
  to: DocumentNumber,
): Promise<Postings> {
  const lastDocument = new Int32Array(statistics.nextTerm).fill(-1);
  const ends = new Uint32Array(statistics.nextTerm + 1);
  for (let document = from; document < to; document++) {
    const terms = statistics.sequence(document)?.terms ?? noTerms;
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] ?? gap;
      if (term !== gap && lastDocument[term] !== document) {
        lastDocument[term] = document;
        ends[term + 1] = (ends[term + 1] ?? 0) + 1;
      }
    }
    if (document % readAtOnce === 0) {
      await yieldWhenDue();
    }
  }
  for (let term = 1; term < ends.length; term++) {
    ends[term] = (ends[term] ?? 0) + (ends[term - 1] ?? 0);
  }
  const starts = ends.slice();
  const documents = new Uint32Array(starts.at(-1) ?? 0);
  const counts = new Uint8Array(documents.length);
  lastDocument.fill(-1);
  for (let document = from; document < to; document++) {
    const { terms, headLength } = statistics.sequence(document) ?? noSequence;
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] ?? gap;
      if (term === gap) {
        continue;
      }
      if (lastDocument[term] !== document) {
        lastDocument[term] = document;
        documents[ends[term] ?? 0] = document;
        ends[term] = (ends[term] ?? 0) + 1;
      }
      const at = (ends[term] ?? 0) - 1;
      counts[at] = Math.min(255, (counts[at] ?? 0) + (i < headLength ? 2 : 1));
    }
    if (document % readAtOnce === 0) {
      await yieldWhenDue();
    }
  }
  // A term that came in later is in none of these documents.
  return {
    from,
    to,
    documents: (term) =>
      documents.subarray(starts[term] ?? 0, starts[term + 1] ?? starts[term] ?? 0),
    counts: (term) => counts.subarray(starts[term] ?? 0, starts[term + 1] ?? starts[term] ?? 0),
  };
}

const noTerms = new Uint32Array(0);
const noSequence = { terms: noTerms, headLength: 0 };
