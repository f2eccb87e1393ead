import { setTimeout as delay } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { Logger } from '../log.ts';
import { UserError } from '../reply/user-error.ts';
import type { Search } from '../search/search.ts';
import { startThread } from '../store/start-thread.ts';
import {
  receiveError,
  type SearchMethod,
  type SearchRequest,
  type SearchResponse,
  type SearchThreadData,
} from './search-protocol.ts';

/** What a thread of search is opened on, and who hears how it is. */
export interface SearchThreadOptions extends SearchThreadData {
  readonly log: Logger;
  /** Tests only: how a thread is started. */
  readonly startWorker?: typeof startThread;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that runs, with those who wait for its answers. */
interface Running {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** Milliseconds before a thread that has died is started again: doubled each time that fails at once. */
const firstPause = 500;
const longestPause = 60_000;
/** A thread that ran for this long, in milliseconds, did not fail at once. */
const ranWell = 60_000;
/** How long a thread may take to end what it does, in milliseconds. */
const maxEnding = 2_000;

/**
 * Search in a thread of its own, which reads papers over its own connection: however long a query
 * takes or an index is built, the event loop here, and the gateway's heartbeat with it, goes on. A
 * thread that dies is started again; what it was asked fails.
 * @throws {Error} with a sentence for the person where the database or the model cannot be opened.
 */
export async function openSearchThread(options: SearchThreadOptions): Promise<Search> {
  const { log, startWorker = startThread, ...data } = options;
  const closing = new AbortController();
  let lastId = 0;
  let pause = firstPause;
  let running: Running | undefined = await start();

  function start(): Promise<Running> {
    const worker = startWorker(new URL('./search-worker', import.meta.url), data);
    const waiting = new Map<number, Waiting>();
    const started = performance.now();
    const thread: Running = { worker, waiting };
    let failure: Error | undefined;
    return new Promise((resolve, reject) => {
      let isOpen = false;
      worker.on('message', (response: SearchResponse) => {
        if ('log' in response) {
          log[response.log](response.fields, response.event);
        } else if ('isOpen' in response) {
          isOpen = true;
          resolve(thread);
        } else {
          settle(waiting, response);
        }
      });
      worker.on('error', (error) => {
        failure = error;
      });
      worker.on('exit', (code) => {
        const error = failure ?? new Error(`the search thread has ended (code ${code})`);
        reject(error);
        for (const each of waiting.values()) {
          each.reject(error);
        }
        if (isOpen && !closing.signal.aborted) {
          running = undefined;
          log.error({ err: error }, 'search thread died, and is started again');
          if (performance.now() - started > ranWell) {
            pause = firstPause;
          }
          void startAgain();
        }
      });
    });
  }

  async function startAgain(): Promise<void> {
    const paused = pause;
    pause = Math.min(2 * pause, longestPause);
    await delay(paused, undefined, { signal: closing.signal, ref: false }).catch(() => {});
    if (closing.signal.aborted) {
      return;
    }
    try {
      running = await start();
    } catch (err) {
      log.error({ err }, 'search thread could not be started again');
      return startAgain();
    }
    ask('refresh')().catch((err: unknown) => log.error({ err }, 'search index could not be built'));
  }

  /** The method, as the thread does it. */
  function ask<Method extends SearchMethod>(method: Method): Search[Method] {
    const post = (...args: readonly unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        if (running === undefined) {
          const sentence = 'Search is being started again. Please try again in a minute.';
          reject(new UserError('service-down', sentence));
          return;
        }
        lastId += 1;
        running.waiting.set(lastId, { resolve, reject });
        const request: SearchRequest = { id: lastId, method, args };
        running.worker.postMessage(request);
      });
    return post as Search[Method];
  }

  return {
    find: ask('find'),
    satisfying: ask('satisfying'),
    similar: ask('similar'),
    closeTo: ask('closeTo'),
    browse: ask('browse'),
    mayMatch: ask('mayMatch'),
    suggestTitles: ask('suggestTitles'),
    suggestTopics: ask('suggestTopics'),
    suggestKeywords: ask('suggestKeywords'),
    suggestAuthors: ask('suggestAuthors'),
    topics: ask('topics'),
    keywords: ask('keywords'),
    topicsOf: ask('topicsOf'),
    complete: ask('complete'),
    refresh: ask('refresh'),
    async close() {
      closing.abort();
      if (running === undefined) {
        return;
      }
      const { worker } = running;
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      const request: SearchRequest = 'close';
      worker.postMessage(request);
      await Promise.race([ended, delay(maxEnding, undefined, { ref: false })]);
      await worker.terminate();
    },
  };
}

function settle(
  waiting: Map<number, Waiting>,
  response: Extract<SearchResponse, { readonly id: number }>,
): void {
  const asked = waiting.get(response.id);
  waiting.delete(response.id);
  if ('error' in response) {
    asked?.reject(receiveError(response.error));
  } else {
    asked?.resolve(response.value);
  }
}
