import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  editDistance,
  letterBits,
  missingLetters,
} from '../../../src/search/vocabulary/edit-distance.ts';

const word = fc.stringMatching(/^[abc]{0,7}$/);

/** The definition, slow and plain. */
function plainDistance(a: string, b: string): number {
  if (a === '' || b === '') {
    return a.length + b.length;
  }
  const same = a.at(-1) === b.at(-1) ? 0 : 1;
  const options = [
    plainDistance(a.slice(0, -1), b) + 1,
    plainDistance(a, b.slice(0, -1)) + 1,
    plainDistance(a.slice(0, -1), b.slice(0, -1)) + same,
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    options.push(plainDistance(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return Math.min(...options);
}

describe('editDistance', () => {
  it('counts letters more, less, other and swapped', () => {
    expect(editDistance('learnign', 'learning', 2)).toBe(1);
    expect(editDistance('optimzation', 'optimization', 2)).toBe(1);
    expect(editDistance('rewrad', 'reward', 2)).toBe(1);
    expect(editDistance('delivery', 'learning', 2)).toBe(3);
  });

  it('is the distance as defined, or one more than asked for', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(plainDistance(a, b), most + 1));
      }),
    );
  });

  it('for a prefix is the least over all beginnings of the word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const beginnings = Array.from({ length: b.length + 1 }, (_, i) =>
          plainDistance(a, b.slice(0, i)),
        );
        expect(editDistance(a, b, 2, true)).toBe(Math.min(...beginnings, 3));
      }),
    );
  });

  it('is never less than the letters that are missing', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(missingLetters(letterBits(a), letterBits(b))).toBeLessThanOrEqual(
          plainDistance(a, b),
        );
      }),
    );
  });
});
