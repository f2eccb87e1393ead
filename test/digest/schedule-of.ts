import { everyDay, noInterests, type Schedule } from '../../src/digest/schedule.ts';

/** A daily digest at nine in Berlin, changed where a test cares. */
export function scheduleOf(change: Partial<Schedule> = {}): Schedule {
  return {
    destination: '100000000000000001',
    server: '200000000000000001',
    minute: 540,
    zone: 'Europe/Berlin',
    days: everyDay,
    size: 8,
    interests: noInterests,
    shelfDays: [],
    publish: false,
    paused: false,
    setUpBy: '300000000000000001',
    setUpAt: new Date('2020-01-01T00:00:00Z'),
    activeSince: new Date('2020-01-01T00:00:00Z'),
    ...change,
  };
}
