import { otherTopic } from '../../corpus/topics.ts';
import type { Catalogue } from '../index/catalogue.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import type { TermStatistics } from '../index/term-statistics.ts';
import { createYielder } from '../yielder.ts';
import { learnTopics, minMargin, type TopicClassifier } from './topic-classifier.ts';

/** Gives every paper that came without a topic the one that its text suggests. */
export interface TopicGuesses {
  /** Learns from the labelled papers and guesses for the others; the same work however often asked. */
  ready(): Promise<void>;
  /** Guesses for a paper that came in since; nothing before the first are guessed. */
  guess(document: DocumentNumber): void;
  stop(): void;
}

/** Guesses topics for papers that come without, learned from those that have one. */
export function createTopicGuesses(statistics: TermStatistics, catalogue: Catalogue): TopicGuesses {
  let classifier: TopicClassifier | undefined;
  let work: Promise<void> | undefined;
  let stopped = false;

  function guess(document: DocumentNumber): void {
    const entry = catalogue.entries.get(document);
    const sequence = statistics.sequence(document);
    if (entry === undefined || entry.topicIsGiven || sequence === undefined) {
      return;
    }
    const found = classifier?.guess(sequence);
    entry.topic = found !== undefined && found.margin >= minMargin ? found.topic : otherTopic;
  }

  async function learn(): Promise<void> {
    const labelled = [...catalogue.entries]
      .filter(([, { topicIsGiven, topic }]) => topicIsGiven && topic !== otherTopic)
      .map(([document, { topic }]) => ({ document, topic }));
    classifier = await learnTopics(statistics, labelled);
    const yieldWhenDue = createYielder();
    for (const document of catalogue.entries.keys()) {
      if (stopped) {
        return;
      }
      guess(document);
      await yieldWhenDue();
    }
  }

  return {
    ready() {
      work ??= learn();
      return work;
    },
    guess,
    stop() {
      stopped = true;
    },
  };
}
