/** How long background work may keep the event loop at a stretch, in milliseconds. */
const defaultMs = 4;

/** When a piece of waiting work was last given a turn. */
let turnBegan = Number.NEGATIVE_INFINITY;
const waiting: (() => void)[] = [];

/**
 * To be awaited between the steps of long work: waits for a turn of the event loop once a turn has
 * lasted this long. All work of a thread shares its turns, one piece at a time, so many pieces at
 * once keep the loop no longer than one.
 */
export async function yieldWhenDue(milliseconds = defaultMs): Promise<void> {
  if (isOver(milliseconds)) {
    await nextTurn();
  }
}

function isOver(milliseconds: number): boolean {
  return performance.now() - turnBegan >= milliseconds;
}

/**
 * Visits all items of a long list, in turns of the event loop.
 * @param atOnce - how many are visited between two looks at the clock.
 */
export async function visitInTurns<Item>(
  items: readonly Item[],
  atOnce: number,
  visit: (item: Item) => void,
): Promise<void> {
  // An iterator would leave garbage for each item.
  for (let at = 0; at < items.length; at++) {
    visit(items[at] as Item);
    if ((at + 1) % atOnce === 0 && isOver(defaultMs)) {
      await nextTurn();
    }
  }
}

/** Waits for a turn of the event loop in any case; in each, one piece of work goes on. */
export function nextTurn(): Promise<void> {
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
