import { type Stretch, sentencesOf } from '../../corpus/text/sentences.ts';
import { type Token, tokenize } from './tokenize.ts';

/** A text prepared for picking passages from it. */
export interface ReadableText {
  readonly text: string;
  readonly sentences: readonly Stretch[];
  readonly words: readonly Token[];
}

export function readText(text: string): ReadableText {
  return { text, sentences: sentencesOf(text), words: tokenize(text) };
}

/** How many prepared texts are kept; each takes some tens of kilobytes. */
const maxKept = 500;

/** Prepares texts, and remembers those used last: the same papers answer many queries. */
export function createTextReader(clean: (raw: string) => string): (raw: string) => ReadableText {
  const kept = new Map<string, ReadableText>();
  return (raw) => {
    const text = kept.get(raw) ?? readText(clean(raw));
    kept.delete(raw);
    kept.set(raw, text);
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) {
      kept.delete(oldest);
    }
    return text;
  };
}
