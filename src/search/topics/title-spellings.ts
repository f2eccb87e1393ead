const word = /[\p{L}\p{N}]+/gu;
/** A capital after the first letter: `RLHF`, `LoRA`, `LLMs`. */
const unusual = /^.+\p{Lu}/u;

/**
 * Spells words as most titles of the corpus do where those write capitals within them: `deep rl` is
 * shown as `deep RL`, also where only `MDPs` tells how `mdp` is written. A term that has a capital of its own is left as its source wrote it.
 */
export function createTitleSpellings(titles: Iterable<string>): (term: string) => string {
  const spellings = new Map<string, Map<string, number>>();
  for (const title of titles) {
    // A title in capitals says nothing about its words.
    if (!/\p{Ll}/u.test(title)) {
      continue;
    }
    for (const [spelled] of title.matchAll(word)) {
      const key = spelled.toLowerCase();
      const counts = spellings.get(key) ?? new Map<string, number>();
      spellings.set(key, counts.set(spelled, (counts.get(spelled) ?? 0) + 1));
    }
  }
  const usual = (lower: string): string | undefined => {
    const [most] = [...(spellings.get(lower) ?? [])].sort(([, a], [, b]) => b - a);
    return most !== undefined && unusual.test(most[0]) ? most[0] : undefined;
  };
  const spell = (lower: string): string =>
    usual(lower) ?? usual(`${lower}s`)?.slice(0, -1) ?? lower;
  return (term) => (/\p{Lu}/u.test(term) ? term : term.replace(word, spell));
}
