import PQueue from 'p-queue';
import type { Clock } from '../corpus/clock.ts';
import { addDays, utcDayOf } from '../corpus/days.ts';
import type { Day } from '../corpus/paper.ts';
import type { Logger } from '../log.ts';
import type { Source } from './define-source.ts';
import { type FetchStores, fetchSource } from './fetch-source.ts';
import type { SourceState, SourceStore } from './source-store.ts';
import type { WebClient } from './web/web-client.ts';

/** What reads the sources by itself. */
export interface SourceSchedulerOptions {
  readonly sources: readonly Source[];
  readonly states: SourceStore;
  readonly stores: FetchStores;
  readonly web: WebClient;
  readonly clock: Clock;
  readonly log: Logger;
  /** From 0 to 1; spreads the readings of many bots over the hour. */
  readonly random: () => number;
  /** Called once when a source has failed for two days, and again only after a success. */
  readonly onFailing: (state: SourceState) => Promise<void>;
}

/** Reads each source when its time has come. */
export interface SourceScheduler {
  /** Reads what is due; resolves when that has ended. */
  tick(): Promise<void>;
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

const minute = 60_000;
/** Readings are spread over this time behind the moment at which they are due. */
const spread = 10 * minute;
/** After a failure, longer than the pauses between the tries of one reading. */
const pauseAfterFailure = 60 * minute;
/** After this long, people hear that a source fails. */
const tellAfter = 2 * 24 * 60 * minute;
/** Days that the first reading goes back, and the most that are made up for. */
const firstDays = 7;
const mostDays = 30;

/** Reads sources one after the other, so that none of them holds up the bot. */
export function createSourceScheduler(options: SourceSchedulerOptions): SourceScheduler {
  const { sources, states, clock, log, random } = options;
  const readings = new PQueue({ concurrency: 1 });
  let isStopped = false;

  async function readDue(): Promise<void> {
    const known = new Map((await states.sourceStates()).map((state) => [state.name, state]));
    for (const source of sources) {
      const state = known.get(source.name);
      if (!isStopped && (state?.nextTry ?? new Date(0)) <= clock.now()) {
        await read(source, state);
      }
    }
  }

  async function read(source: Source, state: SourceState | undefined): Promise<void> {
    const started = clock.now();
    const today = utcDayOf(started);
    const { stores, web } = options;
    const { error, ...found } = await fetchSource(source, {
      stores,
      web,
      today,
      from: firstDay(source, state, today),
      to: today,
      givenUpBefore: addDays(today, -Math.max(source.readsAgain, 2)),
    });
    if (isStopped) {
      return;
    }
    const at = clock.now();
    const due =
      error === undefined ? source.nextAfter(started).getTime() : at.getTime() + pauseAfterFailure;
    const nextTry = new Date(due + random() * spread);
    await states.noteRead(source.name, { at, nextTry, ...(error !== undefined && { error }) });
    if (error === undefined) {
      log.info({ found }, 'source read');
    } else {
      log.warn({ found, error, nextTry }, 'source could not be read');
      await tellIfFailing(source.name, at);
    }
  }

  async function tellIfFailing(name: string, now: Date): Promise<void> {
    const state = (await states.sourceStates()).find((each) => each.name === name);
    const since = state?.failingSince;
    if (!state || state.isTold || !since || now.getTime() - since.getTime() < tellAfter) {
      return;
    }
    await options.onFailing(state);
    await states.noteTold(name);
  }

  return {
    async tick() {
      // A reading that takes longer than a minute is not started twice.
      if (readings.size + readings.pending > 0) {
        return;
      }
      await readings.add(readDue).catch((err: unknown) => {
        if (!isStopped) {
          log.error({ err }, 'sources could not be read');
        }
      });
    },
    async stop() {
      isStopped = true;
      await readings.onIdle();
    },
  };
}

/** The day of the last success, so that missed days are made up for, and those that still change. */
function firstDay(source: Source, state: SourceState | undefined, today: Day): Day {
  const again = addDays(today, -source.readsAgain);
  const last = state?.lastSuccess;
  const since = last === undefined ? addDays(today, 1 - firstDays) : utcDayOf(last);
  const earliest = addDays(today, 1 - mostDays);
  const from = since < again ? since : again;
  return from < earliest ? earliest : from;
}
