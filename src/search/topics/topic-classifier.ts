import type { DocumentNumber } from '../index/term-engine.ts';
import { gap, type TermSequence, type TermStatistics } from '../index/term-statistics.ts';
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

interface Centroid {
  readonly sum: Features;
  squares: number;
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
  const centroids = new Map<string, Centroid>();

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
    const { sum } = centroids.get(topic) ?? { sum: new Map<number, number>() };
    for (const [feature, value] of featuresOf(sequence)) {
      sum.set(feature, (sum.get(feature) ?? 0) + value);
    }
    centroids.set(topic, { sum, squares: 0 });
    await yieldWhenDue();
  }
  for (const centroid of centroids.values()) {
    for (const value of centroid.sum.values()) {
      centroid.squares += value * value;
    }
  }

  return {
    guess(sequence, except) {
      const features = featuresOf(sequence);
      const own = except === undefined ? undefined : statistics.sequence(except);
      const ownFeatures = own && featuresOf(own);
      const ranked = [...centroids]
        .map(([topic, centroid]) => {
          const without =
            except !== undefined && learned.get(except) === topic ? ownFeatures : undefined;
          return { topic, closeness: closeness(features, centroid, without) };
        })
        .sort((a, b) => b.closeness - a.closeness);
      const [first, second] = ranked;
      return first && { topic: first.topic, margin: first.closeness - (second?.closeness ?? 0) };
    },
  };
}

/** The cosine between a text and the sum of a topic's papers, one of them taken out. */
function closeness(features: Features, { sum, squares }: Centroid, without?: Features): number {
  const product = innerProduct(features, sum) - (without ? innerProduct(features, without) : 0);
  const rest = without
    ? squares - 2 * innerProduct(without, sum) + innerProduct(without, without)
    : squares;
  return rest > 1e-9 ? product / Math.sqrt(rest) : 0;
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
function countFeatures({ terms, titleLength }: TermSequence): Features {
  const features: Features = new Map();
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] ?? gap;
    const before = terms[i - 1] ?? gap;
    if (term === gap) {
      continue;
    }
    const weight = i < titleLength ? 2 : 1;
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
