import { createRequire } from 'node:module';

/** The English words of a spelling list, sorted, in lower case: 275,000 of them, some 10 MB. */
export function loadEnglishWords(): readonly string[] {
  // As JSON by `require`, which keeps the type checker from reading all of it.
  loaded ??= createRequire(import.meta.url)('an-array-of-english-words') as readonly string[];
  return loaded;
}

let loaded: readonly string[] | undefined;

/** Whether the spelling list has a word; names and most terms of the field are not in it. */
export function isEnglishWord(word: string): boolean {
  const words = loadEnglishWords();
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return words[low] === word;
}
