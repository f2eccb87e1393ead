import { parse } from 'discord-markdown-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText } from '../../../src/reply/fit/escape-text.ts';

interface Node {
  readonly type: string;
  readonly content?: string | readonly Node[];
}

/** What a reader sees, and the kinds of markup found in it. */
function read(markdown: string): { shown: string; kinds: Set<string> } {
  const kinds = new Set<string>();
  const show = (node: Node): string => {
    kinds.add(node.type);
    if (node.type === 'br' || node.type === 'newline') {
      return '\n';
    }
    return typeof node.content === 'string'
      ? node.content
      : (node.content ?? []).map(show).join('');
  };
  const nodes = parse(markdown, 'extended') as Node[];
  return { shown: nodes.map(show).join(''), kinds };
}

/** An address is a link to itself; a label in front of another address would not show as written. */
const plain = new Set(['text', 'br', 'newline', 'url', 'autolink']);
const withoutJoiners = (text: string) => text.replaceAll('\u200b', '');

describe('escapeText', () => {
  it.each([
    '**bold** *it* __under__ ~~gone~~ ||spoiler|| `code`',
    '# heading',
    '-# small print',
    '- item\n* item\n+ item\n1. item',
    '> quote\n>>> all of it',
    '[label](https://example.org)',
    '<@123456789012345678> <#123456789012345678> <@&123456789012345678>',
    '</search:123456789012345678> <t:1700000000:R> <:name:123456789012345678>',
    'Q^* and A* Search, ell_p and tau^2_k',
    'a\\*b\\',
    '```js\ncode\n```',
  ])('shows %j as it is written', (text) => {
    const { shown, kinds } = read(escapeText(text));
    expect(withoutJoiners(shown)).toBe(text);
    expect([...kinds].filter((kind) => !plain.has(kind))).toEqual([]);
  });

  it('shows any text without an address as it is written', () => {
    const signs = fc.constantFrom(
      ...'*_~`|<>[]()#-+>\\@:!.0123456789 abc\n'.split(''),
      '@everyone',
      '@here',
      '-# ',
      '## ',
      '1. ',
      '<@1>',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 40 }), (parts) => {
        const text = parts.join('').trim();
        const { shown, kinds } = read(escapeText(text));
        expect(withoutJoiners(shown)).toBe(text);
        expect([...kinds].filter((kind) => !plain.has(kind))).toEqual([]);
      }),
      { seed: 20250924, numRuns: 500 },
    );
  });

  it('never names everyone', () => {
    expect(escapeText('@everyone and @here')).not.toMatch(/@(everyone|here)/);
  });

  it('leaves web addresses whole', () => {
    expect(escapeText('see https://github.com/a_b/c_d_e.')).toBe(
      'see https://github.com/a_b/c_d_e.',
    );
  });

  it.each([
    ['**https://tea.org/a_**', 'https://tea.org/a'],
    ['||https://tea.org/*a*_b|| gone', 'https://tea.org/*a*_b'],
    ['(as in https://tea.org/a_(b)) here', 'https://tea.org/a_(b)'],
    ['[https://tea.org/a_b]', 'https://tea.org/a_b'],
    ['见https://tea.org/a_b。好', 'https://tea.org/a_b'],
    [
      'by https://doi.org/10.1000/(TEA)12:3<45::AID-T6>2.0.CO;2-1 and',
      'https://doi.org/10.1000/(TEA)12:3%3C45::AID-T6%3E2.0.CO;2-1',
    ],
  ])('lets the address in %j end where it ends', (text, address) => {
    const nodes = parse(escapeText(text), 'extended') as (Node & { target?: string })[];
    expect(nodes.flatMap(({ target }) => target ?? [])).toEqual([address]);
  });
});
