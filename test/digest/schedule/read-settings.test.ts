import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDaysOfWeek, readDays } from '../../../src/digest/schedule/read-days.ts';
import { describeTime, readTime } from '../../../src/digest/schedule/read-time.ts';
import { everyDay } from '../../../src/digest/schedule/schedule.ts';

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
    ['6.45 pm', 1125],
    ['18h', 1080],
    ['7h05', 425],
    ['0730', 450],
    ['1930 hrs', 1170],
    ['17 Uhr', 1020],
    ['Noon', 720],
    ['midnight', 0],
    ['at 8', 480],
    ['7 o’clock pm', 1140],
    ['06:15:00', 375],
    ['１８:３０', 1110],
  ])('is understood as %s', (text, minute) => {
    expect(readTime(text)).toBe(minute);
  });

  it.each([
    '',
    '25',
    '24:00',
    '9:60',
    '13pm',
    '0am',
    'nine',
    '9:5',
    '-1',
    '9 am tomorrow',
    '8-9',
    '8 or 9',
    'about 8',
    'half past six',
    '2575',
    '08:00:30',
    '8am UTC',
  ])('is not understood as %j', (text) => {
    expect(readTime(text)).toBeUndefined();
  });

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
    ['no day', []],
    ['each workday', [1, 2, 3, 4, 5]],
    ['every week day', [1, 2, 3, 4, 5]],
    ['tue to sat', [2, 3, 4, 5, 6]],
    ['from Wed thru Fri, and Sunday', [3, 4, 5, 7]],
    ['Thursdays only', [4]],
    ['Di, Do', [2, 4]],
    ['Mo bis Mi', [1, 2, 3]],
    ['sa, so', [6, 7]],
    ['mardi et jeudi', [2, 4]],
    ['mar y vie', [2, 5]],
    ['sábado', [6]],
    ['Tue. + Sat.', [2, 6]],
    ['workdays except wed', [1, 2, 4, 5]],
    ['daily, not Saturdays', [1, 2, 3, 4, 5, 7]],
    ['every day but mon and tue', [3, 4, 5, 6, 7]],
    ['no weekends', [1, 2, 3, 4, 5]],
    ['all', [1, 2, 3, 4, 5, 6, 7]],
    ['all weekends', [6, 7]],
  ])('are understood as %s', (text, days) => {
    expect(readDays(text)).toEqual(days);
  });

  it.each([
    '',
    'someday',
    'm',
    'mon-wed-fri',
    '-',
    'mon-',
    'monday tuesdayish',
    'every',
    'every second day',
    'every two weeks',
    'tue and perhaps sat',
    'wed or thu',
    'tuesday evening',
    'not only fri',
    'weekdays but only wed',
    'weekends except weekends',
    'daily except',
    'from tue',
    'first friday of the month',
    'fortnightly',
    'mon and',
    'mon, 4',
  ])('are not understood as %j', (text) => {
    expect(readDays(text)).toBeUndefined();
  });

  it.each(['di', 'do', 'ma'])(
    'are asked again where %j is another day in another language',
    (text) => {
      expect(readDays(text)).toBeUndefined();
    },
  );

  it('are never half understood: a word that means nothing spoils them', () => {
    const words = fc.constantFrom('mon', 'weekdays', 'every day', 'tue to thu', 'not sundays');
    const noise = fc.constantFrom('perhaps', 'other', '2nd', 'sometimes', 'or', 'x');
    fc.assert(
      fc.property(words, noise, fc.boolean(), (days, word, first) => {
        expect(readDays(first ? `${word} ${days}` : `${days} ${word}`)).toBeUndefined();
      }),
    );
  });

  it('are read back as they are described', () => {
    fc.assert(
      fc.property(fc.subarray([...everyDay]), (days) => {
        expect(readDays(describeDaysOfWeek(days))).toEqual(days);
      }),
    );
  });
});
