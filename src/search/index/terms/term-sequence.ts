/** A term by the order in which it was first met. */
export type TermNumber = number;

/** A document as the numbers of its terms. */
export interface TermSequence {
  /** Title, keywords, text and compounds (those of title and keywords twice), a gap (0) between each. */
  readonly terms: Uint32Array;
  /** How many of the first terms are title and keywords, each counting double. */
  readonly headLength: number;
  /** Terms in all, those of title and keywords twice. */
  readonly length: number;
}

/** The number that is no term: it parts title, keywords, text and compounds. */
export const gap: TermNumber = 0;
