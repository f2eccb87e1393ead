/** A text to encode: a query has no title. */
export interface EncodedText {
  readonly title?: string;
  readonly text: string;
}

/**
 * Turns texts into vectors of length one whose inner product says how close in meaning they are;
 * all zeros for a text that it can make nothing of.
 */
export interface SentenceEncoder {
  readonly name: string;
  encode(texts: readonly EncodedText[]): Promise<readonly Float32Array[]>;
}
