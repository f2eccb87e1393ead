import type { DocumentNumber } from '../index/term-engine.ts';

/** A candidate with its score and the parts of it. */
export interface RankedPaper {
  readonly document: DocumentNumber;
  readonly score: number;
}

/** Best first; of two as good, the one taken in earlier. */
export function byScore(a: RankedPaper, b: RankedPaper): number {
  return b.score - a.score || a.document - b.document;
}
