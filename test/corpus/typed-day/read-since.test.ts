import { describe, expect, it } from 'vitest';
import { checkSince, readSince, suggestSince } from '../../../src/corpus/typed-day/read-since.ts';

/** A Wednesday. */
const now = new Date('2026-03-18T15:00:00Z');

describe('since', () => {
  it.each([
    ['3 days', '2026-03-15'],
    ['5d', '2026-03-13'],
    ['3 w', '2026-02-25'],
    ['6mo', '2025-09-18'],
    ['48h', '2026-03-16'],
    ['a fortnight ago', '2026-03-04'],
    ['four weeks back', '2026-02-18'],
    ['a couple of months', '2026-01-18'],
    ['half a year', '2025-09-18'],
    ['the past ten days', '2026-03-08'],
    ['in the last 2 years', '2024-03-18'],
    ['past month', '2026-02-18'],
  ])('is a span before today: %s', (typed, day) => {
    expect(readSince(typed, now)).toBe(day);
  });

  it.each([
    ['Today', '2026-03-18'],
    ['yesterday', '2026-03-17'],
    ['this week', '2026-03-16'],
    ['last week', '2026-03-09'],
    ['this month', '2026-03-01'],
    ['last month', '2026-02-01'],
    ['this quarter', '2026-01-01'],
    ['last year', '2025-01-01'],
    ['start of the year', '2026-01-01'],
    ['tuesday', '2026-03-17'],
    ['wed', '2026-03-18'],
    ['last wednesday', '2026-03-11'],
    ['since Thursday', '2026-03-12'],
  ])('is a day or the first of a period: %s', (typed, day) => {
    expect(readSince(typed, now)).toBe(day);
  });

  it.each([
    ['2024', '2024-01-01'],
    ['2024-11', '2024-11-01'],
    ['2024/11/05', '2024-11-05'],
    ['20241105', '2024-11-05'],
    ['Nov 2024', '2024-11-01'],
    ['November', '2025-11-01'],
    ['since February', '2026-02-01'],
    ['5 Nov', '2025-11-05'],
    ['the 5th of November, 2024', '2024-11-05'],
    ['Nov. 5th', '2025-11-05'],
    ['5. Nov 2024', '2024-11-05'],
    ['Tue, 5 Nov 2024', '2024-11-05'],
    ['Q4 2024', '2024-10-01'],
    ['25/11/2024', '2024-11-25'],
    ['11/25/2024', '2024-11-25'],
    ['11/11/2024', '2024-11-11'],
    ['5.11.2024', '2024-11-05'],
    ['29 February', '2024-02-29'],
  ])('is a date, the last one where the year is left out: %s', (typed, day) => {
    expect(readSince(typed, now)).toBe(day);
  });

  it.each([
    '',
    'maybe tuesday',
    'tuesday or wednesday',
    'last week and a half',
    '2 weeks and a day',
    'late November',
    'last summer',
    'next month',
    'tomorrow',
    'in 2 weeks',
    'over a month',
    'weeks',
    '31 Nov 2024',
    'Mon, 5 Nov 2024',
    '2024-11-05T08:00',
    '2024-13',
    'nov 2024 to dec 2024',
    '9999 years',
    'constructor',
  ])('is not half understood: %j', (typed) => {
    expect(readSince(typed, now)).toBeUndefined();
    expect(checkSince(typed, now)).toEqual({ problem: 'unknown' });
    expect(suggestSince(typed, now).filter(() => typed !== '')).toEqual([]);
  });

  it('may be one of two days, both offered', () => {
    expect(readSince('05/11/2024', now)).toBeUndefined();
    const days = ['2024-11-05', '2024-05-11'];
    expect(checkSince('05-11-2024', now)).toEqual({ problem: 'ambiguous', days });
    expect(suggestSince('05/11/2024', now).map(({ value }) => value)).toEqual(days);
  });

  it('is not still to come, but for the day that begins elsewhere', () => {
    expect(checkSince('2026-03-19', now)).toEqual({ day: '2026-03-19' });
    expect(checkSince('April 2026', now)).toEqual({ problem: 'future' });
  });

  it('shows the day that is meant while it is typed', () => {
    expect(suggestSince('last w', now)).toEqual([
      { name: 'last week (2026-03-09)', value: 'last week' },
    ]);
    expect(suggestSince('5 nov', now)).toEqual([{ name: 'since 2025-11-05', value: '2025-11-05' }]);
    for (const { name, value } of suggestSince('', now)) {
      expect(name).toBe(`${value} (${readSince(value, now)})`);
    }
  });
});
