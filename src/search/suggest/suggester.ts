import { foldText } from '../text/fold-text.ts';
import { createStringPool } from '../text/string-pool.ts';
import { tokenize } from '../text/tokenize.ts';
import {
  editDistance,
  forgivenEdits,
  letterBits,
  missingLetters,
} from '../vocabulary/edit-distance.ts';

/** Completes what is being typed: prefixes of words in any order, with typing errors forgiven. */
export interface Suggester {
  /** `weight` (0 to 1) says how likely it is to be meant, all else equal. */
  add(key: number, text: string, weight?: number): void;
  remove(key: number): void;
  /** Keys, most likely first. Nothing typed: the weightiest. */
  suggest(typed: string, limit: number): number[];
}

interface Entry {
  readonly folded: string;
  readonly words: readonly string[];
  readonly weight: number;
}

/** The words of a title that somebody may type, those of a compound also as one. */
function typedWords(text: string): string[] {
  const words: string[] = [];
  let whole = '';
  for (const { word, joined } of tokenize(text)) {
    words.push(word);
    whole = joined ? whole + word : word;
    if (joined) {
      words.push(whole);
    }
  }
  return words;
}

/** The words that begin with one letter: sorted when next used, one bucket at a time. */
interface Bucket {
  readonly words: string[];
  bits: readonly number[];
  sorted: boolean;
}

function sortedBucket(bucket: Bucket = { words: [], bits: [], sorted: true }): Bucket {
  if (!bucket.sorted) {
    bucket.words.sort();
    bucket.bits = bucket.words.map(letterBits);
    bucket.sorted = true;
  }
  return bucket;
}

/** A beginning that fits more than this says too little for the rest to be meant. */
const maxLooked = 5_000;
/** The words that choose the candidates; the others need only fit them. */
const seeds = 2;

/** Completes texts by the beginnings of their words, a typing error allowed. */
export function createSuggester(): Suggester {
  const entries = new Map<number, Entry>();
  const keysOf = new Map<string, number[]>();
  /** Titles share most of their words. */
  const asOne = createStringPool();
  const buckets = new Map<string, Bucket>();

  function addToBucket(word: string): void {
    const letter = word.charAt(0);
    const bucket = buckets.get(letter);
    if (bucket === undefined) {
      buckets.set(letter, { words: [word], bits: [], sorted: false });
    } else {
      bucket.words.push(word);
      bucket.sorted = false;
    }
  }

  /** The words that fit what was typed, and how well: as a beginning, else with typing errors. */
  function* fittingWords(typed: string): Generator<{ word: string; quality: number }> {
    const { words } = sortedBucket(buckets.get(typed.charAt(0)));
    let any = false;
    for (let i = lowerBound(words, typed); i < words.length; i++) {
      const word = words[i] ?? '';
      if (!word.startsWith(typed)) {
        break;
      }
      any = true;
      yield { word, quality: 0.7 + (0.3 * typed.length) / word.length };
    }
    const most = forgivenEdits(typed.length);
    if (any || most === 0) {
      return;
    }
    const typedBits = letterBits(typed);
    for (const bucket of buckets.values()) {
      const { words: others, bits } = sortedBucket(bucket);
      for (let i = 0; i < others.length; i++) {
        if (missingLetters(typedBits, bits[i] ?? 0) > most) {
          continue;
        }
        const edits = editDistance(typed, others[i] ?? '', most, true);
        if (edits <= most) {
          yield { word: others[i] ?? '', quality: 0.6 - 0.2 * edits };
        }
      }
    }
  }

  /** For each key how well its best word fits what was typed, 0 to 1. */
  function fitting(typed: string): Map<number, number> {
    const fits = new Map<number, number>();
    let looked = 0;
    for (const { word, quality } of fittingWords(typed)) {
      for (const key of keysOf.get(word) ?? []) {
        if (quality > (fits.get(key) ?? 0)) {
          fits.set(key, quality);
        }
        looked++;
      }
      if (looked > maxLooked) {
        break;
      }
    }
    return fits;
  }

  /** Keys that fit the longest words typed, with how many of all words they fit and how well. */
  function candidates(typed: readonly string[]): Map<number, { matched: number; fit: number }> {
    const longestFirst = [...new Set(typed)].sort((x, y) => y.length - x.length);
    const found = new Map<number, { matched: number; fit: number }>();
    for (const [i, word] of longestFirst.entries()) {
      if (i < seeds || found.size === 0) {
        for (const [key, quality] of fitting(word)) {
          const { matched, fit } = found.get(key) ?? { matched: 0, fit: 0 };
          found.set(key, { matched: matched + 1, fit: fit + quality });
        }
      } else {
        for (const [key, entry] of found) {
          if (!entries.get(key)?.words.some((own) => own.startsWith(word))) {
            continue;
          }
          entry.matched++;
          entry.fit += 0.7;
        }
      }
    }
    return found;
  }

  function score(key: number, fit: number, typed: readonly string[], whole: string): number {
    const entry = entries.get(key);
    if (entry === undefined) {
      return 0;
    }
    const { folded, words, weight } = entry;
    let bonus = 0;
    if (folded.startsWith(whole)) {
      bonus = 3;
    } else if (folded.includes(` ${whole}`)) {
      bonus = 1.5;
    } else if (words[0]?.startsWith(typed[0] ?? '')) {
      bonus = 0.5;
    }
    return fit + bonus + 0.3 * weight - 0.2 * Math.min(1, folded.length / 200);
  }

  return {
    add(key, text, weight = 0) {
      const words = typedWords(text).map(asOne);
      entries.set(key, { folded: foldText(text), words, weight });
      for (const word of words) {
        const keys = keysOf.get(word);
        if (keys === undefined) {
          keysOf.set(word, [key]);
          addToBucket(word);
        } else if (keys.at(-1) !== key) {
          keys.push(key);
        }
      }
    },
    remove(key) {
      for (const word of entries.get(key)?.words ?? []) {
        const others = keysOf.get(word)?.filter((other) => other !== key) ?? [];
        keysOf.set(word, others);
      }
      entries.delete(key);
    },
    suggest(text, limit) {
      const typed = tokenize(text).map(({ word }) => word);
      const whole = foldText(text).trim();
      if (typed.length === 0) {
        return heaviest(entries, limit);
      }
      const found = candidates(typed);
      let most = 0;
      for (const { matched } of found.values()) {
        most = Math.max(most, matched);
      }
      return [...found]
        .filter(([, { matched }]) => matched === most && most > typed.length / 2)
        .map(([key, { fit }]) => ({ key, score: score(key, fit, typed, whole) }))
        .sort((x, y) => y.score - x.score || x.key - y.key)
        .slice(0, limit)
        .map(({ key }) => key);
    },
  };
}

function heaviest(entries: ReadonlyMap<number, Entry>, limit: number): number[] {
  return [...entries]
    .sort(([x, a], [y, b]) => b.weight - a.weight || x - y)
    .slice(0, limit)
    .map(([key]) => key);
}

function lowerBound(words: readonly string[], target: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') < target) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
