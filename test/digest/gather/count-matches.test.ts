import { expect, it } from 'vitest';
import type { PaperReader } from '../../../src/corpus/paper-reader.ts';
import { countMatches, mostCounted } from '../../../src/digest/gather/count-matches.ts';
import { createMemoryPapers } from '../../search/memory-papers.ts';
import { paperOf } from '../paper-of.ts';
import { searchOver } from '../search-over.ts';

function corpusOf(titles: readonly string[]) {
  const papers = createMemoryPapers(titles.map((title) => paperOf(title)));
  let read = 0;
  const corpus: PaperReader = {
    ...papers,
    papers(ids) {
      read += ids.length;
      return papers.papers(ids);
    },
  };
  return { corpus, search: searchOver(papers), read: () => read };
}

const numbered = (count: number, title: string) =>
  Array.from({ length: count }, (_, at) => `${title} ${at}`);

it('counts the papers that mention a keyword, and reads no others', async () => {
  const { read, ...sources } = corpusOf([
    ...numbered(150, 'Soup with Spoons'),
    ...numbered(50, 'Bicycles'),
  ]);
  expect(await countMatches(sources, { keywords: ['soup'] })).toBe(150);
  expect(read()).toBe(150);
  expect(await countMatches(sources, { keywords: ['bicycles with spoons'] })).toBe(0);
});

it('stops where there are more than it counts', async () => {
  const { read, ...sources } = corpusOf(numbered(mostCounted + 200, 'Soup with Spoons'));
  expect(await countMatches(sources, { keywords: ['soup'] })).toBeGreaterThan(mostCounted);
  expect(read()).toBeLessThan(mostCounted + 100);
});
