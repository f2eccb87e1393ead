/**
 * The place in a list of this length that an arrow key leads to, round at its ends; other keys
 * stay where they are.
 */
export function stepInList(event: KeyboardEvent, from: number, length: number): number {
  if (length === 0 || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) {
    return from;
  }
  // The caret stays where it is.
  event.preventDefault();
  const step = event.key === 'ArrowDown' ? 1 : -1;
  return (from + step + length) % length;
}
