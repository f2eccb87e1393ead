import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import { gap, type TermNumber, type TermSequence } from '../index/terms/term-sequence.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';

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

/** Features of a text by their numbers, each once, as a vector of length one. */
interface Features {
  readonly numbers: readonly number[];
  readonly values: readonly number[];
}

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
  const learned = new Map(
    labelled.slice(-maxLearned).map(({ document, topic }) => [document, topic]),
  );
  const pairs = await numberPairs(statistics, learned.keys(), yieldWhenDue);
  const sums = new Map<string, Map<number, number>>();
  /** How often each feature is in the text at hand. */
  const counts = new Map<number, number>();

  function featuresOf({ terms, headLength }: TermSequence): Features {
    counts.clear();
    let before = gap;
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] ?? gap;
      // Those of the title count double.
      const weight = i < headLength ? 2 : 1;
      if (term !== gap && statistics.frequency(term) > 1) {
        counts.set(term, (counts.get(term) ?? 0) + weight);
      }
      const pair = before === gap ? undefined : pairs.after.get(before)?.get(term);
      if (pair !== undefined) {
        counts.set(pair, (counts.get(pair) ?? 0) + weight);
      }
      before = term;
    }
    const numbers: number[] = [];
    const values: number[] = [];
    let squares = 0;
    for (const [feature, count] of counts) {
      const isTerm = feature < pairBase;
      const frequency = isTerm ? statistics.frequency(feature) : pairs.frequency(feature);
      const documents = isTerm ? statistics.documents : learned.size;
      const value = (1 + Math.log(count)) * Math.max(0, Math.log(documents / frequency));
      numbers.push(feature);
      values.push(value);
      squares += value * value;
    }
    const length = Math.sqrt(squares) || 1;
    return { numbers, values: values.map((value) => value / length) };
  }

  for (const [document, topic] of learned) {
    const sequence = statistics.sequence(document);
    if (sequence === undefined) {
      continue;
    }
    const sum = sums.get(topic) ?? new Map<number, number>();
    const { numbers, values } = featuresOf(sequence);
    for (let i = 0; i < numbers.length; i++) {
      const feature = numbers[i] ?? gap;
      sum.set(feature, (sum.get(feature) ?? 0) + (values[i] ?? 0));
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
  sums: ReadonlyMap<string, ReadonlyMap<number, number>>,
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
function productsOf(
  { numbers, values: own }: Features,
  { topics, rows, values }: Centroids,
): Float64Array {
  const products = new Float64Array(topics.length);
  for (let i = 0; i < numbers.length; i++) {
    const row = rows.get(numbers[i] ?? gap);
    if (row === undefined) {
      continue;
    }
    const value = own[i] ?? 0;
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
  const others = new Map(b.numbers.map((number, i) => [number, b.values[i] ?? 0]));
  return a.numbers.reduce(
    (sum, number, i) => sum + (a.values[i] ?? 0) * (others.get(number) ?? 0),
    0,
  );
}

/** Neighbouring terms that more than one paper has, by the first of the two, and then by the second. */
interface Pairs {
  readonly after: ReadonlyMap<TermNumber, ReadonlyMap<TermNumber, number>>;
  /** How many of the papers have a pair. */
  frequency(pair: number): number;
}

/** Pairs are numbered above all terms. */
const pairBase = 2 ** 22;

async function numberPairs(
  statistics: TermStatistics,
  documents: Iterable<DocumentNumber>,
  yieldWhenDue: () => Promise<void>,
): Promise<Pairs> {
  const after = new Map<TermNumber, Map<TermNumber, number>>();
  const frequencies: number[] = [];
  const lastDocument: DocumentNumber[] = [];
  for (const document of documents) {
    const terms = statistics.sequence(document)?.terms ?? [];
    for (let i = 1; i < terms.length; i++) {
      const [before, term] = [terms[i - 1] ?? gap, terms[i] ?? gap];
      if (before === gap || term === gap) {
        continue;
      }
      const seconds = after.get(before) ?? new Map<TermNumber, number>();
      after.set(before, seconds);
      const pair = seconds.get(term) ?? frequencies.push(0) - 1;
      seconds.set(term, pair);
      if (lastDocument[pair] !== document) {
        lastDocument[pair] = document;
        frequencies[pair] = (frequencies[pair] ?? 0) + 1;
      }
    }
    await yieldWhenDue();
  }
  for (const [before, seconds] of after) {
    for (const [term, pair] of seconds) {
      if ((frequencies[pair] ?? 0) > 1) {
        seconds.set(term, pairBase + pair);
      } else {
        seconds.delete(term);
      }
    }
    if (seconds.size === 0) {
      after.delete(before);
    }
  }
  return { after, frequency: (pair) => frequencies[pair - pairBase] ?? 0 };
}
