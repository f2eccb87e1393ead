import { expect, it } from 'vitest';
import { paperOf } from './paper-of.ts';

it('shows no name, keyword or topic that hides, turns or covers text', () => {
  const paper = paperOf('A', {
    authors: ['Ada \u202Eecalevol', 'Grace\u200B\nHopper', '\u200B'],
    keywords: ['safe \u2066rl\u2069', `re${'\u0301'.repeat(50)}ward`],
    topic: 'age\u202Ents',
    organisation: ' Lab\u0000 of\tTests ',
  });
  expect(paper.authors).toEqual(['Ada ecalevol', 'Grace Hopper']);
  expect(paper.keywords).toEqual(['safe rl', `re${'\u0301'.repeat(6)}ward`]);
  expect(paper.topic).toBe('agents');
  expect(paper.organisation).toBe('Lab of Tests');
});
