import { setImmediate } from 'node:timers/promises';

/** How long work in the background may keep the event loop to itself, in milliseconds. */
const maxSlice = 8;

/**
 * To be awaited between the steps of long work: lets others in when a slice (of so many
 * milliseconds) is used up.
 */
export function createTimeSlices(longest = maxSlice): () => Promise<void> {
  let end = performance.now() + longest;
  return async () => {
    if (performance.now() < end) {
      return;
    }
    await setImmediate();
    end = performance.now() + longest;
  };
}
