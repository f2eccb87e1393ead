import type { Choice } from '../../../src/command/define-command.ts';

/**
 * Suggestions for the last of a list of topics separated by commas; those before it stay.
 * @param nameOf - what a topic is called, by which it may be typed too.
 */
export function suggestInList(
  typed: string,
  topics: readonly string[],
  nameOf: (topic: string) => string,
): Choice[] {
  const comma = typed.lastIndexOf(',');
  const isCalled = (topic: string, word: string) =>
    [topic, nameOf(topic)].some((name) => name.toLowerCase() === word.toLowerCase());
  const before = typed
    .slice(0, Math.max(0, comma))
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => topics.find((topic) => isCalled(topic, word)) ?? word);
  const begun = typed
    .slice(comma + 1)
    .trim()
    .toLowerCase();
  return topics
    .filter((topic) => !before.includes(topic))
    .filter((topic) => [topic, nameOf(topic)].some((name) => name.toLowerCase().includes(begun)))
    .map((topic) => [...before, topic])
    .map((list) => ({ name: list.map(nameOf).join(', '), value: list.join(', ') }));
}
