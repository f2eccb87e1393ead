import type { DocumentNumber } from '../index/term-engine.ts';
import { gap, type TermNumber } from '../index/terms/term-sequence.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import { analyse } from '../text/analyse.ts';
import type { Meaning } from './meaning.ts';
import type { SentenceEncoder } from './sentence-encoder.ts';
import { type DenseMatrix, rightSingularVectors, type SparseVector } from './truncated-svd.ts';

/** Dimensions of the space, as is usual for some hundreds to a few thousand texts. */
const dimensions = 100;

/**
 * Latent semantic analysis of the corpus itself (Deerwester et al., "Indexing by Latent Semantic
 * Analysis", 1990): terms that keep the same company get close vectors, so that a paper is found
 * by words that it does not use. Term counts are weighted by logarithm and entropy (Dumais, 1991).
 */
export async function learnLatentSemantics(
  statistics: TermStatistics,
  documents: readonly DocumentNumber[],
): Promise<Meaning> {
  const counts = documents.map((document) => countTerms(statistics, document));
  const weights = entropyWeights(statistics, counts);
  const rows = counts.map((count) => weighted(count, weights));
  const terms = await rightSingularVectors(rows, statistics.nextTerm, dimensions);
  const encoder: SentenceEncoder = {
    name: 'latent semantics',
    encode: async (texts) =>
      texts.map(({ title = '', text }) =>
        project(weighted(countText(title, text, statistics), weights), terms),
      ),
  };
  return {
    encoder,
    vectors: new Map(rows.map((row, i) => [documents[i] ?? -1, project(row, terms)])),
  };
}

/** The place of a text in the space, from its terms. */
function project({ indices, values }: SparseVector, terms: DenseMatrix): Float32Array {
  const vector = new Float32Array(terms.columns);
  for (const [i, number] of indices.entries()) {
    const from = number * terms.columns;
    for (let j = 0; j < terms.columns; j++) {
      vector[j] = (vector[j] ?? 0) + (values[i] ?? 0) * (terms.values[from + j] ?? 0);
    }
  }
  return ofLengthOne(vector);
}

type TermCounts = ReadonlyMap<TermNumber, number>;

function countTerms(statistics: TermStatistics, document: DocumentNumber): TermCounts {
  const counts = new Map<TermNumber, number>();
  const sequence = statistics.sequence(document);
  for (const [i, number] of sequence?.terms.entries() ?? []) {
    if (number === gap) {
      continue;
    }
    counts.set(number, (counts.get(number) ?? 0) + (i < (sequence?.headLength ?? 0) ? 2 : 1));
  }
  return counts;
}

function countText(title: string, text: string, statistics: TermStatistics): TermCounts {
  const counts = new Map<TermNumber, number>();
  for (const part of [title, title, text]) {
    const { terms, compounds } = analyse(part);
    for (const term of [...terms, ...compounds.map((compound) => compound.term)]) {
      const number = statistics.number(term);
      if (number !== undefined) {
        counts.set(number, (counts.get(number) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** One minus the entropy of how a term is spread over the documents; none for a term of one document. */
function entropyWeights(
  statistics: TermStatistics,
  documents: readonly TermCounts[],
): Float64Array {
  const totals = new Float64Array(statistics.nextTerm);
  for (const counts of documents) {
    for (const [number, count] of counts) {
      totals[number] = (totals[number] ?? 0) + count;
    }
  }
  const weights = new Float64Array(statistics.nextTerm);
  for (const counts of documents) {
    for (const [number, count] of counts) {
      const share = count / (totals[number] ?? 1);
      weights[number] =
        (weights[number] ?? 0) + (share * Math.log(share)) / Math.log(documents.length + 1);
    }
  }
  return weights.map((sum, number) => (statistics.frequency(number) > 1 ? 1 + sum : 0));
}

function weighted(counts: TermCounts, weights: Float64Array): SparseVector {
  const indices = Uint32Array.from(counts.keys()).filter((number) => (weights[number] ?? 0) > 0);
  const values = Float64Array.from(
    indices,
    (number) => (1 + Math.log(counts.get(number) ?? 1)) * (weights[number] ?? 0),
  );
  const length = Math.hypot(...values) || 1;
  return { indices, values: values.map((value) => value / length) };
}

/** The same direction with length one; zeros stay zeros. */
function ofLengthOne(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) {
    squares += value * value;
  }
  return squares === 0 ? vector : vector.map((value) => value / Math.sqrt(squares));
}
