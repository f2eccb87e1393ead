import PQueue from 'p-queue';
import { addDays, utcDayOf } from '../corpus/days.ts';
import type { Day, PaperId } from '../corpus/paper.ts';
import { nextTurn } from '../corpus/yield-when-due.ts';
import type { Logger } from '../log.ts';
import { type MadeDigest, makeDigest } from './compose/make-digest.ts';
import { phrasesOf } from './gather/interest-filter.ts';
import { createPhraseMemory } from './gather/phrase-memory.ts';
import { type SharedReads, shareReads } from './gather/shared-reads.ts';
import type { AlertStore } from './post/alert-store.ts';
import { claimIdOf } from './post/claim-id.ts';
import { alertOf, deliverAlert } from './post/deliver-alert.ts';
import type { Claim, LedgerEntry } from './post/digest-ledger.ts';
import { type Ending, type RunParts, runClaim } from './post/run-claim.ts';
import { dueDay, nextRun } from './schedule/due-day.ts';
import { localTimeOf, momentOf } from './schedule/local-time.ts';
import {
  type Destination,
  daysKept,
  type Schedule,
  type ScheduleStore,
} from './schedule/schedule.ts';

/** Posts what is due, and what somebody asks for. */
export interface Digests {
  /** Settles what was left open and posts what is due; may be called at any time, as often as wanted. */
  tick(): Promise<void>;
  /**
   * Posts a digest now, in addition to the daily one.
   * @returns undefined where one is on its way, or Discord does not answer: `tick` goes on with it.
   */
  postNow(destination: Destination): Promise<PostedNow | undefined>;
  /** What a digest of that day would hold; nothing is claimed or kept. */
  preview(schedule: Schedule, on: Day): Promise<MadeDigest>;
  /** The entries of a destination, the last claimed first. */
  history(destination: Destination, most: number): Promise<readonly LedgerEntry[]>;
  /** Whether a digest of this local day was posted already. */
  wasPosted(schedule: Schedule, on: Day): Promise<boolean>;
  nextRun(schedule: Schedule): Promise<Date | undefined>;
  /** What had no room in a digest, by its claim. */
  moreOf(claim: string): Promise<readonly PaperId[]>;
  /** Alerts for this person, each once. */
  takeAlerts: AlertStore['takeUndelivered'];
  /** They could not be delivered: the next occasion tries again. */
  requeueAlerts: AlertStore['requeue'];
  /** Forgets what was stopped long ago, and who opened what before today. */
  tidy(): Promise<void>;
}

/** How a digest that was asked for ended. */
export interface PostedNow extends Ending {
  readonly entry: LedgerEntry;
}

/** What digests are made of. */
export interface DigestParts extends RunParts {
  readonly schedules: ScheduleStore;
  readonly alerts: AlertStore;
  /** Whether this process posts for a server, or (undefined) to people; for all by default. */
  readonly isOurs?: (server: string | undefined) => boolean;
  readonly log: Logger;
}

/** A destination with something to do. */
interface DueDigest {
  readonly schedule: Schedule;
  /** The day whose digest is due, if it is. */
  readonly day: Day | undefined;
  /** Claims that were left open. */
  readonly open: readonly LedgerEntry[];
}

/** Destinations worked on at the same time. */
const concurrency = 16;
/** Digests claimed in one step: as many as Discord takes in a second. */
const claimedAtOnce = 50;

