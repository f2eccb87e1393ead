import { setImmediate } from 'node:timers/promises';

/** Works through items, so many at once; other work of the process gets its turn in between. */
export async function runInTurns<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  async function worker(): Promise<void> {
    for (const item of rest) {
      await work(item);
      await setImmediate();
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker));
}
