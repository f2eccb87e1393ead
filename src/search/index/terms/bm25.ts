/**
 * Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
 * 2009), with the inverse document frequency that is never negative.
 */
export const k1 = 1.2;
/** How much a document's length counts, from 0 to 1 (Robertson and Zaragoza 2009). */
export const b = 0.75;

/** How much it says of a document to contain a term that `frequency` of `documents` contain. */
export function inverseDocumentFrequency(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

/** How far `count` occurrences go towards the whole idf, in a text of `length` terms. */
export function saturation(count: number, length: number, averageLength: number): number {
  const norm = 1 - b + (b * length) / averageLength;
  return (count * (k1 + 1)) / (count + k1 * norm);
}
