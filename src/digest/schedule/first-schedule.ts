import { everyDay, noInterests, type Schedule } from './schedule.ts';

/** What a schedule is from the start, before anything is chosen: every day at nine, of everything. */
export function firstSchedule(
  own: Pick<Schedule, 'destination' | 'server' | 'zone' | 'setUpBy'>,
  setUpAt: Date,
): Schedule {
  return {
    ...own,
    minute: 9 * 60,
    days: everyDay,
    size: 8,
    interests: noInterests,
    shelfDays: [],
    publish: false,
    paused: false,
    setUpAt,
    activeSince: setUpAt,
  };
}
