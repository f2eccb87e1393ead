/** How long background work may block the event loop, in milliseconds. */
const defaultYieldMs = 8;

/** When the work that runs now was given its turn. */
let turnBegan = Number.NEGATIVE_INFINITY;
const waiting: (() => void)[] = [];

/**
 * Returns a function to await between the steps of long work: it yields to the event loop once
 * `yieldMs` milliseconds have passed since work of this thread was last given a turn. Of all that
 * wait one goes on in each turn of the loop, so that however many works there are at a time, the
 * loop is kept for the length of one.
 */
export function createYielder(yieldMs = defaultYieldMs): () => Promise<void> {
  return async () => {
    if (performance.now() - turnBegan >= yieldMs) {
      await nextTurn();
    }
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) {
      setImmediate(giveTurn);
    }
  });
}

function giveTurn(): void {
  turnBegan = performance.now();
  waiting.shift()?.();
  if (waiting.length > 0) {
    setImmediate(giveTurn);
  }
}
