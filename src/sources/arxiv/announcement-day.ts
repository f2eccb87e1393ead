import { Temporal } from 'temporal-polyfill';
import type { Day } from '../../corpus/paper.ts';

/** arXiv's clocks (https://info.arxiv.org/help/availability.html). */
export const arxivZone = 'America/New_York';
/** What is submitted until then is announced the same evening. */
const cutOff = 14;
/** The hour, in arXiv's zone, by which the feed of a day has certainly been rebuilt. */
const feedReady = 1;

/**
 * The day of the feed in which a paper submitted at a moment is announced: the day after the
 * evening of its announcement, which is on Sundays to Thursdays. Holidays are not known.
 */
export function announcementDay(submitted: Date): Day {
  const at = inArxivZone(submitted);
  let day = at.toPlainDate();
  if (at.hour >= cutOff) {
    day = day.add({ days: 1 });
  }
  // Submissions of Friday's afternoon and the weekend wait for Monday's evening.
  while (day.dayOfWeek > 5) {
    day = day.add({ days: 1 });
  }
  // Friday's cut-off is announced on Sunday evening, every other the same evening.
  return day.add({ days: day.dayOfWeek === 5 ? 3 : 1 }).toString();
}

/** The first moment at which the feed of the next announcement can be read. */
export function nextAnnouncement(read: Date): Date {
  const at = inArxivZone(read);
  let day = at.toPlainDate();
  if (at.hour >= feedReady || isWithoutFeed(day)) {
    day = day.add({ days: 1 });
  }
  while (isWithoutFeed(day)) {
    day = day.add({ days: 1 });
  }
  const ready = day.toPlainDateTime({ hour: feedReady }).toZonedDateTime(arxivZone);
  return new Date(ready.epochMilliseconds);
}

/** The day in arXiv's zone. */
export function arxivDay(at: Date): Day {
  return inArxivZone(at).toPlainDate().toString();
}

const isWithoutFeed = (day: Temporal.PlainDate) => day.dayOfWeek > 5;

function inArxivZone(at: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(arxivZone);
}
