import { parse } from 'discord-markdown-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../src/reply/fit/to-markdown.ts';

const to = 'https://huggingface.co/papers/2610.04711';

function linked(label: string, bold = true): string {
  return toMarkdown([{ spans: [{ link: label, to, bold }] }], (name) => name);
}

interface Node {
  readonly type: string;
  readonly content?: string | readonly Node[];
  readonly target?: string;
}

/** What Discord shows: in the label of a masked link a backslash is a backslash. */
function read(markdown: string): { shown: string; kinds: string[]; targets: string[] } {
  const kinds: string[] = [];
  const targets: string[] = [];
  const show = (node: Node): string => {
    kinds.push(node.type);
    if (node.target) {
      targets.push(node.target);
    }
    return typeof node.content === 'string'
      ? node.content
      : (node.content ?? []).map(show).join('');
  };
  const shown = (parse(markdown, 'extended') as Node[]).map(show).join('');
  return { shown, kinds: [...new Set(kinds)], targets };
}

describe('a linked title', () => {
  it.each([
    'Plain kettles',
    'T* for tea: a leaf_free pot',
    'pot_of_tea at 90% ~ 95%',
    'T < 90 | p',
  ])('is the label of its link as it is where nothing in it is markup: %s', (title) => {
    expect(linked(title)).toBe(`[**${title}**](${to})`);
    expect(linked(title, false)).toBe(`[${title}](${to})`);
  });

  it.each([
    'T* and P* for tea',
    '[Re] Kettles revisited',
    'The __init__ of tea',
    'A `kettle` of its own',
    'C:\\pots',
    'ends in a star*',
    '||hidden|| tea',
    'for <@123456789012345678>',
    'tea](https://evil.example) [more',
  ])('stands before its link where its signs would be markup: %s', (title) => {
    const { shown, targets } = read(linked(title));
    expect(shown).toBe(`${title} open`);
    expect(targets.at(-1)).toBe(to);
    expect(linked(title)).toMatch(/ \[open\]\(https:[^()\s]+\)$/);
  });

  it('never has a backslash in its label, loses a sign or becomes other markup', () => {
    const sign = fc.constantFrom(...'*_~`|<>[]()\\@:#-. abcT9é'.split(''), '**', '__', '||', '~~');
    fc.assert(
      fc.property(fc.array(sign, { minLength: 1, maxLength: 14 }), fc.boolean(), (signs, bold) => {
        const title = signs.join('').replace(/\s+/g, ' ').trim();
        fc.pre(title !== '');
        const markdown = linked(title, bold);
        const label = /^\[(?<label>[^\]]*)\]\(https/.exec(markdown)?.groups?.label;
        expect(label ?? '').not.toContain('\\');
        const { shown, kinds, targets } = read(markdown);
        expect(shown.replaceAll('\u200b', '').replace(/ open$/, '')).toBe(title);
        expect(kinds.filter((kind) => !/^(?:text|strong|link)$/.test(kind))).toEqual([]);
        expect(targets).toEqual([to]);
      }),
      { seed: 20261129, numRuns: 1000 },
    );
  });
});
