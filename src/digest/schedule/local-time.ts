import { Temporal } from 'temporal-polyfill';
import type { Day } from '../../corpus/paper.ts';
import { rememberLast } from '../../corpus/text/remember-last.ts';
import type { LocalTime, Weekday } from './schedule.ts';

/** What the clocks of a zone show at a moment. */
export function localTimeOf(at: Date, zone: string): LocalTime {
  const minute = Math.floor(at.getTime() / millisecondsOfMinute);
  if (minute !== shownAt) {
    shown.clear();
    shownAt = minute;
  }
  const known = shown.get(zone) ?? readClocks(at, zone);
  shown.set(zone, known);
  return known;
}

const millisecondsOfMinute = 60_000;
/** What the clocks of each zone show in the minute asked for last: most schedules share theirs. */
const shown = new Map<string, LocalTime>();
let shownAt: number | undefined;

function readClocks(at: Date, zone: string): LocalTime {
  const local = zoned(at, zone);
  return {
    day: local.toPlainDate().toString(),
    weekday: weekdayOf(local.dayOfWeek),
    minute: local.hour * 60 + local.minute,
  };
}

/**
 * When the clocks of a zone show a minute of a day. A time that the spring change skips means the
 * first minute after the gap, one that the autumn change repeats its first occurrence.
 * @returns undefined where the zone has no such day: it skipped it whole.
 */
export function momentOf(day: Day, minute: number, zone: string): Date | undefined {
  const name = `${day} ${minute} ${zone}`;
  const known = moments.get(name);
  if (known !== undefined || moments.has(name)) {
    return known;
  }
  if (moments.size >= maxMoments) {
    moments.clear();
  }
  const moment = findMoment(day, minute, zone);
  moments.set(name, moment);
  return moment;
}

/** Each schedule asks for the moment of its day once a minute. */
const moments = new Map<string, Date | undefined>();
const maxMoments = 10_000;

function findMoment(day: Day, minute: number, zone: string): Date | undefined {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime({
    hour: Math.floor(minute / 60),
    minute: minute % 60,
  });
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const moment = earlier.toPlainDateTime().equals(wall)
    ? earlier
    : earlier.getTimeZoneTransition('next');
  if (!moment?.toPlainDate().equals(day)) {
    return undefined;
  }
  return new Date(moment.epochMilliseconds);
}

/** Days whose weekday is remembered: every digest looks back over the same ones. */
const maxWeekdays = 500;

/** The weekday of a calendar day. */
export const weekdayOfDay: (day: Day) => Weekday = rememberLast(maxWeekdays, (day) =>
  weekdayOf(Temporal.PlainDate.from(day).dayOfWeek),
);

function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

function weekdayOf(number: number): Weekday {
  switch (number) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
      return number;
    default:
      throw new RangeError(`no weekday has the number ${number}`);
  }
}
