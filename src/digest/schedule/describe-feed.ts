import { addDays, utcDayOf } from '../../corpus/days.ts';
import type { Day } from '../../corpus/paper.ts';
import { describeDay } from '../../reply/papers/describe-days.ts';
import { describeDaysOfWeek, weekdayName } from './read-days.ts';
import type { Schedule, Weekday } from './schedule.ts';

/** In one line, what feeds a channel and what to expect of it. */
export function describeFeed(
  newestPage: Day | undefined,
  today: Day,
  { days, shelfDays: chosen, setUpAt }: Pick<Schedule, 'days' | 'shelfDays' | 'setUpAt'>,
): string {
  const shelfDays = chosen.filter((day) => days.includes(day));
  if (newestPage === undefined) {
    return `no live source and no dated page yet: expect ${shelfOnly(shelfDays)}`;
  }
  const page = `no live source; newest page ${describeDay(newestPage)}`;
  if (newestPage >= addDays(today, -14)) {
    return `${page}: expect a digest when pages come in`;
  }
  const first = utcDayOf(setUpAt) > addDays(today, -14) ? 'that page first, then ' : '';
  return `${page}: expect ${first}${shelfOnly(shelfDays)}`;
}

function shelfOnly(days: readonly Weekday[]): string {
  if (days.length === 0) {
    return 'nothing until pages come in';
  }
  if (days.length > 2) {
    return `digests from the shelf on ${describeDaysOfWeek(days)}`;
  }
  return `${days.map((day) => `${weekdayName(day)}s`).join(' and ')} only`;
}
