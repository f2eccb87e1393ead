/** A paper's place in the index: grows with each paper taken in, never used again. */
export type DocumentNumber = number;

/** A paper in the terms of search. */
export interface IndexedText {
  readonly document: DocumentNumber;
  /** Separated by spaces; those of the title stand twice. */
  readonly terms: string;
}

/** Weighted terms that an engine ranks documents by. */
export interface TermQuery {
  /** Any of these will do; the more and the rarer, the better. */
  readonly any: readonly string[];
  /** Every one of these must be there. */
  readonly all?: readonly string[];
  /** None of these may be there. */
  readonly none?: readonly string[];
  /** Papers that may be found: a byte for each document, 0 where it may not; all by default. */
  readonly among?: Uint8Array;
  /** How many of the best to return. */
  readonly limit: number;
}

/**
 * The inverted index: finds the papers worth ranking. The layers above score what it finds, so an
 * engine need only agree with BM25 on who belongs to the best few hundred.
 */
export interface TermEngine {
  readonly name: string;
  /** Takes papers in and forgets others, in one step. */
  update(added: readonly IndexedText[], removed: readonly DocumentNumber[]): Promise<void>;
  /** The best by BM25, best first. */
  search(query: TermQuery): Promise<readonly DocumentNumber[]>;
  close(): Promise<void>;
}
