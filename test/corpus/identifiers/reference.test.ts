import { describe, expect, it } from 'vitest';
import { isReferredTo, readReference } from '../../../src/corpus/identifiers/reference.ts';
import { paperOf } from '../paper-of.ts';

describe('a reference', () => {
  it.each([
    ['2611.04321v3', { kind: 'arxiv', number: '2611.04321' }],
    ['arXiv:2699.1', { kind: 'arxiv', number: '2699.1' }],
    ['arXiv:2611.04321', { kind: 'arxiv', number: '2611.04321' }],
    ['<https://arxiv.org/pdf/2611.04321v2.pdf>', { kind: 'arxiv', number: '2611.04321' }],
    ['“2611.04321”', { kind: 'arxiv', number: '2611.04321' }],
    ['https://doi.org/10.48550/arXiv.2611.04321', { kind: 'arxiv', number: '2611.04321' }],
    ['doi:10.1234/tea.5', { kind: 'doi', doi: '10.1234/tea.5' }],
    ['https://dl.acm.org/doi/10.1234/5678.9012', { kind: 'doi', doi: '10.1234/5678.9012' }],
    [
      'github.com/tea/pot',
      { kind: 'address', address: 'https://github.com/tea/pot', isSure: true },
    ],
    ['tea.example.org', { kind: 'address', address: 'https://tea.example.org', isSure: false }],
  ])('is read from %s', (typed, reference) => {
    expect(readReference(typed)).toEqual(reference);
  });

  it.each([
    'kettle',
    'node.js/express',
    'input/output',
    'v1.2/v1.3',
    '3.14',
    'a 2611.04321',
    'e.g.',
  ])('is not read from %s', (typed) => {
    expect(readReference(typed)).toBeUndefined();
  });
});

describe('an address', () => {
  const paper = paperOf('Tea', {
    links: ['https://github.com/Tea-Lab/Pot', 'https://openreview.net/forum?id=ab12'],
  });
  const carries = (typed: string) => {
    const reference = readReference(typed);
    return reference !== undefined && isReferredTo(paper, reference);
  };

  it.each([
    'http://www.github.com/tea-lab/pot/',
    'github.com/tea-lab/pot.git',
    'https://github.com/Tea-Lab/Pot?tab=readme#use',
    'https://openreview.net/forum?id=ab12&utm_source=x',
  ])('%s is that of the paper', (typed) => {
    expect(carries(typed)).toBe(true);
  });

  it.each([
    'github.com/tea-lab/pots',
    'https://openreview.net/forum?id=cd34',
    'github.com/tea-lab',
  ])('%s is not', (typed) => {
    expect(carries(typed)).toBe(false);
  });
});
