import type { Paper } from '../corpus/paper.ts';
import { sentencesOf } from '../corpus/text/sentences.ts';

/**
 * What a paper does, in one line of somebody's own words: its summary, else the best sentence of
 * its abstract as it is there. Undefined where it has neither.
 */
export function paperLine(paper: Paper): string | undefined {
  if (paper.tldr) {
    return paper.tldr;
  }
  if (!paper.abstract) {
    return undefined;
  }
  const abstract = paper.abstract;
  const sentences = sentencesOf(abstract).map(({ start, end }) => abstract.slice(start, end));
  const best = sentences.reduce<{ sentence: string; points: number } | undefined>(
    (leader, sentence, place) => {
      const points = pointsOf(sentence, place / sentences.length);
      return leader && leader.points >= points ? leader : { sentence, points };
    },
    undefined,
  );
  return best?.sentence;
}

/** How authors begin to say what they did, and what came of it. */
const contribution =
  /\b(?:we|this (?:paper|work|study|article)|in this (?:paper|work))\b[^.]{0,60}\b(?:propos|introduc|present|develop|show|demonstrat|prove|study|studies|investigat|find|provid|design|describ|establish|analy[sz]e|explore|formulate|address|release|survey|review)/i;
const result =
  /\b(?:outperform|state-of-the-art|improv|achiev|reduc|surpass|up to \d|\d+(?:\.\d+)?%)/i;
/** A sentence that leans on the one before it makes no sense alone. */
const leaning = /^(?:it|they|these|those|such|however|moreover|furthermore|also|thus|hence|but)\b/i;

/** @param depth - how far into the abstract it stands, from 0 to 1. */
function pointsOf(sentence: string, depth: number): number {
  return (
    (contribution.test(sentence) ? 3 : 0) +
    (result.test(sentence) ? 1 : 0) -
    (leaning.test(sentence) ? 1.5 : 0) -
    (sentence.length < 50 ? 1.5 : 0) -
    (sentence.length > 260 ? 1 : 0) -
    depth
  );
}
