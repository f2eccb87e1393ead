import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../src/reply/fit/to-markdown.ts';
import { passageLine } from '../../../src/reply/papers/paper-lines.ts';

const shown = (text: string, matches: [number, number][]) =>
  toMarkdown([passageLine({ text, matches })], (name) => name);

describe('a passage', () => {
  it.each<[string, [number, number][], string]>([
    [
      'human feedback helps',
      [
        [0, 5],
        [6, 14],
      ],
      '**human feedback** helps',
    ],
    [
      'a reward of a model',
      [
        [2, 8],
        [14, 19],
      ],
      'a **reward** of a **model**',
    ],
    ['no match', [], 'no match'],
    ['Q* learning', [[0, 2]], '**Q\\*** learning'],
    [
      'kettle code: https://github.com/tea-lab/kettle-pot_tool, see kettle',
      [
        [0, 6],
        [40, 46],
        [47, 50],
        [51, 55],
        [61, 67],
      ],
      '**kettle** code: https://github.com/tea-lab/kettle-pot_tool, see **kettle**',
    ],
  ])('of %j shows its matches in bold', (text, matches, markdown) => {
    expect(shown(text, matches)).toBe(markdown);
  });
});