/** Joins schedules, composing and posting. */
export function createDigests(parts: DigestParts): Digests {
  const { ledger, schedules, alerts, clock, log, isOurs = () => true } = parts;
  const inWork = new Set<Destination>();
  const making = new PQueue({ concurrency: 1 });
  const phrases = createPhraseMemory(parts.sources.corpus);
  const readTogether = async (all: readonly Schedule[] = []) =>
    shareReads(parts.sources, await phrases.current(phrasesOfAll(all)));

  /** One at a time for each destination; the claim alone decides between processes. */
  async function exclusively<T>(
    destination: Destination,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    if (inWork.has(destination)) {
      return undefined;
    }
    inWork.add(destination);
    try {
      return await orPutOff(destination, work);
    } finally {
      inWork.delete(destination);
    }
  }

  /** What is unknown now stays claimed, and the next tick goes on with it. */
  async function orPutOff<T>(
    destination: Destination,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await work();
    } catch (err) {
      log.warn({ err, destination }, 'digest postponed');
      return undefined;
    }
  }

  async function run(
    reads: SharedReads,
    schedule: Schedule,
    entry: LedgerEntry,
    isFresh: boolean,
  ): Promise<Ending> {
    const make = (of: Schedule, claimed: LedgerEntry) =>
      making.add(async () => {
        const made = await makeDigest({ ledger, reads }, of, claimed);
        // SQLite answers at once: without this, a minute with many digests would block the bot.
        await nextTurn();
        return made;
      });
    const ending = await runClaim({ ...parts, reads, make }, schedule, entry, isFresh);
    const { destination } = schedule;
    log.info({ destination, day: entry.day, ...ending }, 'digest finished');
    const trouble = alertOf(schedule, ending);
    if (trouble) {
      await deliverAlert(parts, schedule, trouble);
    } else if (ending.outcome === 'posted') {
      await alerts.clear(destination);
    }
    if (ending.refusal === 'closed') {
      await schedules.pauseSchedule(destination);
    }
    return ending;
  }

  async function settle(
    reads: SharedReads,
    schedule: Schedule,
    open: readonly LedgerEntry[],
  ): Promise<void> {
    for (const entry of open) {
      await run(reads, schedule, entry, false);
    }
  }

  /** Claims are waited for until they are on the disk, and many take no longer than one. */
  async function start(
    wanted: readonly Pick<Claim, 'destination' | 'day' | 'edition'>[],
  ): Promise<ReadonlyMap<Destination, LedgerEntry>> {
    const lastPage = await parts.sources.pages.lastPage();
    const claims = wanted.map((each) => ({
      ...each,
      id: claimIdOf(each.destination, each.day, each.edition),
      claimedAt: clock.now(),
      lastPage,
    }));
    const claimed = claims.length > 0 ? await ledger.claim(claims) : [];
    return new Map(claimed.map((claim) => [claim.destination, { ...claim, papers: 0 }]));
  }

  async function runDue(
    reads: SharedReads,
    { schedule, day, open }: DueDigest,
    claimed: LedgerEntry | undefined,
  ): Promise<void> {
    await settle(reads, schedule, open);
    // What was left open is settled before the next day is claimed.
    const entry =
      open.length > 0 && day !== undefined
        ? (await start([{ destination: schedule.destination, day, edition: 0 }])).get(
            schedule.destination,
          )
        : claimed;
    if (entry) {
      await run(reads, schedule, entry, true);
    }
  }

  /** Claims what is due and hands it to the queue; what is being worked on already is left alone. */
  async function startTogether(
    reads: SharedReads,
    queue: PQueue,
    due: readonly DueDigest[],
  ): Promise<void> {
    const free = due.filter(({ schedule }) => !inWork.has(schedule.destination));
    for (const { schedule } of free) {
      inWork.add(schedule.destination);
    }
    reads.concerned.expect(free.map(({ schedule }) => schedule.interests));
    const release = (destination: Destination) => inWork.delete(destination);
    const wanted = free.flatMap(({ schedule: { destination }, day, open }) =>
      day !== undefined && open.length === 0 ? [{ destination, day, edition: 0 }] : [],
    );
    try {
      const claimed = await start(wanted);
      for (const each of free) {
        const { destination } = each.schedule;
        void queue.add(async () => {
          await orPutOff(destination, () => runDue(reads, each, claimed.get(destination)));
          release(destination);
        });
      }
    } catch (err) {
      log.warn({ err, digests: free.length }, 'digests postponed');
      free.map(({ schedule }) => schedule.destination).forEach(release);
    }
  }

  async function ourSchedules(): Promise<readonly Schedule[]> {
    return (await schedules.schedules()).filter(({ server }) => isOurs(server));
  }

  /** What is due now or was left open, in the order of the schedules. */
  async function findDue(all: readonly Schedule[]): Promise<DueDigest[]> {
    const now = clock.now();
    const [openClaims, taken] = await Promise.all([ledger.openClaims(), daysTaken(now)]);
    const openOf = new Map<Destination, LedgerEntry[]>();
    for (const entry of openClaims) {
      openOf.set(entry.destination, [...(openOf.get(entry.destination) ?? []), entry]);
    }
    const found: DueDigest[] = [];
    for (const schedule of all) {
      const { destination } = schedule;
      const open = openOf.get(destination) ?? [];
      const due = dueDay(schedule, now);
      const day = due !== undefined && !taken.has(`${destination} ${due}`) ? due : undefined;
      if (open.length > 0 || day !== undefined) {
        found.push({ schedule, day, open });
      }
    }
    return found;
  }

  async function daysTaken(now: Date): Promise<ReadonlySet<string>> {
    const day = utcDayOf(now);
    return ledger.claimedDays(addDays(day, -1), addDays(day, 1));
  }

  return {
    async tick() {
      const all = await ourSchedules();
      const due = await findDue(all);
      if (due.length === 0) {
        return;
      }
      const reads = await readTogether(all);
      const queue = new PQueue({ concurrency });
      for (let i = 0; i < due.length; i += claimedAtOnce) {
        // The next are claimed when they are about to be posted.
        await queue.onSizeLessThan(concurrency);
        await startTogether(reads, queue, due.slice(i, i + claimedAtOnce));
      }
      await queue.onIdle();
    },

    async postNow(destination) {
      const schedule = await schedules.schedule(destination);
      if (!schedule) {
        throw new Error(`no digest is set up for ${destination}`);
      }
      const day = localTimeOf(clock.now(), schedule.zone).day;
      const reads = await readTogether();
      const done = await exclusively(destination, async () => {
        const before = await ledger.entries(destination, entriesOfDay);
        await settle(
          reads,
          schedule,
          before.filter(({ outcome }) => outcome === undefined),
        );
        const editions = before.filter((entry) => entry.day === day).map(({ edition }) => edition);
        const edition = Math.max(0, ...editions) + 1;
        const entry = (await start([{ destination, day, edition }])).get(destination);
        return entry && { ...(await run(reads, schedule, entry, true)), entry };
      });
      return done && { ...done, entry: (await ledger.entry(done.entry.id)) ?? done.entry };
    },

    async preview(schedule, on) {
      const { destination, zone, minute } = schedule;
      const hour = momentOf(on, minute, zone);
      const isPast = on < localTimeOf(clock.now(), zone).day;
      const id = claimIdOf(destination, on, 0);
      const asOf = isPast && hour ? { asOf: hour } : {};
      return makeDigest({ ledger, reads: await readTogether() }, schedule, {
        id,
        destination,
        day: on,
        edition: 0,
        ...asOf,
      });
    },

    history: (destination, most) => ledger.entries(destination, most),

    async wasPosted({ destination }, on) {
      const entries = await ledger.entries(destination, entriesOfDay);
      return entries.some(({ day, outcome }) => day === on && outcome === 'posted');
    },

    async nextRun(schedule) {
      const now = clock.now();
      const { day } = localTimeOf(now, schedule.zone);
      const taken = await daysTaken(now);
      return nextRun(schedule, now, taken.has(`${schedule.destination} ${day}`));
    },

    moreOf: (claim) => ledger.moreOf(claim),
    takeAlerts: (reader) => alerts.takeUndelivered(reader),
    requeueAlerts: (undelivered) => alerts.requeue(undelivered),

    async tidy() {
      const now = clock.now();
      await schedules.forgetStopped(new Date(now.getTime() - daysKept * 86_400_000));
      await parts.sources.pages.forgetOpeners(utcDayOf(now));
    },
  };
}

function* phrasesOfAll(schedules: readonly Schedule[]): Iterable<string> {
  for (const { interests } of schedules) {
    yield* phrasesOf(interests);
  }
}

/** More than anybody can post in one channel on one day. */
const entriesOfDay = 200;
