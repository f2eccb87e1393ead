import type { Day, Listing } from '../../corpus/paper.ts';

const dayAndMonth = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

const listFormat = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** More days than these are counted instead of named. */
const maxNamed = 5;

/** `2025-09-24` as `24 Sep 2025`. */
export function describeDay(day: Day): string {
  return `${withoutYear(day)} ${day.slice(0, 4)}`;
}

/** `on 29 May 2026`, `in May 2026` or `in 2026`, as far as it is known. */
export function describePublished(published: string): string {
  const [year = '', month, day] = published.split('-');
  if (month === undefined) {
    return `in ${year}`;
  }
  const whole = describeDay(`${year}-${month}-${day ?? '01'}`);
  return day === undefined ? `in ${whole.replace(/^\d+ /u, '')}` : `on ${whole}`;
}

/** The days in order, each year said once: `29 Aug, 9 Sep and 24 Sep 2025`. */
function describeDays(days: readonly Day[]): string {
  const sorted = [...new Set(days)].toSorted();
  const words = sorted.map((day, at) => {
    const next = sorted[at + 1];
    return next?.slice(0, 4) === day.slice(0, 4) ? withoutYear(day) : describeDay(day);
  });
  return listFormat.format(words);
}

/**
 * On which pages a paper was seen: `seen on 29 Aug and 9 Sep 2025`; undefined where it is on none.
 * An inferred year is reported at the import.
 */
export function describeListings(listings: readonly Listing[]): string | undefined {
  if (listings.length === 0) {
    return undefined;
  }
  const dated = listings.filter((listing) => listing.date !== undefined);
  if (dated.length === 0) {
    return 'seen on a page without a date';
  }
  const days = [...new Set(dated.flatMap(({ date }) => date ?? []))].toSorted();
  const seen =
    days.length > maxNamed
      ? `${days.length} days, last on ${describeDay(days.at(-1) ?? '')}`
      : describeDays(days);
  return `seen on ${seen}`;
}

function withoutYear(day: Day): string {
  return dayAndMonth.format(new Date(`${day}T00:00:00Z`)).replace('Sept', 'Sep');
}
