import { setTimeout } from 'node:timers/promises';
import { isAsyncFunction, isGeneratorFunction } from 'node:util/types';
import { codeOf } from '../../store-error.ts';

/** Milliseconds between two tries, and until the last one. A page of 10,000 papers takes half a second. */
const pause = 3;
const patience = 30_000;

type Step = () => Promise<unknown>;

/**
 * A store whose steps wait for another writer, thread or process, without keeping the event loop:
 * as each method is one whole step that happens or does not, one that found the database busy is
 * taken again. While one waits, those that come later wait behind it: what somebody did last must
 * also happen last.
 */
export function takeTurns<Store extends object>(store: Store): Store {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  function wait(step: Step): Promise<unknown> {
    const end = performance.now() + patience;
    waiting += 1;
    const turn = last
      .then(() => retry(step, end))
      .finally(() => {
        waiting -= 1;
      });
    last = turn.catch(() => {});
    return turn;
  }

  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (!isStep(member)) {
        return member;
      }
      return async (...given: unknown[]): Promise<unknown> => {
        const step = () => Reflect.apply(member, target, given);
        if (waiting > 0) {
          return wait(step);
        }
        try {
          return await step();
        } catch (error) {
          if (isBusy(error)) {
            return wait(step);
          }
          throw error;
        }
      };
    },
  });
}

async function retry(step: Step, end: number): Promise<unknown> {
  for (;;) {
    await setTimeout(pause);
    try {
      return await step();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) {
        throw error;
      }
    }
  }
}

/** What is read in batches waits for nobody. */
function isStep(member: unknown): member is (...given: unknown[]) => Promise<unknown> {
  return isAsyncFunction(member) && !isGeneratorFunction(member);
}

function isBusy(error: unknown): boolean {
  return codeOf(error)?.startsWith('SQLITE_BUSY') ?? false;
}
