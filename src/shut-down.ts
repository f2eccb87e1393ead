import { setTimeout as wait } from 'node:timers/promises';

/** Everything that was started, in order, and how each of it ends. */
export interface Closers {
  /** @throws {Error} where everything is being closed already, after closing this as well. */
  add(close: () => Promise<void> | void): Promise<void>;
  /**
   * Closes what was started last first. What cannot be closed does not keep the rest open.
   * @param maxMilliseconds - how long that may take; what is still under way then is left as it is.
   * @returns the errors that came up, and whether there was time for everything.
   */
  close(maxMilliseconds: number): Promise<{ errors: readonly unknown[]; complete: boolean }>;
}

/** Nothing was started yet. */
export function createClosers(): Closers {
  const closers: (() => Promise<void> | void)[] = [];
  let closing = false;

  async function closeAll(errors: unknown[]): Promise<true> {
    for (let close = closers.pop(); close; close = closers.pop()) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    return true;
  }

  return {
    async add(close) {
      if (closing) {
        await close();
        throw new Error('stopped while starting');
      }
      closers.push(close);
    },
    async close(maxMilliseconds) {
      closing = true;
      const errors: unknown[] = [];
      const complete = await Promise.race([
        closeAll(errors),
        wait(maxMilliseconds, false, { ref: false }),
      ]);
      return { errors, complete };
    },
  };
}

/** Exit codes after a second signal, as shells count them. */
const exitSignalled = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Aborts at the first SIGINT or SIGTERM; a second one ends the program at once, also as the first process
 * of a container, which signals do not end by themselves. A process with a parent gets each signal from
 * the terminal and from its parent: it only aborts, also where the parent is gone.
 */
export function stopOnSignal(hasParent: boolean): AbortSignal {
  const stopping = new AbortController();
  const stop = (signal: keyof typeof exitSignalled) => {
    if (stopping.signal.aborted && !hasParent) {
      process.exit(exitSignalled[signal]);
    }
    stopping.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  if (hasParent) {
    process.on('disconnect', () => stopping.abort());
  }
  return stopping.signal;
}
