import type { Day } from './paper.ts';

const millisecondsOfDay = 86_400_000;

/** Days from one calendar day to another; negative where `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / millisecondsOfDay);
}

/** The calendar day that many days later (earlier where negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * millisecondsOfDay).toISOString().slice(0, 10);
}

/** A calendar day as the number of days since 1970, which takes less room than its text. */
export function numberOfDay(day: Day): number {
  return Date.parse(day) / millisecondsOfDay;
}

/** The calendar day of a moment, in UTC. */
export function utcDayOf(at: Date): Day {
  return at.toISOString().slice(0, 10);
}
