import { describe, expect, it } from 'vitest';
import { pageSignature } from '../../../src/corpus/page/page-signature.ts';

const titles = ['First Paper: A Start', 'Second Paper'];
const signature = pageSignature(titles, { month: 9, day: 9 });

describe('pageSignature', () => {
  it('does not care how titles are written or which year it was', () => {
    expect(
      pageSignature(['first paper – a start', 'SECOND  PAPER.'], { month: 9, day: 9, year: 2024 }),
    ).toBe(signature);
  });

  it.each([
    ['another day', titles, { month: 9, day: 10 }],
    ['no day', titles, undefined],
    ['another order', [...titles].reverse(), { month: 9, day: 9 }],
    ['a paper more', [...titles, 'Third Paper'], { month: 9, day: 9 }],
    [
      'titles that were split elsewhere',
      ['First Paper: A Start Second', 'Paper'],
      { month: 9, day: 9 },
    ],
  ])('tells a page with %s', (_, other, date) => {
    expect(pageSignature(other, date)).not.toBe(signature);
  });
});
