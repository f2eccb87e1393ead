import type { Interests, Schedule, Weekday } from '../../../digest/schedule/schedule.ts';

/** A schedule as a database gives it: days and interests are JSON. */
export interface ScheduleRow {
  readonly destination: string;
  readonly server: string | null;
  readonly minute: number;
  readonly zone: string;
  readonly days: string;
  readonly size: number;
  readonly interests: string;
  readonly shelfDays: string;
  readonly publish: number;
  readonly paused: number;
  readonly setUpBy: string;
  readonly setUpAt: number;
  readonly activeSince: number;
}

/** A row as the digest knows it. */
export function scheduleOf(row: ScheduleRow): Schedule {
  const { server, ...plain } = row;
  return {
    ...plain,
    ...(server !== null && { server }),
    days: JSON.parse(row.days) as Weekday[],
    interests: JSON.parse(row.interests) as Interests,
    shelfDays: JSON.parse(row.shelfDays) as Weekday[],
    publish: row.publish === 1,
    paused: row.paused === 1,
    setUpAt: new Date(row.setUpAt),
    activeSince: new Date(row.activeSince),
  };
}

/** A schedule as its row. */
export function rowOf(schedule: Schedule): ScheduleRow {
  return {
    ...schedule,
    server: schedule.server ?? null,
    days: JSON.stringify(schedule.days),
    interests: JSON.stringify(schedule.interests),
    shelfDays: JSON.stringify(schedule.shelfDays),
    publish: Number(schedule.publish),
    paused: Number(schedule.paused),
    setUpAt: schedule.setUpAt.getTime(),
    activeSince: schedule.activeSince.getTime(),
  };
}
