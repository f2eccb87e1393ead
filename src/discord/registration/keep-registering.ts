import { setTimeout as wait } from 'node:timers/promises';
import pRetry from 'p-retry';
import type { Logger } from '../../log.ts';
import { RefusedError } from '../connection/refused-error.ts';
import type { Registration } from './register-commands.ts';

/** Milliseconds after which the bot starts without waiting for its commands any longer. */
const maxWaitAtStart = 5000;

/** Waits between two tries, in milliseconds: the first, and the longest. */
const [minRetry, maxRetry] = [5000, 10 * 60_000];

/** The registration of commands, which may take more than one try. */
export interface KeptRegistration {
  /**
   * Resolves when the commands are registered, when the first try has failed, when it takes too long,
   * or when it is closed: the bot answers what is registered already.
   * @throws {RefusedError} where trying again would not help.
   */
  readonly begun: Promise<void>;
  readonly close: () => void;
}

/** Registers the commands, and tries again in the background for as long as Discord does not let it. */
export function keepRegistering(
  register: () => Promise<Registration>,
  log: Logger,
): KeptRegistration {
  const over = new AbortController();
  let firstFailed: () => void = () => {};
  const failed = new Promise<void>((resolve) => {
    firstFailed = resolve;
  });
  const registered = pRetry(register, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: minRetry,
    maxTimeout: maxRetry,
    randomize: true,
    signal: over.signal,
    unref: true,
    shouldRetry: ({ error }) => !(error instanceof RefusedError),
    onFailedAttempt({ error }) {
      // A try that was under way fails when the connection ends with the bot.
      if (!(error instanceof RefusedError) && !over.signal.aborted) {
        log.warn({ err: error }, 'commands not registered yet');
        firstFailed();
      }
    },
  }).then(
    ({ changed, ids }) => log.info({ commands: ids.size, changed }, 'commands registered'),
    (error: unknown) => {
      if (!over.signal.aborted) {
        throw error;
      }
    },
  );
  registered.catch(() => {});
  const tooLong = wait(maxWaitAtStart, undefined, { ref: false });
  return { begun: Promise.race([registered, failed, tooLong]), close: () => over.abort() };
}
