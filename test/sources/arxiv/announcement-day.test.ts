import { describe, expect, it } from 'vitest';
import { announcementDay, nextAnnouncement } from '../../../src/sources/arxiv/announcement-day.ts';

describe('the day on which arXiv announces a paper', () => {
  it.each([
    ['Monday morning', '2026-10-05T13:00:00Z', '2026-10-06'],
    ['Monday after the cut-off', '2026-10-05T19:00:00Z', '2026-10-07'],
    ['Thursday morning', '2026-10-08T13:00:00Z', '2026-10-09'],
    ['Thursday after the cut-off', '2026-10-08T19:00:00Z', '2026-10-12'],
    ['Friday morning', '2026-10-09T13:00:00Z', '2026-10-12'],
    ['Friday after the cut-off', '2026-10-09T19:00:00Z', '2026-10-13'],
    ['Sunday', '2026-10-11T13:00:00Z', '2026-10-13'],
    ['just before the cut-off in winter', '2026-12-01T18:59:00Z', '2026-12-02'],
  ])('%s', (_, submitted, day) => {
    expect(announcementDay(new Date(submitted))).toBe(day);
  });
});

describe('the next announcement', () => {
  it.each([
    ['2026-10-05T12:00:00Z', '2026-10-06T05:00:00.000Z'],
    ['2026-10-06T04:30:00Z', '2026-10-06T05:00:00.000Z'],
    ['2026-10-09T12:00:00Z', '2026-10-12T05:00:00.000Z'],
    ['2026-10-10T12:00:00Z', '2026-10-12T05:00:00.000Z'],
    ['2026-12-01T12:00:00Z', '2026-12-02T06:00:00.000Z'],
  ])('after a reading at %s is at %s', (read, next) => {
    expect(nextAnnouncement(new Date(read)).toISOString()).toBe(next);
  });
});
