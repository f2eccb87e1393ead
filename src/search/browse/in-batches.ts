/** The items that are wanted, in arrays of `size`; the last one may be shorter, and none is empty. */
export async function* inBatches<Item>(
  parts: AsyncIterable<readonly Item[]>,
  size: number,
  isWanted: (item: Item) => boolean = () => true,
): AsyncGenerator<readonly Item[]> {
  let batch: Item[] = [];
  for await (const part of parts) {
    for (const item of part) {
      if (!isWanted(item)) {
        continue;
      }
      batch.push(item);
      if (batch.length === size) {
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}
