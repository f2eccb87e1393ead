import { setTimeout } from 'node:timers/promises';
import { codeOf } from './store-error.ts';

/** Milliseconds between two tries, and until the last one. A page of 10,000 papers takes half a second. */
const pause = 3;
const patience = 30_000;

/**
 * A store whose steps wait for another writer, thread or process, without keeping the event loop:
 * as each method is one whole step that happens or does not, one that found the database busy is
 * taken again. Those that wait are taken in the order in which they came.
 */
export function takeTurns<Store extends object>(store: Store): Store {
  let last: Promise<unknown> = Promise.resolve();

  function wait(step: () => unknown): Promise<unknown> {
    const end = performance.now() + patience;
    const turn = last.then(() => retry(step, end));
    last = turn.catch(() => {});
    return turn;
  }

  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown => {
        const step = (): unknown => Reflect.apply(member, target, given);
        const taken = step();
        if (!(taken instanceof Promise)) return taken;
        return taken.catch((error: unknown) => {
          if (isBusy(error)) return wait(step);
          throw error;
        });
      };
    },
  });
}

async function retry(step: () => unknown, end: number): Promise<unknown> {
  for (;;) {
    await setTimeout(pause);
    try {
      return await step();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
    }
  }
}

function isBusy(error: unknown): boolean {
  return codeOf(error)?.startsWith('SQLITE_BUSY') ?? false;
}
