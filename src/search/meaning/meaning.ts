import type { DocumentNumber } from '../index/term-engine.ts';
import { nthLargest } from '../nth-largest.ts';
import type { SentenceEncoder } from './sentence-encoder.ts';

/** The papers as vectors of one encoder. */
export interface Meaning {
  readonly encoder: SentenceEncoder;
  readonly vectors: Map<DocumentNumber, Float32Array>;
}

/** A paper and how close it is, from -1 to 1. */
export interface Closeness {
  readonly document: DocumentNumber;
  readonly closeness: number;
}

/** The papers closest to a vector, closest first; those that point away from it are left out. */
export function closest(
  { vectors }: Meaning,
  to: Float32Array,
  accepts: (document: DocumentNumber) => boolean,
  limit: number,
): Closeness[] {
  const documents: DocumentNumber[] = [];
  const all: number[] = [];
  vectors.forEach((vector, document) => {
    const closeness = innerProduct(vector, to);
    if (closeness > 0 && accepts(document)) {
      documents.push(document);
      all.push(closeness);
    }
  });
  const least = nthLargest(all, limit);
  const found: Closeness[] = [];
  for (const [i, document] of documents.entries()) {
    const closeness = all[i] ?? 0;
    if (closeness >= least) {
      found.push({ document, closeness });
    }
  }
  return found.sort((a, b) => b.closeness - a.closeness || a.document - b.document).slice(0, limit);
}

function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    sum += (a[i] ?? 0) * (b[i] ?? 0);
  }
  return sum;
}
