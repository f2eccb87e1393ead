/** Items that come one by one, in arrays of `size`; the last one may be shorter, and none is empty. */
export async function* inBatches<Item>(
  items: AsyncIterable<Item>,
  size: number,
  isWanted: (item: Item) => boolean = () => true,
): AsyncGenerator<readonly Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    if (!isWanted(item)) {
      continue;
    }
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}
