import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseTitle, paperIdOf } from '../../src/corpus/paper-id.ts';
import { needsRealPages, realEntries, withoutRealPages } from './real-pages.ts';

describe('paperIdOf', () => {
  it.skipIf(withoutRealPages)(`never merges two of the 474 papers ${needsRealPages}`, () => {
    const titles = new Set(realEntries().map(({ title }) => title));
    expect(new Set([...titles].map(paperIdOf)).size).toBe(474);
  });

  it.each([
    ['case', 'tree search for language model agents'],
    ['spacing', ' Tree  Search\tfor Language\u00A0Model Agents '],
    ['width', 'Ｔｒｅｅ Search for Language Model Agents'],
    ['punctuation', 'Tree-Search for “Language” Model Agents.'],
    ['zero-width signs', 'Tree\u200B Search for Lan\u00ADguage Model Agents'],
  ])('does not care about %s', (_, title) => {
    expect(paperIdOf(title)).toBe(paperIdOf('Tree Search for Language Model Agents'));
  });

  it('knows a title with its LaTeX from one without as the same', () => {
    expect(paperIdOf('τ^2-Bench: A $k$-Step Test')).toBe(paperIdOf('Τ²-Bench — A k-step test'));
  });

  it.each([
    ['Phi-1.5 Explained', 'Phi-15 Explained'],
    ['C++ Agents', 'C Agents'],
    ['ControlNet++', 'ControlNet'],
    ['Scaling to 2 3', 'Scaling to 23'],
    ['か', 'が'],
    ['???', '!!!'],
  ])('tells “%s” from “%s”', (one, other) => {
    expect(paperIdOf(one)).not.toBe(paperIdOf(other));
  });

  it('is the same in every installation', () => {
    expect(paperIdOf('Tree Search for Language Model Agents')).toBe('65ee04d0543f0c71');
  });

  it('is 16 hexadecimal digits, whatever the title, and stable under its own normal form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        expect(paperIdOf(title)).toMatch(/^[0-9a-f]{16}$/);
        expect(normaliseTitle(normaliseTitle(title))).toBe(normaliseTitle(title));
        expect(paperIdOf(`  ${title.toUpperCase()} `)).toBe(paperIdOf(title));
      }),
      { seed: 20250909, numRuns: 5000 },
    );
  });
});
