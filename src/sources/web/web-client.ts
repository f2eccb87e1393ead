import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import pRetry from 'p-retry';
import type { Clock } from '../../corpus/clock.ts';
import type { Logger } from '../../log.ts';
import { readBody } from './read-body.ts';
import { WebError } from './web-error.ts';

/** How often a service may be asked, by all processes together. */
export interface Pace {
  /** Services with the same name share it. */
  readonly name: string;
  /** Milliseconds from the end of one request to the start of the next. */
  readonly gap: number;
}

/** Keeps the pace between processes: a bot and a command on one database share it. */
export interface PaceStore {
  /**
   * Takes the turn until `until`, or until `endTurn`.
   * @returns the moment at which to ask again, where it is not free.
   */
  takeTurn(pace: string, now: Date, until: Date): Promise<Date | undefined>;
  /** Ends a turn; the next may begin at `next`. */
  endTurn(pace: string, next: Date): Promise<void>;
}

/** A service that may be asked, and nothing else. */
export interface Service {
  /** Host names that may be asked and redirected to. */
  readonly hosts: readonly string[];
  readonly pace: Pace;
  /** Headers with every request, such as a key. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that can be used. */
export interface WebAnswer {
  readonly text: string;
  readonly headers: Headers;
}

/** Pauses between tries, in milliseconds; each is `factor` times as long as the one before. */
export interface Patience {
  readonly tries: number;
  readonly firstPause: number;
  readonly factor: number;
}

/** Who asks, and how patiently. */
export interface WebClientOptions {
  readonly paces: PaceStore;
  readonly clock: Clock;
  /** Put into the User-Agent, so that a service can complain. */
  readonly contact?: string | undefined;
  readonly log: Logger;
  readonly patience?: Patience;
  /** Waits some milliseconds; a clock that is not the real one has to advance meanwhile. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
}

/** Asks services politely: one request at a time and pace, again after growing pauses. */
export interface WebClient {
  /**
   * @param patience - where somebody is waiting for the answer.
   * @throws {WebError} where there is no answer that can be used.
   */
  get(service: Service, address: string, patience?: Patience): Promise<WebAnswer>;
}

/** About a minute in all: a source is asked again later anyway. */
const patient: Patience = { tries: 4, firstPause: 5_000, factor: 3 };
/** Milliseconds for an answer, its body included. */
const timeout = 60_000;
const maxRedirects = 5;
/** A service that asks for a longer pause is asked again at the next turn of its source. */
const longestPause = 10 * 60_000;

/** A client over the `fetch` of Node, so that a proxy can stand in between. */
export function createWebClient(options: WebClientOptions): WebClient {
  const { paces, clock, contact, log, patience = patient, wait = waitFor, signal } = options;
  const queues = new Map<string, PQueue>();
  const agent = `Offprint/1 (paper bot${contact === undefined ? '' : `; ${contact}`})`;

  function queueOf(pace: Pace): PQueue {
    const queue = queues.get(pace.name) ?? new PQueue({ concurrency: 1 });
    queues.set(pace.name, queue);
    return queue;
  }

  async function inTurn<Result>({ name, gap }: Pace, ask: () => Promise<Result>): Promise<Result> {
    await untilFree(name, gap);
    try {
      return await ask();
    } finally {
      await paces.endTurn(name, new Date(clock.now().getTime() + gap));
    }
  }

  async function untilFree(pace: string, gap: number): Promise<void> {
    for (;;) {
      const now = clock.now();
      const free = await paces.takeTurn(pace, now, new Date(now.getTime() + 2 * timeout));
      if (free === undefined) {
        return;
      }
      // Another process may end its turn early.
      const left = Math.min(free.getTime() - now.getTime(), gap);
      await wait(Math.max(left, 1), signal);
    }
  }

  async function ask(service: Service, address: string): Promise<WebAnswer> {
    let next = address;
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const url = allowed(service, next);
      const answer = await queueOf(service.pace).add(() =>
        inTurn(service.pace, () => askOnce(service, url)),
      );
      if (!('redirect' in answer)) {
        return answer;
      }
      const to = new URL(answer.redirect, url);
      if (url.protocol === 'https:' && to.protocol !== 'https:') {
        throw new WebError('refused-address', `${url.host} redirects to an address without https.`);
      }
      next = to.href;
    }
    throw new WebError('refused', `${address} redirects too many times.`);
  }

