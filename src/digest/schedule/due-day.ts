import { addDays } from '../../corpus/days.ts';
import type { Day } from '../../corpus/paper.ts';
import { localTimeOf, momentOf, weekdayOfDay } from './local-time.ts';
import type { Schedule } from './schedule.ts';

/** Minutes after midnight until which a late digest is still posted. */
const latest = 20 * 60;
/** Digests meant for the evening may be late by this many minutes, never past midnight. */
const grace = 60;
const lastMinute = 24 * 60 - 1;

/**
 * The local day whose digest is due now, by the hour alone; whether it was posted already only the
 * ledger knows. Late until 20:00, then it waits for the next.
 */
export function dueDay(schedule: Schedule, now: Date): Day | undefined {
  if (schedule.paused) {
    return undefined;
  }
  const local = localTimeOf(now, schedule.zone);
  if (!schedule.days.includes(local.weekday) || local.minute > lastMinuteOf(schedule)) {
    return undefined;
  }
  const hour = momentOf(local.day, schedule.minute, schedule.zone);
  return hour && hour <= now && hour >= schedule.activeSince ? local.day : undefined;
}

/** Whether the digest of a day may still be posted now. */
export function isInTime(schedule: Schedule, day: Day, now: Date): boolean {
  const local = localTimeOf(now, schedule.zone);
  if (local.day !== day || local.minute > lastMinuteOf(schedule)) {
    return false;
  }
  const hour = momentOf(day, schedule.minute, schedule.zone);
  return hour !== undefined && hour <= now;
}

/** The last minute of the local day at which a digest may come. */
function lastMinuteOf({ minute }: Schedule): number {
  return Math.min(Math.max(latest, minute + grace), lastMinute);
}

/**
 * How many scheduled days a digest covers: the days since the last that was dealt with, or
 * since the schedule runs, on which one should have come. 1 where none was missed; a channel on
 * weekdays does not call Monday a gap.
 */
export function daysCovered(schedule: Schedule, day: Day, lastDealtWith?: Day): number {
  let covered = 1;
  for (let ago = 1; ago <= maxGap; ago += 1) {
    const before = addDays(day, -ago);
    if (lastDealtWith !== undefined && before <= lastDealtWith) {
      break;
    }
    if (!schedule.days.includes(weekdayOfDay(before))) {
      continue;
    }
    const hour = momentOf(before, schedule.minute, schedule.zone);
    if (hour && hour < schedule.activeSince) {
      break;
    }
    if (hour) {
      covered += 1;
    }
  }
  return covered;
}

/** Days looked back at most; longer gaps count as that many. */
const maxGap = 60;

/** When the next digest comes, after the one of today where that is dealt with. */
export function nextRun(schedule: Schedule, now: Date, todayIsDone: boolean): Date | undefined {
  if (schedule.paused) {
    return undefined;
  }
  const today = localTimeOf(now, schedule.zone).day;
  for (let ahead = todayIsDone ? 1 : 0; ahead <= 14; ahead += 1) {
    const day = addDays(today, ahead);
    if (!schedule.days.includes(weekdayOfDay(day))) {
      continue;
    }
    const hour = momentOf(day, schedule.minute, schedule.zone);
    if (!hour || hour < schedule.activeSince) {
      continue;
    }
    if (hour > now) {
      return hour;
    }
    if (isInTime(schedule, day, now)) {
      return now;
    }
  }
  return undefined;
}
