import type { Passage } from '../../search.ts';
import type { ReadableText } from '../../text/readable-text.ts';
import { tokenize } from '../../text/tokenize.ts';
import { cutPassage } from './cut-passage.ts';
import { indexOfHighest } from './passage.ts';
import { matchesBySentence, matchesOf, type TermWeights, worthOf } from './term-matches.ts';

/** The share of a query that a further sentence must add to be worth a line. */
const worthAnotherLine = 1 / 3;
/** How much of a concept must be said for the concept to be said: its long form counts like it. */
const enough = 0.75;

/**
 * The sentence with most of what a query asks for and other texts do not say; undefined where it
 * would add too little.
 * @param concepts - what is asked for, each with the terms that it is written in.
 * @param said - what is read before the sentence.
 */
export function furtherMatch(
  { text, sentences, claims, words }: ReadableText,
  concepts: readonly TermWeights[],
  said: string,
): Passage | undefined {
  const all = allTerms(concepts);
  const saidTerms = new Set(matchesOf(tokenize(said), all).map(({ term }) => term));
  const missing = allTerms(concepts.filter((concept) => !isSaid(concept, saidTerms)));
  if (missing.size === 0) {
    return undefined;
  }
  const matches = matchesBySentence(sentences, matchesOf(words, missing));
  const worths = sentences.map((sentence, i) => worthOf(sentence, matches[i] ?? [], missing));
  const best = indexOfHighest(worths.map((worth, i) => worth * (1 + (claims[i] ?? 0) / 4)));
  const sentence = sentences[best];
  const wholeWorth = concepts.reduce((sum, concept) => sum + highest(concept), 0);
  if (sentence === undefined || (worths[best] ?? 0) < worthAnotherLine * wholeWorth) {
    return undefined;
  }
  const inside = matchesOf(words, all).filter(
    ({ start, end }) => start >= sentence.start && end <= sentence.end,
  );
  return cutPassage(text, sentence, inside);
}

function isSaid(concept: TermWeights, said: ReadonlySet<string>): boolean {
  let worth = 0;
  for (const [term, weight] of concept) {
    worth += said.has(term) ? weight : 0;
  }
  return worth >= enough * highest(concept);
}

function highest(concept: TermWeights): number {
  return Math.max(0, ...concept.values());
}

/** The terms of several concepts, each at its highest weight. */
export function allTerms(concepts: readonly TermWeights[]): TermWeights {
  const weights = new Map<string, number>();
  for (const concept of concepts) {
    for (const [term, weight] of concept) {
      weights.set(term, Math.max(weights.get(term) ?? 0, weight));
    }
  }
  return weights;
}
