import { expect, it } from 'vitest';
import { paperCard } from '../../../src/reply/papers/paper-card.ts';
import { paperOf } from '../../corpus/paper-of.ts';

function wordsOf(paper: Parameters<typeof paperCard>[0]): string {
  return JSON.stringify(paperCard(paper, { buttons: [] }).blocks);
}

it('calls a summary ours, and says where there is none', () => {
  expect(wordsOf(paperOf('Alpha', { tldr: 'It works.' }))).toMatch(/It works.*This is our summary/);
  expect(wordsOf(paperOf('Alpha'))).toContain('I have no abstract or summary of it.');
  expect(wordsOf(paperOf('Alpha'))).not.toContain('our summary');
  expect(wordsOf(paperOf('Alpha', { abstract: 'We show it.' }))).not.toContain('our summary');
});
