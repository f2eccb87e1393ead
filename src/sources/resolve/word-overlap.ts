/** The words of a text as they are compared. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** The part of all members that two sets have in common, from 0 to 1. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = new Set([...a, ...b]).size;
  return all === 0 ? 0 : shared(a, b) / all;
}

/** Words in a row: five are seldom the same by chance. */
const gramLength = 5;
/** Rows of words below which a text is too short to be compared. */
const fewestGrams = 8;

/**
 * The part of the shorter abstract's rows of five words that the other one has too, from 0 to 1: a
 * page may show no more than the beginning of an abstract.
 * @returns undefined where one of them is too short to say.
 */
export function abstractOverlap(a: string, b: string): number | undefined {
  const [ours, theirs] = [gramsOf(a), gramsOf(b)];
  const fewest = Math.min(ours.size, theirs.size);
  return fewest < fewestGrams ? undefined : shared(ours, theirs) / fewest;
}

function gramsOf(text: string): Set<string> {
  const words = wordsOf(text);
  const starts = words.slice(gramLength - 1);
  return new Set(starts.map((_, at) => words.slice(at, at + gramLength).join(' ')));
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((each) => b.has(each)).length;
}
