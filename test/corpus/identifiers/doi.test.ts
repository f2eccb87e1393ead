import { describe, expect, it } from 'vitest';
import { doiSpans, readDoi } from '../../../src/corpus/identifiers/doi.ts';

describe('doiSpans', () => {
  it.each([
    ['see 10.1000/xyz123.', '10.1000/xyz123'],
    ['(https://doi.org/10.1016/S0735-1097(98)00347-7)', '10.1016/S0735-1097(98)00347-7'],
    [
      'https://doi.org/10.1002/(SICI)1521-3773(19990903)38:17<2532::AID-ANIE2532>3.0.CO;2-T, too',
      '10.1002/(SICI)1521-3773(19990903)38:17<2532::AID-ANIE2532>3.0.CO;2-T',
    ],
    ['<https://dx.doi.org/10.1000/a_b>', '10.1000/a_b'],
    ['doi:10.1000.10/123#456 rest', '10.1000.10/123#456'],
    ['https://doi.org/10.1002%2F(SICI)1%3C2%3E3', '10.1002/(SICI)1<2>3'],
    ['https://doi.org/10.1000/abc?utm_source=x', '10.1000/abc'],
    ['<a href="x">10.1000/abc</a>', '10.1000/abc'],
    ['10.1000/978-1\\_2\\%3', '10.1000/978-1_2%3'],
  ])('finds the DOI of %s', (text, doi) => {
    expect(doiSpans(text).map((span) => span.doi)).toEqual([doi]);
  });

  it.each(['10.12/abc', '110.1000/abc', 'v2.10.1000/abc', '10.1000/ abc'])(
    'finds none in %s',
    (text) => {
      expect(doiSpans(text)).toEqual([]);
    },
  );
});

describe('readDoi', () => {
  it.each([
    '10.1000/abc',
    'doi:10.1000/abc',
    'DOI 10.1000/abc',
    'https://doi.org/10.1000/abc',
    'dx.doi.org/10.1000/abc',
  ])('reads %s', (text) => {
    expect(readDoi(text)).toBe('10.1000/abc');
  });

  it.each(['10.1000/abc and more', 'the 10.1000/abc', 'abc', 'https://example.org/10.1000/abc'])(
    'does not read %s',
    (text) => {
      expect(readDoi(text)).toBeUndefined();
    },
  );
});
