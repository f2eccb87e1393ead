/**
 * Edits (a letter more, less, other, or two swapped; Damerau 1964, restricted) that turn `typed`
 * into `word`, or into the beginning of `word` where `prefix` is set; `most + 1` once it is clear
 * that there are more than `most`.
 */
export function editDistance(typed: string, word: string, most: number, prefix = false): number {
  const tooFar = most + 1;
  if (typed.length - word.length > most) {
    return tooFar;
  }
  if (!prefix && word.length - typed.length > most) {
    return tooFar;
  }
  const columns = Math.min(word.length, typed.length + most);
  let beforeLast: number[] = [];
  let last = Array.from({ length: columns + 1 }, (_, j) => j);
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= columns; j++) {
      const same = typed.charCodeAt(i - 1) === word.charCodeAt(j - 1);
      let cost = Math.min(
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
      );
      if (i > 1 && j > 1 && swapped(typed, word, i, j)) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > most) {
      return tooFar;
    }
    beforeLast = last;
    last = row;
  }
  const distance = prefix ? Math.min(...last) : (last[word.length] ?? tooFar);
  return Math.min(distance, tooFar);
}

function swapped(typed: string, word: string, i: number, j: number): boolean {
  return (
    typed.charCodeAt(i - 1) === word.charCodeAt(j - 2) &&
    typed.charCodeAt(i - 2) === word.charCodeAt(j - 1)
  );
}

/** How many typing errors a word of this length may have: short words become other words too easily. */
export function forgivenEdits(length: number): number {
  if (length < 4) {
    return 0;
  }
  return length < 8 ? 1 : 2;
}

/** The letters and digits of a word as bits: words with few bits in common are far apart. */
export function letterBits(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) {
    bits |= 1 << (word.charCodeAt(i) & 31);
  }
  return bits;
}

/** Letters of `typed` that `word` has not: a lower bound of the edits between them. */
export function missingLetters(typed: number, word: number): number {
  let bits = typed & ~word;
  let count = 0;
  for (; bits !== 0; bits &= bits - 1) {
    count++;
  }
  return count;
}
