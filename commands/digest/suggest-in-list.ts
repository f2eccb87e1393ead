import type { Choice } from '../../src/discord/define-command.ts';

/** Suggestions for the last word of a list separated by commas; the words before it stay. */
export function suggestInList(typed: string, words: readonly string[]): Choice[] {
  const comma = typed.lastIndexOf(',');
  const before = typed
    .slice(0, Math.max(0, comma))
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const begun = typed
    .slice(comma + 1)
    .trim()
    .toLowerCase();
  return words
    .filter((word) => !before.includes(word) && word.toLowerCase().includes(begun))
    .map((word) => [...before, word].join(', '))
    .map((list) => ({ name: list, value: list }));
}
