import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfPage, isDay, monthDayOf, readMonthDay } from '../../../src/corpus/page/page-date.ts';

const zone = 'UTC';
const modified = (instant: string) => ({ modifiedAt: new Date(instant), zone });
const sep9 = { month: 9, day: 9 };
const dec30 = { month: 12, day: 30 };
const feb29 = { month: 2, day: 29 };

describe('dayOfPage', () => {
  it('takes the latest year that puts the date not after the modification time', () => {
    const year = (instant: string) => dayOfPage(sep9, modified(instant));
    expect(year('2025-09-09T00:00:00Z')).toEqual({ date: '2025-09-09', dateIs: 'inferred' });
    expect(year('2025-09-08T23:59:59Z').date).toBe('2024-09-09');
    expect(year('2026-03-01T12:00:00Z').date).toBe('2025-09-09');
    expect(dayOfPage(dec30, modified('2026-01-02T08:00:00Z')).date).toBe('2025-12-30');
  });

  it('reads the modification time in the zone of the machine where that is ahead', () => {
    const hints = { modifiedAt: new Date('2025-09-08T20:00:00Z'), zone: 'Asia/Tokyo' };
    expect(dayOfPage(sep9, hints).date).toBe('2025-09-09');
    const behind = { modifiedAt: new Date('2025-09-09T02:00:00Z'), zone: 'America/New_York' };
    expect(dayOfPage(sep9, behind).date).toBe('2025-09-09');
  });

  it('lets a stated year go before everything', () => {
    const hints = { ...modified('2026-03-01T12:00:00Z'), savedOn: '2025-09-10', statedYear: 2023 };
    expect(dayOfPage(sep9, hints)).toEqual({ date: '2023-09-09', dateIs: 'stated' });
    expect(dayOfPage({ ...sep9, year: 2024 }, hints).date).toBe('2023-09-09');
  });

  it('takes the year from the day on which the page was saved', () => {
    const saved = (day: string) =>
      dayOfPage(dec30, { ...modified('2026-06-01T00:00:00Z'), savedOn: day });
    expect(saved('2025-01-02')).toEqual({ date: '2024-12-30', dateIs: 'stated' });
    expect(saved('2024-12-30').date).toBe('2024-12-30');
  });

  it('lets a page be one day ahead of the person who saved it', () => {
    const hints = { ...modified('2026-06-01T00:00:00Z'), savedOn: '2024-12-31' };
    expect(dayOfPage({ month: 1, day: 1 }, hints).date).toBe('2025-01-01');
    expect(dayOfPage({ month: 1, day: 2 }, hints).date).toBe('2024-01-02');
  });

  it('says so when the stated day does not fit the page', () => {
    const hints = { ...modified('2026-06-01T00:00:00Z'), savedOn: '2025-09-24' };
    expect(dayOfPage({ month: 8, day: 7 }, hints)).toEqual({
      date: '2025-08-07',
      dateIs: 'stated',
      warning: expect.stringContaining('Aug 7'),
    });
    expect(dayOfPage(sep9, hints).warning).toBeUndefined();
  });

  it('knows that Feb 29 is rare', () => {
    expect(dayOfPage(feb29, modified('2026-06-01T00:00:00Z')).date).toBe('2024-02-29');
    expect(dayOfPage(feb29, modified('2104-01-01T00:00:00Z')).date).toBe('2096-02-29');
    const hints = { ...modified('2026-06-01T00:00:00Z'), statedYear: 2025 };
    expect(dayOfPage(feb29, hints)).toEqual({
      date: '2024-02-29',
      dateIs: 'inferred',
      warning: '2025 has no Feb 29, so the given year was not used.',
    });
  });

  it('believes a page that says its year', () => {
    const hints = modified('2026-06-01T00:00:00Z');
    expect(dayOfPage({ ...sep9, year: 2024 }, hints)).toEqual({
      date: '2024-09-09',
      dateIs: 'stated',
    });
  });

  it('never dates a page after the file, nor a year too early', () => {
    const days = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, days, (page, file) => {
        const { month, day } = monthDayOf(page.toISOString().slice(0, 10));
        fc.pre(!(month === 2 && day === 29));
        const { date } = dayOfPage({ month, day }, { modifiedAt: file, zone });
        const today = file.toISOString().slice(0, 10);
        expect(date <= today).toBe(true);
        expect(`${Number(date.slice(0, 4)) + 1}${date.slice(4)}` > today).toBe(true);
      }),
      { seed: 20250909 },
    );
  });
});

describe('readMonthDay', () => {
  it.each([
    ['Sep 9', sep9],
    ['sep 09', sep9],
    ['Sept. 9', sep9],
    ['September 9', sep9],
    ['Tue, Sep 9', sep9],
    ['9 Sep', sep9],
    ['9 September 2025', { ...sep9, year: 2025 }],
    ['Sep 9, 2025', { ...sep9, year: 2025 }],
    ['2025-09-09', { ...sep9, year: 2025 }],
    ['Feb 29', feb29],
  ])('reads “%s”', (line, date) => {
    expect(readMonthDay(line)).toEqual({ date, rest: '' });
  });

  it.each(['', 'Sep', 'Sep 0', 'Sep 31', 'Feb 30', 'Feb 29, 2025', 'Sepsis 9', '2025-02-30', '9'])(
    'reads no date in “%s”',
    (line) => {
      expect(readMonthDay(line)).toBeUndefined();
    },
  );
});

describe('isDay', () => {
  it('takes real calendar days alone', () => {
    expect(['2025-09-09', '2024-02-29'].every(isDay)).toBe(true);
    expect(['2025-02-29', '2025-9-9', '2025-13-01', '2025-00-10', '', 'undated'].some(isDay)).toBe(
      false,
    );
  });
});
