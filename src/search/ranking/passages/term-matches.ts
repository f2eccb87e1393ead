import type { Stretch } from '../../../corpus/text/sentences.ts';
import { stemOf } from '../../text/analyse.ts';
import type { Token } from '../../text/tokenize.ts';

/** How much each term (stem) that may match is worth. */
export type TermWeights = ReadonlyMap<string, number>;

/** A place where a text has a term of the query. */
export interface TermMatch extends Stretch {
  readonly term: string;
}

/** Words that match by their stem, alone or as a compound with the words joined to them. */
export function matchesOf(words: readonly Token[], weights: TermWeights): TermMatch[] {
  const matches: TermMatch[] = [];
  // A word and its stem begin with the same letter: most words need no stem to be passed over.
  const beginnings = new Set(Array.from(weights.keys(), (term) => term.charCodeAt(0)));
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) {
      continue;
    }
    if (words[i + 1]?.joined) {
      const compound = compoundAt(words.slice(i, i + 4), weights);
      if (compound !== undefined) {
        matches.push(compound);
      }
    }
    const { start, end } = word;
    if (!beginnings.has(word.word.charCodeAt(0))) {
      continue;
    }
    const term = stemOf(word.word);
    if (weights.has(term)) {
      matches.push({ start, end, term });
    }
  }
  return matches;
}

function compoundAt(words: readonly Token[], weights: TermWeights): TermMatch | undefined {
  const [first, ...rest] = words;
  let whole = first?.word ?? '';
  let longest: TermMatch | undefined;
  for (const next of rest) {
    if (!next.joined) {
      break;
    }
    whole += next.word;
    const term = stemOf(whole);
    if (weights.has(term)) {
      longest = { start: first?.start ?? next.start, end: next.end, term };
    }
  }
  return longest;
}

/** For each sentence, in the order of the text, the matches that lie in it. */
export function matchesBySentence(
  sentences: readonly Stretch[],
  matches: readonly TermMatch[],
): TermMatch[][] {
  let next = 0;
  return sentences.map(({ start, end }) => {
    const inside: TermMatch[] = [];
    for (let match = matches[next]; match && match.start < end; match = matches[++next]) {
      if (match.start >= start && match.end <= end) {
        inside.push(match);
      }
    }
    return inside;
  });
}

/** What the different matches in a sentence weigh together. */
export function worthOf(
  sentence: Stretch,
  matches: readonly TermMatch[],
  weights: TermWeights,
): number {
  let worth = 0;
  for (const term of new Set(matches.map((match) => match.term))) {
    worth += weights.get(term) ?? 0;
  }
  for (const [i, match] of matches.entries()) {
    const next = matches[i + 1];
    if (next !== undefined && next.start - match.end === 1 && next.term !== match.term) {
      worth += 0.25 * Math.min(weights.get(match.term) ?? 0, weights.get(next.term) ?? 0);
    }
  }
  // A sentence twice the usual length needs more to be as good an answer.
  return worth / (1 + (sentence.end - sentence.start) / 1_000);
}
