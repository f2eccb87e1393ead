import { createRandom } from '../../src/search/random.ts';
import { stopWords } from '../../src/search/text/analyse.ts';
import { starterPapers } from '../search/real-papers.ts';

/** As many different queries as asked for, of two to five words that papers use. Seeded. */
export function distinctQueries(count: number): string[] {
  const random = createRandom(11);
  const texts = starterPapers().map(({ title, tldr = '' }) =>
    `${title} ${tldr}`
      .toLowerCase()
      .match(/[a-z]{3,}/g)
      ?.filter((word) => !stopWords.has(word)),
  );
  const pick = <T>(items: readonly T[]): T | undefined =>
    items[Math.floor(random() * items.length)];
  const queries = new Set<string>();
  while (queries.size < count) {
    const words = pick(texts) ?? [];
    const length = 2 + Math.floor(random() * 4);
    const chosen = new Set(Array.from({ length }, () => pick(words) ?? ''));
    if (chosen.size === length) {
      queries.add([...chosen].join(' '));
    }
  }
  return [...queries];
}
