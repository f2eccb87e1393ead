import type { DocumentNumber } from '../index/term-engine.ts';
import { gap, type TermSequence } from '../index/terms/term-sequence.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import { createYielder } from '../yielder.ts';

/** A topic guessed from a text, and by how much it is closer than the next one. */
export interface TopicGuess {
  readonly topic: string;
  readonly margin: number;
}

/** Guesses the topic of a paper from its terms. */
export interface TopicClassifier {
  /**
   * The topic whose papers are closest to this text. `except` is a paper to be taken as not learned
   * from, as leave-one-out asks.
   */
  guess(sequence: TermSequence, except?: DocumentNumber): TopicGuess | undefined;
}

/** A guess that is closer to its topic by less than this is no guess. */
export const minMargin = 0.01;

/** More than these say nothing new of a topic, and cost memory. */
const maxLearned = 3_000;

type Features = Map<number, number>;

/** The sums of the features of each topic's papers, a row for each feature. */
interface Centroids {
  readonly topics: readonly string[];
  readonly rows: ReadonlyMap<number, number>;
  readonly values: Float64Array;
  /** The squared length of each. */
  readonly squares: Float64Array;
}

/**
 * The nearest centroid (Rocchio classification: Manning, Raghavan and Schütze, "Introduction to
 * Information Retrieval", 14.2) over terms and neighbouring pairs, learned from labelled papers.
 */
export async function learnTopics(
  statistics: TermStatistics,
  labelled: readonly { readonly document: DocumentNumber; readonly topic: string }[],
): Promise<TopicClassifier> {
  const yieldWhenDue = createYielder();
  const learned = new Map(
    labelled.slice(-maxLearned).map(({ document, topic }) => [document, topic]),
  );
  const pairFrequencies = await countPairs(statistics, learned.keys(), yieldWhenDue);
  const sums = new Map<string, Features>();

  function featuresOf(sequence: TermSequence): Features {
    const features = countFeatures(sequence);
    let squares = 0;
    for (const [feature, count] of features) {
      const frequency =
        feature < pairBase ? statistics.frequency(feature) : (pairFrequencies.get(feature) ?? 0);
      if (frequency < 2) {
        features.delete(feature);
      } else {
        const documents = feature < pairBase ? statistics.documents : learned.size;
        const value = (1 + Math.log(count)) * Math.max(0, Math.log(documents / frequency));
        features.set(feature, value);
        squares += value * value;
      }
    }
    const length = Math.sqrt(squares) || 1;
    for (const [feature, value] of features) {
      features.set(feature, value / length);
    }
    return features;
  }

  for (const [document, topic] of learned) {
    const sequence = statistics.sequence(document);
    if (sequence === undefined) {
      continue;
    }
    const sum: Features = sums.get(topic) ?? new Map();
    for (const [feature, value] of featuresOf(sequence)) {
      sum.set(feature, (sum.get(feature) ?? 0) + value);
    }
    sums.set(topic, sum);
    await yieldWhenDue();
  }
  const centroids = await centroidsOf(sums, yieldWhenDue);

  return {
    guess(sequence, except) {
      const features = featuresOf(sequence);
      const closeness = closenessOf(productsOf(features, centroids), centroids.squares);
      const own = except === undefined ? undefined : statistics.sequence(except);
      const topic = except === undefined ? undefined : learned.get(except);
      if (own && topic !== undefined) {
        const at = centroids.topics.indexOf(topic);
        closeness[at] = closenessWithout(features, featuresOf(own), centroids, at);
      }
      const ranked = centroids.topics
        .map((each, at) => ({ topic: each, closeness: closeness[at] ?? 0 }))
        .sort((a, b) => b.closeness - a.closeness);
      const [first, second] = ranked;
      return first && { topic: first.topic, margin: first.closeness - (second?.closeness ?? 0) };
    },
  };
}

async function centroidsOf(
  sums: ReadonlyMap<string, Features>,
  yieldWhenDue: () => Promise<void>,
): Promise<Centroids> {
  const rows = new Map<number, number>();
  for (const sum of sums.values()) {
    for (const feature of sum.keys()) {
      if (!rows.has(feature)) {
        rows.set(feature, rows.size);
      }
    }
    await yieldWhenDue();
  }
  const values = new Float64Array(rows.size * sums.size);
  const squares = new Float64Array(sums.size);
  for (const [at, sum] of [...sums.values()].entries()) {
    for (const [feature, value] of sum) {
      values[(rows.get(feature) ?? 0) * sums.size + at] = value;
      squares[at] = (squares[at] ?? 0) + value * value;
    }
    await yieldWhenDue();
  }
  return { topics: [...sums.keys()], rows, values, squares };
}

/** The inner product of a text with each of the topics: a feature is looked up once for all. */
function productsOf(features: Features, { topics, rows, values }: Centroids): Float64Array {
  const products = new Float64Array(topics.length);
  for (const [feature, value] of features) {
    const row = rows.get(feature);
    if (row === undefined) {
      continue;
    }
    const from = row * topics.length;
    for (let at = 0; at < topics.length; at++) {
      products[at] = (products[at] ?? 0) + value * (values[from + at] ?? 0);
    }
  }
  return products;
}

/** The cosine between a text and the sums of the topics' papers. */
function closenessOf(products: Float64Array, squares: Float64Array): Float64Array {
  return products.map((product, at) => cosine(product, squares[at] ?? 0));
}

/** The same for one topic, with one of its papers taken out. */
function closenessWithout(
  features: Features,
  without: Features,
  centroids: Centroids,
  at: number,
): number {
  const product = (productsOf(features, centroids)[at] ?? 0) - innerProduct(features, without);
  const rest =
    (centroids.squares[at] ?? 0) -
    2 * (productsOf(without, centroids)[at] ?? 0) +
    innerProduct(without, without);
  return cosine(product, rest);
}

function cosine(product: number, squares: number): number {
  return squares > 1e-9 ? product / Math.sqrt(squares) : 0;
}

function innerProduct(a: Features, b: Features): number {
  let product = 0;
  for (const [feature, value] of a) {
    product += value * (b.get(feature) ?? 0);
  }
  return product;
}

/** Pairs are numbered above all terms. */
const pairBase = 2 ** 22;

/** The terms and neighbouring pairs of a text, those of the title counting double. */
function countFeatures({ terms, headLength }: TermSequence): Features {
  const features: Features = new Map();
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] ?? gap;
    const before = terms[i - 1] ?? gap;
    if (term === gap) {
      continue;
    }
    const weight = i < headLength ? 2 : 1;
    features.set(term, (features.get(term) ?? 0) + weight);
    if (before === gap) {
      continue;
    }
    const pair = before * pairBase + term;
    features.set(pair, (features.get(pair) ?? 0) + weight);
  }
  return features;
}

async function countPairs(
  statistics: TermStatistics,
  documents: Iterable<DocumentNumber>,
  yieldWhenDue: () => Promise<void>,
): Promise<Map<number, number>> {
  const frequencies = new Map<number, number>();
  for (const document of documents) {
    const sequence = statistics.sequence(document);
    if (sequence === undefined) {
      continue;
    }
    for (const feature of countFeatures(sequence).keys()) {
      if (feature >= pairBase) {
        frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
      }
    }
    await yieldWhenDue();
  }
  return frequencies;
}
