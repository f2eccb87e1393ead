/**
 * The same function with a memory for the arguments used last.
 * @param max - how many results are remembered.
 */
export function rememberLast<Key, Result>(
  max: number,
  make: (key: Key) => Result,
): (key: Key) => Result {
  const remembered = new Map<Key, Result>();
  return (key) => {
    const known = remembered.get(key);
    const result = known === undefined ? make(key) : known;
    remembered.delete(key);
    remembered.set(key, result);
    const [oldest] = remembered.keys();
    if (remembered.size > max && oldest !== undefined) {
      remembered.delete(oldest);
    }
    return result;
  };
}
