import { firstSchedule } from '../../src/digest/schedule/first-schedule.ts';
import type { Schedule } from '../../src/digest/schedule/schedule.ts';

/** A daily digest at nine in Berlin, changed where a test cares. */
export function scheduleOf(change: Partial<Schedule> = {}): Schedule {
  const own = {
    destination: '100000000000000001',
    server: '200000000000000001',
    zone: 'Europe/Berlin',
    setUpBy: '300000000000000001',
  };
  return { ...firstSchedule(own, new Date('2020-01-01T00:00:00Z')), ...change };
}
