import { otherTopic } from '../../corpus/topics.ts';
import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { Catalogue } from '../index/catalogue.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import { learnTopics, minMargin, type TopicClassifier } from './topic-classifier.ts';

/** Gives every paper that came without a topic the one that its text suggests. */
export interface TopicGuesses {
  /** Learns from the labelled papers and guesses for the others; the same work however often asked. */
  ready(): Promise<void>;
  /** Guesses for these papers alone, without waiting until all others have a topic. */
  readyFor(documents: readonly DocumentNumber[]): Promise<void>;
  /** Guesses for a paper that came in since; nothing before the first are guessed. */
  guess(document: DocumentNumber): void;
  /** Whether every paper that came without a topic was looked at. */
  areGuessed(): boolean;
  /** The papers that are there have been guessed before. */
  noteGuessed(): void;
  stop(): void;
}

/** Guesses topics for papers that come without, learned from those that have one. */
export function createTopicGuesses(statistics: TermStatistics, catalogue: Catalogue): TopicGuesses {
  let classifier: TopicClassifier | undefined;
  let learning: Promise<TopicClassifier> | undefined;
  let work: Promise<void> | undefined;
  let isDone = false;
  let stopped = false;
  /** Those to guess when they are asked for. */
  let waiting: Set<DocumentNumber> | 'all' = 'all';

  function guessFrom(learned: TopicClassifier, document: DocumentNumber): void {
    const entry = catalogue.entries.get(document);
    const sequence = statistics.sequence(document);
    if (entry === undefined || entry.topicIsGiven || sequence === undefined) {
      return;
    }
    const found = learned.guess(sequence);
    entry.topic = found !== undefined && found.margin >= minMargin ? found.topic : otherTopic;
  }

  async function learn(): Promise<TopicClassifier> {
    const labelled = [...catalogue.entries]
      .filter(([, { topicIsGiven, topic }]) => topicIsGiven && topic !== otherTopic)
      .map(([document, { topic }]) => ({ document, topic }));
    classifier = await learnTopics(statistics, labelled);
    return classifier;
  }

  function learnOnce(): Promise<TopicClassifier> {
    learning ??= learn();
    return learning;
  }

  async function guessAll(): Promise<void> {
    const learned = await learnOnce();
    for (const document of waiting === 'all' ? catalogue.entries.keys() : waiting) {
      if (stopped) {
        return;
      }
      guessFrom(learned, document);
      await yieldWhenDue();
    }
    isDone = true;
  }

  return {
    ready() {
      work ??= guessAll();
      return work;
    },
    async readyFor(documents) {
      if (isDone) {
        return;
      }
      const learned = await learnOnce();
      for (const document of documents) {
        guessFrom(learned, document);
      }
    },
    guess(document) {
      if (classifier) {
        guessFrom(classifier, document);
      } else if (waiting !== 'all' && catalogue.entries.get(document)?.topicIsGiven === false) {
        waiting.add(document);
        work = undefined;
        isDone = false;
      }
    },
    areGuessed: () => isDone,
    noteGuessed() {
      waiting = new Set();
      work = Promise.resolve();
      isDone = true;
    },
    stop() {
      stopped = true;
    },
  };
}
