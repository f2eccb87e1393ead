import { expect, it } from 'vitest';
import { changeSchedule } from '../../../src/digest/schedule/change-schedule.ts';
import { describeSettings } from '../../../src/digest/schedule/describe-schedule.ts';
import { scheduleOf } from '../schedule-of.ts';

const now = new Date('2026-01-15T12:00:00Z');

it('understands its own words for topics, keywords and days', () => {
  const schedule = scheduleOf({
    shelfDays: [],
    interests: { topics: [], keywords: [], excludes: [], authors: [] },
  });
  const shown = Object.fromEntries(
    describeSettings(schedule).map(({ name, value }) => [name, value]),
  );
  const typed = {
    days: shown.Days,
    topics: shown.Topics,
    keywords: shown.Keywords,
    exclude: shown['Excluded keywords'],
    shelfDays: shown['Earlier papers'],
  };
  const selective = changeSchedule(
    schedule,
    { topics: 'agents', keywords: 'kites' },
    ['agents'],
    now,
  );
  const changed = changeSchedule(selective, typed, ['agents'], now);
  expect(changed.interests).toEqual(schedule.interests);
  expect(changed.days).toEqual(schedule.days);
  expect(changed.shelfDays).toEqual([]);
});
