import { doiSpans } from '../../corpus/identifiers/doi.ts';
import { linkSpans } from '../../corpus/text/links-of.ts';
import type { Stretch } from '../../corpus/text/sentences.ts';
import type { Passage } from '../search.ts';
import { stemOf } from '../text/analyse.ts';
import type { ReadableText } from '../text/readable-text.ts';
import type { Token } from '../text/tokenize.ts';

/** A passage longer than this is cut around its matches, in UTF-16 units. */
const maxPassage = 320;

/** How much each term (stem) that may match is worth. */
export type TermWeights = ReadonlyMap<string, number>;

interface Match extends Stretch {
  readonly term: string;
}

/**
 * The sentence that answers best: the one whose different matching terms weigh most, the earlier
 * of two that weigh the same; with its matches marked. Where nothing matches, the first sentence.
 */
export function bestPassage(readable: ReadableText, weights: TermWeights): Passage | undefined {
  const { text, sentences, words } = readable;
  const matches = matchesOf(words, weights);
  let best: Stretch | undefined;
  let bestScore = -1;
  for (const sentence of sentences) {
    const inside = matchesIn(sentence, matches);
    const score = scoreOf(inside, weights, sentence);
    if (score > bestScore) {
      best = sentence;
      bestScore = score;
    }
  }
  return best && cut(text, best, matchesIn(best, matches));
}

function matchesIn(sentence: Stretch, matches: readonly Match[]): Match[] {
  return matches.filter(({ start, end }) => start >= sentence.start && end <= sentence.end);
}

/** Words that match by their stem, alone or as a compound with the words joined to them. */
function matchesOf(words: readonly Token[], weights: TermWeights): Match[] {
  const matches: Match[] = [];
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

function compoundAt(words: readonly Token[], weights: TermWeights): Match | undefined {
  const [first, ...rest] = words;
  let whole = first?.word ?? '';
  let longest: Match | undefined;
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

function scoreOf(matches: readonly Match[], weights: TermWeights, sentence: Stretch): number {
  let score = 0;
  for (const term of new Set(matches.map((match) => match.term))) {
    score += weights.get(term) ?? 0;
  }
  for (const [i, match] of matches.entries()) {
    const next = matches[i + 1];
    if (next !== undefined && next.start - match.end === 1 && next.term !== match.term) {
      score += 0.25 * Math.min(weights.get(match.term) ?? 0, weights.get(next.term) ?? 0);
    }
  }
  // A sentence twice the usual length needs more to be as good an answer.
  return score / (1 + (sentence.end - sentence.start) / 1_000);
}

/** The sentence, or the piece of a long one that holds most of its matches, cut between words. */
function cut(text: string, sentence: Stretch, matches: readonly Match[]): Passage {
  const inside = matches.filter(({ start, end }) => start >= sentence.start && end <= sentence.end);
  const { start, end } = window(text, sentence, inside);
  const before = start > sentence.start ? '… ' : '';
  const after = end < sentence.end ? ' …' : '';
  const shift = before.length - start;
  const marked = matches
    .filter((match) => match.start >= start && match.end <= end)
    .map((match) => [match.start + shift, match.end + shift] as const);
  return { text: before + text.slice(start, end) + after, matches: disjoint(marked) };
}

function window(text: string, sentence: Stretch, matches: readonly Match[]): Stretch {
  if (sentence.end - sentence.start <= maxPassage) {
    return sentence;
  }
  const length = maxPassage - 4;
  const starts = [sentence.start, ...matches.map(({ start }) => start)];
  const countFrom = (from: number) =>
    new Set(
      matches
        .filter(({ start, end }) => start >= from && end <= from + length)
        .map(({ term }) => term),
    ).size;
  const bestStart = starts.reduce((best, from) =>
    countFrom(from) > countFrom(best) ? from : best,
  );
  // A little before the first match, for its sense, and never past the end.
  const from = Math.max(sentence.start, Math.min(bestStart - 40, sentence.end - length));
  return betweenWords(text, sentence, from, Math.min(sentence.end, from + length));
}

function betweenWords(text: string, sentence: Stretch, from: number, to: number): Stretch {
  let start = from;
  if (start > sentence.start) {
    const space = text.indexOf(' ', start - 1);
    if (space !== -1 && space < from + 40) {
      start = space + 1;
    }
  }
  let end = to;
  if (end < sentence.end) {
    const space = text.lastIndexOf(' ', end);
    if (space > to - 40) {
      end = space;
    }
  }
  return outsideAddresses(text, {
    start: wholeCharacter(text, start),
    end: wholeCharacter(text, end),
  });
}

/** A piece of an address or of a DOI would lead elsewhere: it is left out where it is cut. */
function outsideAddresses(text: string, { start, end }: Stretch): Stretch {
  const whole = [...linkSpans(text), ...doiSpans(text)];
  const cutBy = (at: number) => whole.find((span) => span.start < at && at < span.end);
  const from = cutBy(start)?.end ?? start;
  const to = cutBy(end)?.start ?? end;
  return from < to ? { start: from, end: to } : { start, end };
}

/** Not in the middle of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  return /^[\uDC00-\uDFFF]/.test(text.slice(at, at + 1)) ? at - 1 : at;
}

/** Overlapping and touching stretches as one. */
function disjoint(
  stretches: readonly (readonly [number, number])[],
): (readonly [number, number])[] {
  const sorted = stretches.toSorted(([a], [b]) => a - b);
  const result: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) {
      last[1] = Math.max(last[1], end);
    } else {
      result.push([start, end]);
    }
  }
  return result;
}
