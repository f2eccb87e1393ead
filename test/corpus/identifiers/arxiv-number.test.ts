import { describe, expect, it } from 'vitest';
import {
  arxivMonth,
  arxivSpans,
  readArxivNumber,
} from '../../../src/corpus/identifiers/arxiv-number.ts';

describe('readArxivNumber', () => {
  it.each([
    '2403.01234',
    ' 2403.01234v3 ',
    'arXiv:2403.01234',
    'ARXIV: 2403.01234v12',
    'arXiv preprint arXiv:2403.01234',
    'arXiv:2403.01234 [cs.LG]',
    'arXiv:2403.01234v2 [cs.LG] 3 Oct 2026',
    '2403.01234.',
    'https://papers.example.org/arxiv/2403.01234',
    'https://arxiv.org/abs/2403.01234v2',
    'http://www.arxiv.org/pdf/2403.01234.pdf',
    'arxiv.org/pdf/2403.01234v1.pdf',
    'https://export.arxiv.org/abs/2403.01234?context=cs',
    'https://arxiv.org/html/2403.01234v1#S2',
    '<https://arxiv.org/abs/2403.01234>',
    'https://huggingface.co/papers/2403.01234#community',
    'hf.co/papers/2403.01234',
    'https://www.alphaxiv.org/abs/2403.01234',
    'https://doi.org/10.48550/arXiv.2403.01234',
    '10.48550/ARXIV.2403.01234',
    'doi:10.48550/arXiv.2403.01234',
  ])('reads %s', (written) => {
    expect(readArxivNumber(written)).toBe('2403.01234');
  });

  it.each([
    ['gr-qc/0412067', 'gr-qc/0412067'],
    ['math.AG/0309136v2', 'math/0309136'],
    ['cond-mat.supr-con/9807001', 'cond-mat/9807001'],
    ['arXiv:cs.CL/0205028', 'cs/0205028'],
    ['https://arxiv.org/abs/astro-ph/9908123v1', 'astro-ph/9908123'],
    ['arxiv.org/pdf/quant-ph/0101012.pdf', 'quant-ph/0101012'],
    ['10.48550/arXiv.hep-ph/0601234', 'hep-ph/0601234'],
    ['1412.0001', '1412.0001'],
    ['0704.0001', '0704.0001'],
  ])('reads the old form %s', (written, number) => {
    expect(readArxivNumber(written)).toBe(number);
  });

  it.each([
    '2413.01234',
    '1501.1234',
    '1412.12345',
    '0503.1234',
    'lamp-ph/9901001',
    'hep-th/9913001',
    '2403.012345',
    '12403.01234',
    '2403.01234 and more',
    '10.1145/2403.01234',
    'https://example.org/2403.01234',
    'https://doi.org/10.1145/3411764.3445243',
    '',
  ])('does not read %s', (written) => {
    expect(readArxivNumber(written)).toBeUndefined();
  });
});

describe('arxivSpans', () => {
  it.each([
    ['see 2403.01234, and arXiv:2404.00001v2.', ['2403.01234', '2404.00001']],
    ['(https://arxiv.org/pdf/2403.01234v2.pdf)', ['2403.01234']],
    ['[a](https://arxiv.org/abs/hep-lat/9901002v1)', ['hep-lat/9901002']],
    ['doi.org/10.48550/arXiv.2403.01234.', ['2403.01234']],
    ['arXiv.2403.01234', ['2403.01234']],
  ])('finds numbers in %s', (text, numbers) => {
    expect(arxivSpans(text).map(({ number }) => number)).toEqual(numbers);
  });

  it.each([
    'doi 10.1145/3411764.3445243',
    '10.1000/2403.01234',
    'version 1.2403.01234',
    '2403.01234.5',
    '12-2403.01234',
    'call 2403.0123456',
    'gauge-physics/9901001',
    'metaphysics/9901001',
  ])('reads no number out of %s', (text) => {
    expect(arxivSpans(text)).toEqual([]);
  });
});

describe('arxivMonth', () => {
  it.each([
    ['2403.01234', { year: 2024, month: 3 }],
    ['0704.0001', { year: 2007, month: 4 }],
    ['hep-th/9201001', { year: 1992, month: 1 }],
    ['math/0309136', { year: 2003, month: 9 }],
  ])('of %s', (number, month) => {
    expect(arxivMonth(number)).toEqual(month);
  });
});
