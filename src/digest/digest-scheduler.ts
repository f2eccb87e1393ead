import { setImmediate } from 'node:timers/promises';
import { schedule } from 'node-cron';
import type { Logger } from '../log.ts';
import type { Digests } from './digests.ts';

/** Looks at what is due now, each minute and whenever asked, until it is stopped. */
export interface DigestScheduler {
  /** Looks now: at start, and when the gateway is back. */
  tickNow(): void;
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Starts looking. The cron expression only wakes the bot up: what is due is decided by the
 * schedules, the ledger and the clock.
 */
export function startDigestScheduler(digests: Digests, log: Logger): DigestScheduler {
  const underWay = new Set<Promise<void>>();

  function look(work: () => Promise<void>): void {
    // What the start has still to do comes first.
    const done = setImmediate()
      .then(work)
      .catch((err: unknown) => log.error({ err }, 'checking digests failed'))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }

  const everyMinute = schedule('* * * * *', () => look(() => digests.tick()));
  const everyNight = schedule('17 3 * * *', () => look(() => digests.tidy()));
  look(() => digests.tidy());
  return {
    tickNow: () => look(() => digests.tick()),
    async stop() {
      await Promise.all([everyMinute.destroy(), everyNight.destroy()]);
      await Promise.all(underWay);
    },
  };
}
