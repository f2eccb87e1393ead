import { addDays, utcDayOf } from '../../corpus/days.ts';
import type { Day } from '../../corpus/paper.ts';
import { describeDay } from '../../reply/papers/describe-days.ts';
import { describeDaysOfWeek, weekdayName } from './read-days.ts';
import type { Schedule, Weekday } from './schedule.ts';

/** Where papers come from. */
export interface Feed {
  /** The names of the live sources that are set up. */
  readonly liveSources: readonly string[];
  /** Undefined while no page has a date. */
  readonly newestPage: Day | undefined;
}

/** Where a channel's papers come from, and what to expect. */
export function describeFeed(
  { liveSources, newestPage }: Feed,
  today: Day,
  { days, shelfDays, setUpAt }: Pick<Schedule, 'days' | 'shelfDays' | 'setUpAt'>,
): string {
  if (liveSources.length > 0) {
    return `New papers come from ${new Intl.ListFormat('en-GB').format(liveSources)}.`;
  }
  const earlier = shelfDays.filter((day) => days.includes(day));
  if (newestPage === undefined) {
    return `There is no live source and no dated page yet. ${expectation(false, earlier)}`;
  }
  const page = `There is no live source, and the newest page is from ${describeDay(newestPage)}.`;
  if (newestPage >= addDays(today, -14)) {
    return `${page} A digest is posted when new pages are saved.`;
  }
  const showsPage = utcDayOf(setUpAt) > addDays(today, -14);
  return `${page} ${expectation(showsPage, earlier)}`;
}

/** @param showsPage - a new digest begins with the newest page, however old it is. */
function expectation(showsPage: boolean, earlier: readonly Weekday[]): string {
  const papers = `earlier papers ${onDays(earlier)}`;
  if (showsPage) {
    return earlier.length > 0
      ? `Digests show that page first, then ${papers}.`
      : 'Digests show that page, then nothing until new pages are saved.';
  }
  return earlier.length > 0
    ? `Until new pages are saved, digests show ${papers}.`
    : 'There is no digest until new pages are saved.';
}

function onDays(days: readonly Weekday[]): string {
  if (days.length > 2) {
    const words = describeDaysOfWeek(days);
    return days.length === 7 ? words : `on ${words}`;
  }
  return `on ${days.map((day) => `${weekdayName(day)}s`).join(' and ')}`;
}
