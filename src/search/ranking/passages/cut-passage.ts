import { doiSpans } from '../../../corpus/identifiers/doi.ts';
import { linkSpans } from '../../../corpus/text/links-of.ts';
import type { Stretch } from '../../../corpus/text/sentences.ts';
import type { Passage } from '../../search.ts';
import type { TermMatch } from './term-matches.ts';

/** A passage longer than this is cut around its matches, in UTF-16 units. */
export const maxPassage = 320;

/**
 * A sentence, or the piece of a long one that holds most of its matches, cut between words.
 * @param matches - those in the sentence, in order.
 */
export function cutPassage(
  text: string,
  sentence: Stretch,
  matches: readonly TermMatch[],
): Passage {
  const { start, end } = window(text, sentence, matches);
  const before = start > sentence.start ? '… ' : '';
  const after = end < sentence.end ? ' …' : '';
  const shift = before.length - start;
  const marked = matches
    .filter((match) => match.start >= start && match.end <= end)
    .map((match) => [match.start + shift, match.end + shift] as const);
  return { text: before + text.slice(start, end) + after, matches: disjoint(marked) };
}

function window(text: string, sentence: Stretch, matches: readonly TermMatch[]): Stretch {
  if (sentence.end - sentence.start <= maxPassage) {
    return sentence;
  }
  const length = maxPassage - 4;
  const bestStart = startOfMost(matches, length) ?? sentence.start;
  // A little before the first match, for its sense, and never past the end.
  const from = Math.max(sentence.start, Math.min(bestStart - 40, sentence.end - length));
  return betweenWords(text, sentence, from, Math.min(sentence.end, from + length));
}

/** Where a stretch of some length begins that has the most different terms. */
function startOfMost(matches: readonly TermMatch[], length: number): number | undefined {
  const counts = new Map<string, number>();
  let [most, bestStart, next] = [0, matches[0]?.start, 0];
  for (const { start, term } of matches) {
    for (let match = matches[next]; match && match.end <= start + length; match = matches[next]) {
      counts.set(match.term, (counts.get(match.term) ?? 0) + 1);
      next++;
    }
    if (counts.size > most) {
      [most, bestStart] = [counts.size, start];
    }
    const count = (counts.get(term) ?? 0) - 1;
    if (count > 0) {
      counts.set(term, count);
    } else {
      counts.delete(term);
    }
  }
  return bestStart;
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
