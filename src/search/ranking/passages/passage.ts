import type { Passage } from '../../search.ts';
import type { ReadableText } from '../../text/readable-text.ts';
import { cutPassage, maxPassage } from './cut-passage.ts';
import { matchesBySentence, matchesOf, type TermWeights, worthOf } from './term-matches.ts';

/** What the most of a query that a sentence of a text has is worth against a contribution (1). */
const matchWeight = 0.8;
/** The first sentence that reports something tells most of the paper. */
const firstReport = { from: 0.7, bonus: 0.3 };

/**
 * The sentence that answers best, with its matches marked: the one that says what the paper does or
 * finds, and whose different matching terms weigh most; the earlier of two that are as good.
 */
export function bestPassage(readable: ReadableText, weights: TermWeights): Passage | undefined {
  const { text, sentences, claims, words } = readable;
  const matches = matchesBySentence(sentences, matchesOf(words, weights));
  const worths = sentences.map((sentence, i) => worthOf(sentence, matches[i] ?? [], weights));
  const most = worths.reduce((a, b) => Math.max(a, b), 0) || 1;
  const firstReported = claims.findIndex((claim) => claim >= firstReport.from);
  const strengths = sentences.map((_, i) => {
    const bonus = i === firstReported ? firstReport.bonus : 0;
    return (claims[i] ?? 0) + bonus + (matchWeight * (worths[i] ?? 0)) / most;
  });
  const best = indexOfHighest(strengths);
  const sentence = sentences[best];
  return sentence && cutPassage(text, sentence, matches[best] ?? []);
}

/** A short text whole, with its matches marked; of a long one the passage that answers best. */
export function markedText(readable: ReadableText, weights: TermWeights): Passage | undefined {
  const { text, words } = readable;
  return text.length > maxPassage
    ? bestPassage(readable, weights)
    : cutPassage(text, { start: 0, end: text.length }, matchesOf(words, weights));
}

/** The place of the highest, the first of several; -1 where there is none. */
export function indexOfHighest(values: readonly number[]): number {
  return values.reduce(
    (best, value, i) => (value > (values[best] ?? Number.NEGATIVE_INFINITY) ? i : best),
    -1,
  );
}
