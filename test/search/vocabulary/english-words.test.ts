import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { isEnglishWord } from '../../../src/search/vocabulary/english-words.ts';

const all = createRequire(import.meta.url)('an-array-of-english-words') as readonly string[];

describe('isEnglishWord', () => {
  it('knows the words of the list, the first and the last among them, and no others', () => {
    const some = [...all.slice(0, 50), ...all.filter((_, i) => i % 500 === 0), ...all.slice(-50)];
    const words = new Set(all);
    for (const word of some) {
      expect(isEnglishWord(word), word).toBe(true);
      for (const other of [`${word}q`, `z${word}`, word.slice(0, -1), word.toUpperCase()]) {
        expect(isEnglishWord(other), other).toBe(words.has(other));
      }
    }
  });

  it.each(['', '"', ',', '[', ']', '","', 'é', '~', 'zzzzzz', 'a,b', '0'])('has no %j', (word) => {
    expect(isEnglishWord(word)).toBe(false);
  });
});
