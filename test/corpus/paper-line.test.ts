import { expect, it } from 'vitest';
import { paperLine } from '../../src/corpus/paper-line.ts';
import { paperOf } from '../digest/paper-of.ts';

const background = 'Bandits are everywhere in practice, and many have studied them at length.';
const contribution = 'We propose a sampler that adapts to the gap without knowing it.';
const result = 'It reduces regret by 12% on nine benchmarks of the field.';

it('is the summary where there is one', () => {
  expect(paperLine(paperOf('A', { tldr: 'Adapts to the gap.', abstract: contribution }))).toBe(
    'Adapts to the gap.',
  );
});

it('is else the sentence of the abstract that says what was done, as it stands there', () => {
  const abstract = [background, contribution, result].join(' ');
  const { tldr: _, ...paper } = paperOf('A', { abstract });
  expect(paperLine(paper)).toBe(contribution);
});

it('is always a whole sentence of the abstract', () => {
  const { tldr: _, ...paper } = paperOf('A', { abstract: background });
  expect(paperLine(paper)).toBe(background);
});

it('is nothing where the corpus holds neither', () => {
  const { tldr: _, ...paper } = paperOf('A');
  expect(paperLine(paper)).toBeUndefined();
});