  async function askOnce(
    service: Service,
    url: URL,
  ): Promise<WebAnswer | { readonly redirect: string }> {
    const limit = AbortSignal.timeout(timeout);
    const headers = { 'user-agent': agent, ...service.headers };
    try {
      const response = await fetch(url, {
        headers,
        redirect: 'manual',
        signal: signal ? AbortSignal.any([limit, signal]) : limit,
      });
      const redirect = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && redirect !== null) {
        await response.body?.cancel();
        return { redirect };
      }
      return await readAnswer(response, url);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof WebError) {
        throw error;
      }
      throw new WebError('unreachable', `${url.host} could not be reached.`, { cause: error });
    }
  }

  return {
    get: (service, address, { tries, firstPause, factor } = patience) =>
      pRetry(() => ask(service, address), {
        retries: tries - 1,
        // The pauses are below, since a service may ask for a longer one.
        minTimeout: 0,
        ...(signal && { signal }),
        shouldRetry: ({ error }) => error instanceof WebError && error.isPassing,
        async onFailedAttempt({ error, attemptNumber, retriesLeft }) {
          if (!(error instanceof WebError && error.isPassing) || retriesLeft === 0) {
            return;
          }
          const grown = firstPause * factor ** (attemptNumber - 1);
          const pause = error.retryAfter ?? grown;
          if (pause > Math.min(longestPause, firstPause * factor ** tries)) {
            throw error;
          }
          log.info({ reason: error.message, pause, retriesLeft }, 'service did not answer');
          await wait(pause, signal);
        },
      }),
  };
}

async function waitFor(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal && { signal });
}

/** @throws {WebError} for any address but those of the service. */
function allowed({ hosts }: Service, address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || !hosts.includes(url.hostname)) {
    throw new WebError('refused-address', `${address} is not an address of ${hosts.join(', ')}.`);
  }
  return url;
}

async function readAnswer(response: Response, { host }: URL): Promise<WebAnswer> {
  const { status, headers } = response;
  if (status === 429 || status === 406 || status >= 500) {
    await response.body?.cancel();
    throw new WebError('busy', `${host} cannot answer now (HTTP ${status}).`, {
      retryAfter: pauseAsked(headers),
    });
  }
  if (status === 404 || status === 410) {
    await response.body?.cancel();
    throw new WebError('missing', `${host} has no such page (HTTP ${status}).`);
  }
  if (status < 200 || status >= 300) {
    await response.body?.cancel();
    throw new WebError('refused', `${host} refused the request (HTTP ${status}).`);
  }
  const text = await readBody(response);
  if (text.trim() === '') {
    throw new WebError('empty', `${host} returned nothing.`);
  }
  return { text, headers };
}

/** `Retry-After` in seconds or as a date, or Hugging Face's `RateLimit: "api";r=0;t=120`. */
function pauseAsked(headers: Headers): number | undefined {
  const after = headers.get('retry-after')?.trim();
  if (after !== undefined) {
    const moment = Date.parse(after);
    const pause = /^\d+$/.test(after) ? Number(after) * 1000 : moment - Date.now();
    return Number.isNaN(pause) ? undefined : Math.max(0, pause);
  }
  const limit = headers.get('ratelimit') ?? '';
  const seconds = /;\s*t=(\d+)/.exec(limit)?.[1];
  const left = /;\s*r=(\d+)/.exec(limit)?.[1];
  return seconds === undefined || (left !== undefined && left !== '0')
    ? undefined
    : Number(seconds) * 1000;
}
