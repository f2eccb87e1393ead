import { setImmediate } from 'node:timers/promises';

/** How long background work may block the event loop, in milliseconds. */
const defaultYieldMs = 8;

/**
 * Returns a function to await between the steps of long work: it yields to the event loop once
 * `yieldMs` milliseconds have passed since the last yield.
 */
export function createYielder(yieldMs = defaultYieldMs): () => Promise<void> {
  let due = performance.now() + yieldMs;
  return async () => {
    if (performance.now() < due) {
      return;
    }
    await setImmediate();
    due = performance.now() + yieldMs;
  };
}
