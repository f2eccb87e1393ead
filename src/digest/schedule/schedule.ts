import type { Day } from '../../corpus/paper.ts';

/** Where a digest goes: a channel's or thread's id, or `@` and a person's id. */
export type Destination = string;

/** 1 is Monday, 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** All seven days. */
export const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** What a digest is about. A paper that matches any is in; one with an excluded word is out. */
export interface Interests {
  /** Topic slugs. */
  readonly topics: readonly string[];
  /** Words or phrases of title and abstract. */
  readonly keywords: readonly string[];
  readonly authors: readonly string[];
  readonly excludes: readonly string[];
}

/** No topics, keywords, authors or exclusions. */
export const noInterests: Interests = { topics: [], keywords: [], authors: [], excludes: [] };

/** True where something is asked for, so that not every paper is in. */
export function isSelective({ topics, keywords, authors }: Interests): boolean {
  return topics.length + keywords.length + authors.length > 0;
}

/** Whether they leave everything in. */
export function asksNothing(interests: Interests): boolean {
  return !isSelective(interests) && interests.excludes.length === 0;
}

/** When a destination gets its digest and what belongs into it. */
export interface Schedule {
  readonly destination: Destination;
  /** Absent for a person's own digest. */
  readonly server?: string;
  /** Minutes after midnight on the clocks of `zone`. */
  readonly minute: number;
  /** An IANA name. */
  readonly zone: string;
  readonly days: readonly Weekday[];
  /** Most papers in a post, 1 to 8. */
  readonly size: number;
  readonly interests: Interests;
  /** Days on which free places are filled from the shelf. */
  readonly shelfDays: readonly Weekday[];
  /** Crosspost from an announcement channel. */
  readonly publish: boolean;
  readonly paused: boolean;
  /** The person who set it up first. */
  readonly setUpBy: string;
  readonly setUpAt: Date;
  /** Since when it runs as it does: set up, resumed, or given another hour. An hour before that is not due. */
  readonly activeSince: Date;
}

/** A schedule that was stopped is kept for 30 days with all that it has shown. */
export const daysKept = 30;

/** Keeps schedules. Each method is one whole step. */
export interface ScheduleStore {
  schedule(destination: Destination): Promise<Schedule | undefined>;
  /** Those of a server in the order of their set-up; stopped ones are left out. */
  schedulesOf(server: string): Promise<readonly Schedule[]>;
  /** All that are not stopped. */
  schedules(): Promise<readonly Schedule[]>;
  /** Sets a schedule up, changes it, or brings a stopped one back. */
  keepSchedule(schedule: Schedule): Promise<void>;
  /** Posts nothing more until it is resumed; one that was stopped stays so. */
  pauseSchedule(destination: Destination): Promise<void>;
  stopSchedule(destination: Destination, at: Date): Promise<void>;
  /** A schedule that was stopped after `since`, to be set up again with its settings. */
  stoppedSchedule(destination: Destination, since: Date): Promise<Schedule | undefined>;
  /** Forgets those stopped before, their ledger and what they have shown. */
  forgetStopped(before: Date): Promise<void>;
}

/** Keeps the zone in which a server's hours are meant where none is named. */
export interface ZoneStore {
  zoneOf(server: string): Promise<string | undefined>;
  keepZone(server: string, zone: string): Promise<void>;
}

/** The person a destination is the direct messages of, or undefined for a channel. */
export function personOf(destination: Destination): string | undefined {
  return destination.startsWith('@') ? destination.slice(1) : undefined;
}

/** The destination that means a person's direct messages. */
export function directMessagesOf(person: string): Destination {
  return `@${person}`;
}

/** A moment's day and time on the clocks of a zone. */
export interface LocalTime {
  readonly day: Day;
  readonly weekday: Weekday;
  /** Minutes after midnight. */
  readonly minute: number;
}
