import type { Clock } from '../corpus/clock.ts';
import type { PaperRecord } from '../corpus/corpus-store.ts';
import { addDays, utcDayOf } from '../corpus/days.ts';
import type { Day } from '../corpus/paper.ts';
import type { Logger } from '../log.ts';
import type { Source } from './define-source.ts';
import { type FetchStores, type FetchSummary, fetchSource } from './fetch-source.ts';
import { openSource } from './live-sources.ts';
import { lookUpNumber } from './look-up.ts';
import { createSourceScheduler } from './source-scheduler.ts';
import type { SourceState, SourceStore } from './source-store.ts';
import type { WebClient } from './web/web-client.ts';

/** Which sources there are, and what they work with. */
export interface LiveSourcesOptions {
  /** As OFFPRINT_SOURCES names them. */
  readonly names: readonly string[];
  readonly web: WebClient;
  readonly states: SourceStore;
  readonly stores: FetchStores;
  readonly clock: Clock;
  readonly log: Logger;
  /** A source has failed for two days. */
  readonly onFailing: (state: SourceState) => Promise<void>;
}

/** What to read now: all sources or those named, and how many days back. */
export interface FetchRequest {
  readonly names?: readonly string[];
  readonly days: number;
  readonly onList?: (source: string, day: Day) => void;
}

/** The live sources of an installation. */
export interface LiveSources {
  readonly names: readonly string[];
  /** What is known of each, also of one that was never read. */
  states(): Promise<readonly SourceState[]>;
  /** Reads what is due; to be called each minute. */
  tick(): Promise<void>;
  /** Reads sources now, whatever is due. */
  fetch(request: FetchRequest): Promise<readonly FetchSummary[]>;
  /**
   * A paper by its arXiv number, which the services are asked for.
   * @throws {WebError} where they cannot be asked.
   */
  lookUp(number: string): Promise<PaperRecord | undefined>;
  /** Resolves when what is under way has ended: soon, once the web client is aborted. */
  stop(): Promise<void>;
}

/** Opens the sources; nothing is asked before the first `tick`, `fetch` or `lookUp`. */
export function openLiveSources(options: LiveSourcesOptions): LiveSources {
  const { names, web, states, stores, clock, log, onFailing } = options;
  const sources = names.flatMap((name) => openSource(name) ?? []);
  const scheduler = createSourceScheduler({
    sources,
    states,
    stores,
    web,
    clock,
    log,
    random: Math.random,
    onFailing,
  });

  async function fetchNow(source: Source, { days, onList }: FetchRequest): Promise<FetchSummary> {
    const today = utcDayOf(clock.now());
    const summary = await fetchSource(source, {
      stores,
      web,
      today,
      from: addDays(today, 1 - days),
      to: today,
      onList: (day) => onList?.(source.name, day),
    });
    const at = clock.now();
    const { error } = summary;
    const nextTry = source.nextAfter(at);
    await states.noteRead(source.name, { at, nextTry, ...(error !== undefined && { error }) });
    return summary;
  }

  return {
    names,
    async states() {
      const known = new Map((await states.sourceStates()).map((state) => [state.name, state]));
      return names.map((name) => known.get(name) ?? { name, isTold: false });
    },
    tick: () => scheduler.tick(),
    async fetch(request) {
      const asked = request.names?.flatMap((name) => openSource(name) ?? []) ?? sources;
      const summaries: FetchSummary[] = [];
      for (const source of asked) {
        summaries.push(await fetchNow(source, request));
      }
      return summaries;
    },
    async lookUp(number) {
      const found = await lookUpNumber(web, number);
      if (found === undefined) {
        return undefined;
      }
      const { counts: _, ...record } = found;
      return record;
    },
    stop: () => scheduler.stop(),
  };
}
