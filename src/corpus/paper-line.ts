import type { Paper } from './paper.ts';
import { strengthOfClaim } from './text/claim.ts';
import { rememberLast } from './text/remember-last.ts';
import { sentencesOf } from './text/sentences.ts';

/**
 * What a paper does, in one line: its summary, else the sentence of its abstract that says it best,
 * the earlier of two that say it as well. Undefined where it has neither.
 */
export function paperLine({ tldr, abstract = '' }: Paper): string | undefined {
  return tldr || strongestSentence(abstract);
}

/** The same papers are listed again and again. */
const maxRemembered = 2_000;

const strongestSentence = rememberLast(maxRemembered, (abstract: string): string | undefined => {
  let line: string | undefined;
  let strongest = Number.NEGATIVE_INFINITY;
  for (const { start, end } of sentencesOf(abstract)) {
    const sentence = abstract.slice(start, end);
    const strength = strengthOfClaim(sentence);
    if (strength > strongest) {
      line = sentence;
      strongest = strength;
    }
  }
  return line;
});
