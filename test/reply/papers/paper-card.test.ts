import { describe, expect, it } from 'vitest';
import { paperCard } from '../../../src/reply/papers/paper-card.ts';
import { paperOf } from '../../corpus/paper-of.ts';

function wordsOf(paper: Parameters<typeof paperCard>[0]): string {
  return JSON.stringify(paperCard(paper, { buttons: [] }).blocks);
}

it('calls a summary ours, and says where there is none', () => {
  expect(wordsOf(paperOf('Alpha', { tldr: 'It works.' }))).toMatch(
    /It works.*This is a summary by Offprint/,
  );
  expect(wordsOf(paperOf('Alpha'))).toContain('No abstract or summary yet.');
  expect(wordsOf(paperOf('Alpha'))).not.toContain('our summary');
  expect(wordsOf(paperOf('Alpha', { abstract: 'We show it.' }))).not.toContain('our summary');
});

describe('the picture next to a card', () => {
  const listed = (page: string, arxivId?: string) =>
    paperOf('Tea Cools', {
      listings: [{ page, date: '2026-10-05', inferred: false, rank: 1 }],
      ...(arxivId && { arxivId }),
    });
  const picturesOf = (paper: ReturnType<typeof paperOf>) =>
    paperCard(paper, { buttons: [] }).blocks.flatMap((block) =>
      block.kind === 'text' && block.thumbnail ? [block.thumbnail.url] : [],
    );

  it('is there for papers that Hugging Face listed, and for no others', () => {
    expect(picturesOf(listed('hugging-face 2026-10-05', '2610.00042'))).toEqual([
      expect.stringContaining('/2610.00042.png'),
    ]);
    expect(picturesOf(listed('arxiv:cs.LG 2026-10-05', '2610.00042'))).toEqual([]);
    expect(picturesOf(listed('hugging-face 2026-10-05'))).toEqual([]);
  });
});
