import { strengthOfClaim } from '../../corpus/text/claim.ts';
import { rememberLast } from '../../corpus/text/remember-last.ts';
import { type Stretch, sentencesOf } from '../../corpus/text/sentences.ts';
import { type Token, tokenize } from './tokenize.ts';

/** A text prepared for picking passages from it. */
export interface ReadableText {
  readonly text: string;
  readonly sentences: readonly Stretch[];
  /** How far each sentence says what the paper does or finds; see `strengthOfClaim`. */
  readonly claims: readonly number[];
  readonly words: readonly Token[];
}

/** A text with its sentences and words, ready for picking passages. */
export function readText(text: string): ReadableText {
  const sentences = sentencesOf(text);
  const claims = sentences.map(({ start, end }) => strengthOfClaim(text.slice(start, end)));
  return { text, sentences, claims, words: tokenize(text) };
}

/** How many prepared texts are remembered; each takes some tens of kilobytes. */
const maxRemembered = 100;

/** Prepares texts, and remembers those used last: the same papers answer many queries. */
export function createTextReader(): (text: string) => ReadableText {
  return rememberLast(maxRemembered, readText);
}
