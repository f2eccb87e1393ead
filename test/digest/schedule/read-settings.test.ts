import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDaysOfWeek, readDays } from '../../../src/digest/schedule/read-days.ts';
import { describeTime, readTime } from '../../../src/digest/schedule/read-time.ts';
import { everyDay } from '../../../src/digest/schedule/schedule.ts';
import { readZone, suggestZones } from '../../../src/digest/schedule/time-zones.ts';

describe('a time', () => {
  it.each([
    ['9', 540],
    ['9am', 540],
    ['09:00', 540],
    [' 9 AM ', 540],
    ['9:30pm', 1290],
    ['21.15', 1275],
    ['12am', 0],
    ['12pm', 720],
    ['0', 0],
    ['7 p.m.', 1140],
  ])('is understood as %s', (text, minute) => {
    expect(readTime(text)).toBe(minute);
  });

  it.each(['', '25', '24:00', '9:60', '13pm', '0am', 'nine', '9:5', '-1', '9 am tomorrow'])(
    'is not understood as %j',
    (text) => {
      expect(readTime(text)).toBeUndefined();
    },
  );

  it('is read back as it is described', () => {
    for (let minute = 0; minute < 1440; minute += 1) {
      expect(readTime(describeTime(minute))).toBe(minute);
    }
  });
});

describe('days', () => {
  it.each([
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
    ['every day', [1, 2, 3, 4, 5, 6, 7]],
    ['Weekdays', [1, 2, 3, 4, 5]],
    ['mon, wed and friday', [1, 3, 5]],
    ['Fri - Mon', [1, 5, 6, 7]],
    ['tues/thurs', [2, 4]],
    ['weekend, mondays', [1, 6, 7]],
    ['none', []],
  ])('are understood as %s', (text, days) => {
    expect(readDays(text)).toEqual(days);
  });

  it.each(['', 'someday', 'm', 'mon-wed-fri', '-', 'mon-', 'monday tuesdayish'])(
    'are not understood as %j',
    (text) => {
      expect(readDays(text)).toBeUndefined();
    },
  );

  it('are read back as they are described', () => {
    fc.assert(
      fc.property(fc.subarray([...everyDay], { minLength: 1 }), (days) => {
        expect(readDays(describeDaysOfWeek(days))).toEqual(days);
      }),
    );
  });
});

describe('a zone', () => {
  it('is understood whatever its case, and by the name of its place', () => {
    expect(readZone('europe/berlin')).toBe('Europe/Berlin');
    expect(readZone('New York')).toBe('America/New_York');
    expect(readZone('utc')).toBe('UTC');
    expect(readZone('US/Eastern')).toBeDefined();
  });

  it.each(['', 'Europe', 'Berlin/Europe', 'GMT+25', '+02:00', '../etc/passwd'])(
    'is not understood as %j',
    (text) => {
      expect(readZone(text)).toBeUndefined();
    },
  );

  it('is suggested by any of its words, with the time there', () => {
    const now = new Date('2026-01-15T12:00:00Z');
    expect(suggestZones('ber eur', now)).toEqual([
      { name: 'Europe/Berlin (now 13:00)', value: 'Europe/Berlin' },
    ]);
    expect(suggestZones('', now)).toHaveLength(25);
  });
});
