import { addDays, utcDayOf } from '../../src/corpus/days.ts';
import type { Day, PaperId } from '../../src/corpus/paper.ts';
import { paperIdOf } from '../../src/corpus/paper-id.ts';
import type { Schedule, Weekday } from '../../src/digest/schedule/schedule.ts';
import { createRandom } from '../../src/search/random.ts';
import type { RecordedEvent } from '../../src/trending/attention-event.ts';
import type { AttentionSource, Whose } from '../../src/trending/attention-source.ts';
import { longTests } from '../long-tests.ts';
import { pageOf } from '../store/open-test-store.ts';
import { type DigestRig, openDigestRig } from './open-digest-rig.ts';
import { scheduleOf } from './schedule-of.ts';

/** Twelve zones; their clocks change both ways between 20 Sep and 20 Nov 2026, or never. */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'America/Asuncion',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Pacific/Honolulu',
  'Pacific/Kiritimati',
  'UTC',
];
const topics = ['agents', 'alignment', 'bandits', 'efficiency', 'privacy'];
const start = Date.parse('2026-09-21T00:00:00Z');
export const daysSimulated = longTests ? 60 : 14;
const minute = 60_000;
const hour = 60 * minute;

/** A page as it came in, for the oracle. */
export interface ArrivedPage {
  readonly at: Date;
  readonly date: Day | undefined;
  readonly papers: readonly PaperId[];
}

export interface ArrivedSave {
  readonly at: Date;
  readonly server: string;
  readonly paper: PaperId;
}

export interface Simulation {
  readonly rig: DigestRig;
  readonly schedules: readonly Schedule[];
  readonly pages: readonly ArrivedPage[];
  readonly saves: readonly ArrivedSave[];
  readonly topicOf: ReadonlyMap<PaperId, string>;
}

export type Random = () => number;

export interface SimulationOptions {
  readonly seed: number;
  /** Does something before a tick; false where the bot sleeps through it. */
  readonly meanwhile?: (rig: DigestRig, random: Random) => boolean;
}

/** Days of thirty channels, pages and saves arriving at random, ticked on a fake clock. */
export async function simulate({ seed, meanwhile }: SimulationOptions): Promise<Simulation> {
  const random = createRandom(seed);
  const saves: ArrivedSave[] = [];
  const rig = await openDigestRig({ at: new Date(start).toISOString(), saves: sourceOf(saves) });
  const schedules = Array.from({ length: 30 }, (_, n) => anySchedule(n, random));
  for (const schedule of schedules) {
    await rig.store.schedules.keepSchedule(schedule);
  }
  const topicOf = new Map<PaperId, string>();
  const pages: ArrivedPage[] = [];
  let [nextPage, nextSave] = [start + random() * 24 * hour, start + random() * 24 * hour];
  for (const at of ticksOf(schedules)) {
    rig.clock.at = new Date(at);
    if (at >= nextPage) {
      pages.push(await arrive(rig, random, topicOf, pages.length));
      nextPage = at + random() * 60 * hour;
    }
    if (at >= nextSave && pages.length > 0) {
      const papers = pages[Math.floor(random() * pages.length)]?.papers ?? [];
      const paper = papers[Math.floor(random() * papers.length)];
      const server = schedules[Math.floor(random() * schedules.length)]?.server ?? '';
      if (paper) {
        saves.push({ at: new Date(at), server, paper });
      }
      nextSave = at + random() * 40 * hour;
    }
    if (meanwhile?.(rig, random) ?? true) {
      await rig.digests.tick();
    }
  }
  return { rig, schedules, pages, saves, topicOf };
}

/** Each half hour, and each minute around a channel's hour: what lies between changes nothing. */
function ticksOf(schedules: readonly Schedule[]): number[] {
  const minutesOf = new Map<string, Set<number>>();
  for (const { zone, minute: its } of schedules) {
    const minutes = minutesOf.get(zone) ?? new Set();
    for (const near of [-1, 0, 1]) {
      minutes.add((its + near + 1440) % 1440);
    }
    minutesOf.set(zone, minutes);
  }
  const ticks: number[] = [];
  for (let at = start; at < start + daysSimulated * 24 * hour; at += 30 * minute) {
    ticks.push(at);
    // Every zone here keeps one offset for the half hour from :00 and :30 UTC.
    for (const [zone, minutes] of minutesOf) {
      const wall = wallClockOf(new Date(at), zone).minute;
      for (let later = 1; later < 30; later += 1) {
        if (minutes.has((wall + later) % 1440)) {
          ticks.push(at + later * minute);
        }
      }
    }
  }
  return [...new Set(ticks)].sort((a, b) => a - b);
}

/** What clocks show, by Intl and so by other code than the one that is tested. */
export function wallClockOf(at: Date, zone: string): { day: Day; minute: number } {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour: hours, minute: minutes } = parts;
  return { day: `${year}-${month}-${day}`, minute: Number(hours) * 60 + Number(minutes) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) {
    return known;
  }
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}

const someDays: readonly (readonly Weekday[])[] = [
  [1, 2, 3, 4, 5, 6, 7],
  [1, 2, 3, 4, 5],
  [1, 4],
];

function anySchedule(n: number, random: Random): Schedule {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const named = random() < 0.5 ? topics.filter(() => random() < 0.5) : [];
  return scheduleOf({
    destination: `1000000000000000${String(n).padStart(2, '0')}`,
    server: `2000000000000000${String(n % 10).padStart(2, '0')}`,
    zone: zones[n % zones.length] ?? 'UTC',
    // Some in the hours that the clock changes skip and repeat.
    minute: random() < 0.4 ? 60 + Math.floor(random() * 120) : Math.floor(random() * 1440),
    days: one(someDays),
    size: 1 + Math.floor(random() * 8),
    interests: { topics: named, keywords: [], authors: [], excludes: [] },
    shelfDays: random() < 0.5 ? [1] : [],
    setUpAt: new Date(start),
    activeSince: new Date(start),
  });
}

async function arrive(
  rig: DigestRig,
  random: Random,
  topicOf: Map<PaperId, string>,
  n: number,
): Promise<ArrivedPage> {
  const kind = random();
  const today = utcDayOf(rig.clock.at);
  const late = kind < 0.2 ? Math.floor(random() * 40) : 0;
  const date = kind > 0.9 ? undefined : addDays(today, -late);
  const size = 1 + Math.floor(random() * 25);
  // A pool that grows, so that papers come again.
  const titles = [
    ...new Set(Array.from({ length: size }, () => `Paper ${Math.floor(random() * (60 + n * 12))}`)),
  ];
  const entries = titles.map((title) => {
    const topic = topics[Number(title.slice(6)) % topics.length] ?? '';
    topicOf.set(paperIdOf(title), topic);
    return { title, topic };
  });
  const page = pageOf(entries, { ...(date !== undefined && { date }), name: `page-${n}.txt` });
  await rig.store.corpus.importPage(page);
  return { at: rig.clock.at, date, papers: titles.map(paperIdOf) };
}

function sourceOf(saves: readonly ArrivedSave[]): AttentionSource {
  const events = (whose: Whose): RecordedEvent[] =>
    saves
      .filter(({ server }) => whose !== 'everyone' && server === whose.server)
      .map(({ paper, at }) => ({ paper, kind: 'save', day: utcDayOf(at), at }));
  return {
    movedSince: async (since, until, whose) =>
      events(whose)
        .filter(({ day }) => day >= since && day <= until)
        .map(({ paper }) => paper),
    eventsOf: async (papers, whose) => events(whose).filter(({ paper }) => papers.includes(paper)),
  };
}
