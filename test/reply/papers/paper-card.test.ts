import { expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { paperCard } from '../../../src/reply/papers/paper-card.ts';

const bare = {
  id: paperIdOf('Alpha'),
  title: 'Alpha',
  authors: [],
  links: [],
  keywords: [],
  listings: [],
  revision: 1,
};

function wordsOf(paper: Parameters<typeof paperCard>[0]): string {
  return JSON.stringify(paperCard(paper, { buttons: [] }).blocks);
}

it('calls a summary ours, and says where there is none', () => {
  expect(wordsOf({ ...bare, tldr: 'It works.' })).toMatch(/It works.*This is our summary/);
  expect(wordsOf(bare)).toContain('I have no abstract or summary of it.');
  expect(wordsOf(bare)).not.toContain('our summary');
  expect(wordsOf({ ...bare, abstract: 'We show it.' })).not.toContain('our summary');
});
