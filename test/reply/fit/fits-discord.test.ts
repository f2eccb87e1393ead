import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/corpus/paper.ts';
import { cutText } from '../../../src/reply/fit/cut-text.ts';
import { fits, measureReply } from '../../../src/reply/fit/measure-reply.ts';
import { toMarkdown } from '../../../src/reply/fit/to-markdown.ts';
import { paperCard } from '../../../src/reply/papers/paper-card.ts';
import { nothingFound, searchResults } from '../../../src/reply/papers/search-results.ts';
import { paperOf } from '../../corpus/paper-of.ts';
import { anyPaper, anyText } from '../any-paper.ts';

const runs = { seed: 20250909, numRuns: 150 };
const buttons = [
  { label: 'Similar', press: { command: 'similar', action: 'show', args: ['abcdefgh'] } },
];

const plainPaper = paperOf('A paper', { id: 'abcdefgh' as PaperId });

function textOf(reply: ReturnType<typeof paperCard>): string {
  return reply.blocks
    .flatMap((block) => (block.kind === 'text' ? [toMarkdown(block.lines, (name) => name)] : []))
    .join('\n');
}

describe('a paper card', () => {
  it('fits one message whatever the paper holds', () => {
    fc.assert(
      fc.property(anyPaper, (paper) => {
        expect(fits(measureReply(paperCard(paper, { buttons })))).toBe(true);
      }),
      runs,
    );
  });

  it('shows an ordinary abstract whole', () => {
    const abstract = 'One sentence of an abstract. '.repeat(60).trim();
    const card = paperCard({ ...plainPaper, abstract }, { buttons });
    expect(textOf(card)).toContain(abstract);
    expect(card.files).toBeUndefined();
  });

  it('gives an abstract that is too long as a file, whole', () => {
    const abstract = 'One sentence of an abstract. '.repeat(300).trim();
    const card = paperCard({ ...plainPaper, abstract }, { buttons });
    expect(textOf(card)).not.toContain(abstract);
    const [file] = card.files ?? [];
    expect(Buffer.from(file?.content ?? []).toString()).toContain(abstract);
    expect(card.blocks).toContainEqual({ kind: 'file', file: file?.name });
  });

  it('shows the summary of a paper without an abstract, and says where that can be read', () => {
    const card = paperCard({ ...plainPaper, tldr: 'It sorts faster.' }, { buttons });
    expect(textOf(card)).toContain('It sorts faster.');
    expect(textOf(card)).toMatch(/summary by Offprint/);
  });
});

describe('a list of papers', () => {
  it('fits one message with any five papers, query and filters', () => {
    const searched = fc.record({
      text: anyText(4000),
      topic: anyText(300),
      since: fc.constant('2025-09-01'),
    });
    fc.assert(
      fc.property(fc.array(anyPaper, { minLength: 5, maxLength: 5 }), searched, (papers, query) => {
        const listed = papers.map((paper, at) => ({ place: at + 1, paper }));
        const results = {
          hits: [],
          total: 77,
          searched: 474,
          matching: 77,
          correctedTo: query.text,
        };
        const reply = searchResults(query, results, listed, {}, true, { sharedBy: '9'.repeat(20) });
        expect(fits(measureReply(reply))).toBe(true);
      }),
      runs,
    );
  });

  it('says that pages are still being read, while they are', () => {
    const listed = [{ place: 1, paper: plainPaper }];
    const results = { hits: [], total: 1, searched: 474, matching: 1 };
    const shown = (reading: boolean) =>
      textOf(searchResults({ text: 'a' }, results, listed, {}, reading, 'reader'));
    expect(shown(true)).toContain('still importing pages');
    expect(shown(false)).not.toContain('still importing pages');
  });

  it('says what was searched where nothing was found', () => {
    const reply = nothingFound(
      { text: 'zzz', topic: 'agents' },
      { hits: [], total: 0, searched: 474, matching: 0 },
      {},
      false,
      'reader',
    );
    expect(textOf(reply)).toMatch(/zzz[\s\S]*Agents[\s\S]*474 papers/);
  });
});

describe('cutText', () => {
  it('never gives more than asked for, and half a character never', () => {
    fc.assert(
      fc.property(anyText(300), fc.integer({ min: 1, max: 100 }), (text, most) => {
        const cut = cutText(text.replace(/\p{Cs}/gu, ''), most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(cut).not.toMatch(/\p{Cs}/u);
      }),
      runs,
    );
  });

  it('cuts after a word', () => {
    expect(cutText('reward hacking in language models', 20)).toBe('reward hacking in…');
  });

  it.each([
    ['tea: https://tea.example.org/pots/12345678', 24],
    ['tea: 10.1000/(TEA)12:3<45::AID-T6>2.0.CO;2-1', 24],
    ['arXiv:2610.04711', 12],
    ['tea at hep-th/9901001', 19],
  ])('leaves out an address or number that it would cut: %s', (text, most) => {
    expect(cutText(text, most)).toMatch(/^(?:tea(?: at)?)?…$/);
  });
});
