import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutClause } from '../../../src/reply/fit/cut-clause.ts';

const runs = { seed: 12, numRuns: 300 };

describe('a sentence that has to be shorter', () => {
  it.each([
    [
      'Adds tree search to web agents, raising their success by a third on two benchmarks of shops.',
      'Adds tree search to web agents…',
    ],
    [
      'Trains kettles by preference pairs; the pairs come from a second kettle that was trained before.',
      'Trains kettles by preference pairs…',
    ],
    [
      'A kettle learns to whistle in tune from recordings alone. It takes four hours on one small machine.',
      'A kettle learns to whistle in tune from recordings alone. …',
    ],
    [
      'By reading its own steam, a kettle knows when tea is ready, saving half of the gas that it took.',
      'By reading its own steam, a kettle knows when tea is ready…',
    ],
  ])('ends at a clause: %s', (text, cut) => {
    expect(cutClause(text, 75)).toBe(cut);
  });

  it.each([
    'Training on more kettles, which everybody recommends, does not make the tea of a team any better.',
    'Shows that search helps small kettles a little, but large ones brew worse tea with it than without.',
    'Scaling improves whistling in every kettle we tried, although the effect vanishes with cold water.',
    'Kettles whistle in tune after four hours of training, and only where their water is soft enough.',
    'While small kettles whistle in tune after training, large ones hum along with whatever they hear.',
    'Copper kettles, iron kettles that were painted, and glass kettles whistle in tune after training.',
    'The kettle (a small one, which we built ourselves from four sheets of copper) whistles in tune now.',
    'Kettles whistle in tune after four hours of training. However, their tea is no better than before.',
  ])('is left out where every end could turn its meaning: %s', (text) => {
    expect(cutClause(text, 75)).toBe('');
  });

  it('is a beginning of the text within what it may take, and is longer the more it may take', () => {
    const word = fc.constantFrom(
      'kettles',
      'which',
      'whistle',
      'not',
      'in',
      'tune',
      'training',
      'But',
    );
    const sign = fc.constantFrom(' ', ' ', ' ', ', ', '; ', '. ', ' – ', ' (', ') ', ': ');
    const texts = fc
      .array(fc.tuple(word, sign), { minLength: 1, maxLength: 60 })
      .map((pieces) => pieces.flat().join(''));
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), fc.nat(300), (text, most) => {
        const cut = cutClause(text, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(text.startsWith(cut.replace(/\s?…$/u, '')) || cut === text).toBe(true);
        expect(cutClause(text, most + 20).length).toBeGreaterThanOrEqual(cut.length);
      }),
      runs,
    );
  });
});
