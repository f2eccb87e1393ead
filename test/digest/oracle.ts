import { addDays, daysBetween, utcDayOf } from '../../src/corpus/days.ts';
import type { Day, PaperId } from '../../src/corpus/paper.ts';
import { papersOfMessage } from '../../src/digest/compose/digest-actions.ts';
import type { Part } from '../../src/digest/compose/pick.ts';
import type { Schedule } from '../../src/digest/schedule/schedule.ts';
import { listingWeight, saveWeight } from '../../src/trending/event-weight.ts';
import { halfLifeOf } from '../../src/trending/page-cadence.ts';
import { attentionOf } from '../../src/trending/score.ts';
import type { PostedReply } from './fake-channels.ts';
import type { ArrivedPage, Simulation } from './simulate.ts';

/** Pages without a date are placed on the day they were read, by the clock of the database. */
const readOn = utcDayOf(new Date());

/** What the rules of the digest say may be under each heading, worked out again from all that came in. */
export type Allowed = Readonly<Record<Part, ReadonlySet<PaperId>>>;

/** Follows one channel through a simulation, by the messages that are in it. */
export function createOracle({ pages, saves, topicOf }: Simulation, schedule: Schedule) {
  const shown = new Map<PaperId, { day: Day; score: number }>();
  const waits = new Map<PaperId, number>();
  let previous: { day: Day; at: Date } | undefined;

  const wanted = (paper: PaperId) => {
    const { topics } = schedule.interests;
    return topics.length === 0 || topics.includes(topicOf.get(paper) ?? '');
  };

  function scoreOf(paper: PaperId, day: Day, at: Date): number {
    return attentionOf(eventsOf(paper, day, at), halfLifeAt(day, at), day).score;
  }

  function eventsOf(
    paper: PaperId,
    day: Day,
    at: Date,
    whose: 'public' | 'all' = 'all',
  ): { day: Day; weight: number }[] {
    const byDay = new Map<string, { day: Day; weight: number }>();
    for (const page of pages.filter((each) => each.at <= at)) {
      const place = page.papers.indexOf(paper);
      if (place < 0) {
        continue;
      }
      const weight = listingWeight(page.papers.length, place + 1, page.date !== undefined);
      const event = { day: page.date ?? readOn, weight };
      const key = `${event.day} ${page.date === undefined}`;
      const twin = byDay.get(key);
      if (!twin || twin.weight < weight) {
        byDay.set(key, event);
      }
    }
    const own = saves
      .filter((save) => save.paper === paper && save.server === schedule.server && save.at <= at)
      .filter(() => whose === 'all')
      .map((save) => ({ day: utcDayOf(save.at), weight: saveWeight }));
    return [...byDay.values(), ...own].filter((event) => event.day <= day);
  }

  function datedUntil(day: Day, at: Date): (ArrivedPage & { date: Day })[] {
    return pages.flatMap((page) => {
      const { date } = page;
      return page.at <= at && date !== undefined && date <= day ? [{ ...page, date }] : [];
    });
  }

  function halfLifeAt(day: Day, at: Date): number {
    return halfLifeOf(datedUntil(day, at).map(({ date }) => date));
  }

  function trendingAt(day: Day, at: Date): Set<PaperId> {
    const dated = datedUntil(day, at);
    const mine = saves.filter(
      (save) => save.server === schedule.server && save.at <= at && utcDayOf(save.at) <= day,
    );
    const since = previous ?? { day: addDays(day, -7), at: undefined };
    const isNewPage = ({ date, at: readAt }: { date: Day; at: Date }) =>
      date > since.day || (date === since.day && since.at !== undefined && readAt > since.at);
    const isNewSave = (save: { at: Date }) =>
      since.at ? save.at > since.at : utcDayOf(save.at) > since.day;
    const papers = new Set([
      ...dated.filter(isNewPage).flatMap(({ papers: its }) => its),
      ...mine.filter(isNewSave).map(({ paper }) => paper),
    ]);
    return new Set(
      [...papers].filter((paper) => {
        const days = dated.filter(({ papers: its }) => its.includes(paper)).map(({ date }) => date);
        const own = mine.filter((save) => save.paper === paper);
        const score = scoreOf(paper, day, at);
        const ofPublic = eventsOf(paper, day, at, 'public');
        const isPublic =
          new Set(days).size >= 2 &&
          dated.some((page) => isNewPage(page) && page.papers.includes(paper)) &&
          attentionOf(ofPublic, halfLifeAt(day, at), day).score >= 1;
        const lately = own.filter((save) => utcDayOf(save.at) > addDays(day, -14));
        const isOfTeam = lately.length > 1 && score >= 1;
        const before = shown.get(paper);
        const again = !before || (daysBetween(before.day, day) >= 14 && score >= before.score + 1);
        return wanted(paper) && (isPublic || isOfTeam) && again;
      }),
    );
  }

  function newAt(day: Day, at: Date): Set<PaperId> {
    const first = new Map<PaperId, Day>();
    const dated = datedUntil(day, at).toSorted((a, b) => (a.date < b.date ? -1 : 1));
    for (const { date, papers } of dated) {
      for (const paper of papers) {
        if (!first.has(paper)) {
          first.set(paper, date);
        }
      }
    }
    const newest = dated.at(-1)?.date;
    const isOld = newest !== undefined && newest < addDays(day, -14);
    const inFirstDays = daysBetween(utcDayOf(schedule.setUpAt), day) < 13;
    const from = isOld && inFirstDays ? newest : addDays(day, -14);
    return new Set(
      [...first]
        .filter(([paper, date]) => date >= from && wanted(paper))
        .map(([paper]) => paper)
        .filter((paper) => !shown.has(paper) && (waits.get(paper) ?? 0) <= 1),
    );
  }

  function shelfAt(day: Day, at: Date): Set<PaperId> {
    const weekday = new Date(day).getUTCDay() || 7;
    if (!schedule.shelfDays.some((each) => each === weekday)) {
      return new Set();
    }
    const known = pages
      .filter((page) => page.at <= at && (page.date === undefined || page.date <= day))
      .flatMap(({ papers }) => papers);
    return new Set(known.filter((paper) => wanted(paper) && !shown.has(paper)));
  }

  return {
    allowed: (day: Day, at: Date): Allowed => ({
      trending: trendingAt(day, at),
      new: newAt(day, at),
      shelf: shelfAt(day, at),
    }),

    /** Takes note of a message. */
    saw(message: PostedReply, day: Day): void {
      const papers = papersOfMessage(message, message.nonce) ?? [];
      const fresh = newAt(day, message.sentAt);
      const scores = papers.map(({ id }) => [id, scoreOf(id, day, message.sentAt)] as const);
      for (const [id, score] of scores) {
        shown.set(id, { day, score });
      }
      for (const id of fresh) {
        if (!shown.has(id)) {
          waits.set(id, (waits.get(id) ?? 0) + 1);
        }
      }
      previous = { day, at: message.sentAt };
    },

    wasShown: (paper: PaperId) => shown.has(paper),
  };
}
