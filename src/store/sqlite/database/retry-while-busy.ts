import { setTimeout } from 'node:timers/promises';
import PQueue from 'p-queue';
import { codeOf } from '../../store-error.ts';

/** Milliseconds between two attempts. */
const pauseMs = 3;
/** Milliseconds until a step gives up. Importing a page of 10,000 papers takes half a second. */
const maxWaitMs = 30_000;

/** A store of which every member is a step: a function that returns a promise. */
type StepsOf<Store> = {
  readonly [Name in keyof Store]: (...args: never[]) => Promise<unknown>;
};

/**
 * Makes every method of a store wait for another writer (a thread or a process) without blocking
 * the event loop. Each method is one whole step that happens or does not, so a step that finds the
 * database busy is simply tried again. Steps called while one is waiting queue behind it: a later
 * step never overtakes an earlier one.
 *
 * A member that does not return a promise, such as a stream of batches, does not compile here:
 * leave it out, and add it to the result unwrapped.
 * @param explain - what is thrown instead of an error.
 */
export function retryWhileBusy<Store extends StepsOf<Store>>(
  store: Store,
  explain: (error: unknown) => unknown = (error) => error,
): Store {
  const waiting = new PQueue({ concurrency: 1 });

  function wait(step: () => Promise<unknown>): Promise<unknown> {
    const giveUpAt = performance.now() + maxWaitMs;
    return waiting.add(() => retry(step, giveUpAt));
  }

  async function run(step: () => Promise<unknown>): Promise<unknown> {
    if (waiting.size + waiting.pending > 0) {
      return wait(step);
    }
    try {
      return await attempt(step);
    } catch (error) {
      if (isBusy(error)) {
        return wait(step);
      }
      throw error;
    }
  }

  const members = Object.entries<(...args: never[]) => Promise<unknown>>(store);
  return Object.fromEntries(
    members.map(([name, method]) => [
      name,
      (...args: never[]) =>
        run(() => method(...args)).catch((error: unknown) => {
          throw explain(error);
        }),
    ]),
  ) as Store;
}

async function retry(step: () => Promise<unknown>, giveUpAt: number): Promise<unknown> {
  for (;;) {
    await setTimeout(pauseMs);
    try {
      return await step();
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) {
        throw error;
      }
    }
  }
}

/** A method that throws and one that rejects fail in the same tick, so that both queue in order. */
function attempt(step: () => Promise<unknown>): Promise<unknown> {
  try {
    return step();
  } catch (error) {
    return Promise.reject(error);
  }
}

function isBusy(error: unknown): boolean {
  return codeOf(error)?.startsWith('SQLITE_BUSY') ?? false;
}
