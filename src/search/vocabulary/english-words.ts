import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Between two words. */
const comma = ','.charCodeAt(0);
const closing = ']'.charCodeAt(0);

let list: Buffer | undefined;

/**
 * Whether the spelling list has a word; names and most terms of the field are not in it. The list is
 * JSON, `["aa","aah",…]`, and sorted: it is looked up as it is in the file. Read as an array, its 275,000
 * words would keep the event loop for 100 ms and take four times the memory.
 */
export function isEnglishWord(word: string): boolean {
  list ??= readFileSync(createRequire(import.meta.url).resolve('an-array-of-english-words'));
  let low = 1;
  const last = list.lastIndexOf(closing);
  let high = last;
  while (low < high) {
    const start = Math.max(low, list.lastIndexOf(comma, (low + high) >> 1) + 1);
    const comes = list.indexOf(comma, start);
    const end = comes === -1 ? last : comes;
    const found = list.toString('latin1', start + 1, end - 1);
    if (found === word) {
      return true;
    }
    if (found < word) {
      low = end + 1;
    } else {
      high = start - 1;
    }
  }
  return false;
}
