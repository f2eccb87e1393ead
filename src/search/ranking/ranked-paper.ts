import type { DocumentNumber } from '../index/term-engine.ts';

/** A candidate and its score. */
export interface RankedPaper {
  readonly document: DocumentNumber;
  readonly score: number;
}

/** Best first; of two as good, the one taken in earlier. */
export function byScore(a: RankedPaper, b: RankedPaper): number {
  return b.score - a.score || a.document - b.document;
}
