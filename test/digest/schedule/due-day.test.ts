import { describe, expect, it } from 'vitest';
import { daysCovered, dueDay, nextRun } from '../../../src/digest/schedule/due-day.ts';
import { momentOf } from '../../../src/digest/schedule/local-time.ts';
import { everyDay, type Schedule, type Weekday } from '../../../src/digest/schedule/schedule.ts';
import { scheduleOf } from '../schedule-of.ts';

const weekdays: Weekday[] = [1, 2, 3, 4, 5];

function dueAt(moment: string, schedule: Partial<Schedule> = {}) {
  return dueDay(scheduleOf(schedule), new Date(moment));
}

describe('a digest is due', () => {
  it('from its hour on, until 20:00 of the same local day', () => {
    expect(dueAt('2026-01-15T07:59:59Z')).toBeUndefined();
    expect(dueAt('2026-01-15T08:00:00Z')).toBe('2026-01-15');
    expect(dueAt('2026-01-15T19:00:59Z')).toBe('2026-01-15');
    expect(dueAt('2026-01-15T19:01:00Z')).toBeUndefined();
  });

  it('in the evening for an hour more, never past midnight', () => {
    expect(dueAt('2026-01-15T20:45:00Z', { minute: 21 * 60 })).toBe('2026-01-15');
    expect(dueAt('2026-01-15T21:01:00Z', { minute: 21 * 60 })).toBeUndefined();
    expect(dueAt('2026-01-15T22:59:30Z', { minute: 23 * 60 + 50 })).toBe('2026-01-15');
    expect(dueAt('2026-01-15T23:00:00Z', { minute: 23 * 60 + 50 })).toBeUndefined();
  });

  it('by the local day, whatever the day is in UTC', () => {
    const auckland = { zone: 'Pacific/Auckland' };
    expect(dueAt('2026-01-14T20:00:00Z', auckland)).toBe('2026-01-15');
    const honolulu = { zone: 'Pacific/Honolulu', minute: 18 * 60 };
    expect(dueAt('2026-01-15T04:00:00Z', honolulu)).toBe('2026-01-14');
  });

  it('on the days chosen, and never while paused', () => {
    expect(dueAt('2026-01-17T09:00:00Z', { days: weekdays })).toBeUndefined();
    expect(dueAt('2026-01-16T09:00:00Z', { days: weekdays })).toBe('2026-01-16');
    expect(dueAt('2026-01-16T09:00:00Z', { paused: true })).toBeUndefined();
  });

  it('not for an hour before it was set up', () => {
    const activeSince = new Date('2026-01-15T12:00:00Z');
    expect(dueAt('2026-01-15T12:01:00Z', { activeSince })).toBeUndefined();
    expect(dueAt('2026-01-16T08:00:00Z', { activeSince })).toBe('2026-01-16');
  });
});

describe('the clock change', () => {
  it('moves a skipped time to the first minute after the gap', () => {
    expect(momentOf('2026-03-29', 150, 'Europe/Berlin')?.toISOString()).toBe(
      '2026-03-29T01:00:00.000Z',
    );
    expect(momentOf('2026-03-08', 125, 'America/New_York')?.toISOString()).toBe(
      '2026-03-08T07:00:00.000Z',
    );
    // Lord Howe moves by half an hour.
    expect(momentOf('2026-10-04', 135, 'Australia/Lord_Howe')?.toISOString()).toBe(
      '2026-10-03T15:30:00.000Z',
    );
  });

  it('takes a repeated time at its first occurrence', () => {
    expect(momentOf('2026-10-25', 150, 'Europe/Berlin')?.toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    );
    expect(momentOf('2026-11-01', 90, 'America/New_York')?.toISOString()).toBe(
      '2026-11-01T05:30:00.000Z',
    );
  });

  it('leaves out a day that a zone skipped whole', () => {
    expect(momentOf('2011-12-30', 540, 'Pacific/Apia')).toBeUndefined();
    expect(momentOf('2011-12-31', 540, 'Pacific/Apia')?.toISOString()).toBe(
      '2011-12-30T19:00:00.000Z',
    );
  });

  it('is due at the first minute after the gap', () => {
    const night = { minute: 150 };
    expect(dueAt('2026-03-29T00:59:00Z', night)).toBeUndefined();
    expect(dueAt('2026-03-29T01:00:00Z', night)).toBe('2026-03-29');
  });
});

describe('days covered', () => {
  const covers = (days: readonly Weekday[], day: string, dealtWith?: string) =>
    daysCovered(scheduleOf({ days }), day, dealtWith);

  it('counts the scheduled days since the last that was dealt with', () => {
    expect(covers(everyDay, '2026-01-15', '2026-01-14')).toBe(1);
    expect(covers(everyDay, '2026-01-15', '2026-01-12')).toBe(3);
  });

  it('does not call the weekend of a channel on weekdays a gap', () => {
    expect(covers(weekdays, '2026-01-19', '2026-01-16')).toBe(1);
    expect(covers(weekdays, '2026-01-19', '2026-01-14')).toBe(3);
  });

  it('does not reach back before the set-up', () => {
    const schedule = scheduleOf({ activeSince: new Date('2026-01-13T12:00:00Z') });
    expect(daysCovered(schedule, '2026-01-15')).toBe(2);
    expect(daysCovered(schedule, '2026-01-14')).toBe(1);
  });
});

describe('the next run', () => {
  const next = (now: string, done: boolean, schedule: Partial<Schedule> = {}) =>
    nextRun(scheduleOf(schedule), new Date(now), done)?.toISOString();

  it('is today where the hour is to come, else the next day chosen', () => {
    expect(next('2026-01-16T07:00:00Z', false)).toBe('2026-01-16T08:00:00.000Z');
    expect(next('2026-01-16T08:30:00Z', true, { days: weekdays })).toBe('2026-01-19T08:00:00.000Z');
    expect(next('2026-01-16T19:30:00Z', false)).toBe('2026-01-17T08:00:00.000Z');
  });

  it('is now where today is late, and never while paused', () => {
    expect(next('2026-01-16T10:00:00Z', false)).toBe('2026-01-16T10:00:00.000Z');
    expect(next('2026-01-16T10:00:00Z', false, { paused: true })).toBeUndefined();
  });
});
