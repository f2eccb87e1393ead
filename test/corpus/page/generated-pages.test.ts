import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePage } from '../../../src/corpus/page/parse-page.ts';
import { needsRealPages, realEntries, withoutRealPages } from '../real-pages.ts';
import { generatePage, shapes } from './generated-page.ts';
import type { InventedPaper } from './invented-page.ts';

const pagesPerShape = 50;

/** Real titles, with our own summaries put together to texts as long as abstracts are. */
function startersPapers(): InventedPaper[] {
  const lines = readFileSync(new URL('../../../data/starter.jsonl', import.meta.url), 'utf8');
  const papers = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { title: string; tldr: string });
  return papers.map(({ title }, at) => ({
    title,
    abstract: [0, 1, 2, 3, 4]
      .map((next) => papers[(at + next * 7) % papers.length]?.tldr)
      .join(' '),
  }));
}

/** How many of the pages come in whole, and what was made up. */
function readPages(shape: string, papers: readonly InventedPaper[]) {
  let whole = 0;
  const invented: string[] = [];
  const warnings: string[] = [];
  const spoiled: string[] = [];
  for (let seed = 1; seed <= pagesPerShape; seed += 1) {
    const page = generatePage(shape, papers, seed);
    const read = parsePage(page.content, page.name);
    const titles = new Set(page.papers.map(({ title }) => title));
    invented.push(
      ...read.entries.filter(({ title }) => !titles.has(title)).map(({ title }) => title),
    );
    const papersRead = read.entries.map(({ title, abstract, arxivId }) => ({
      title,
      ...(abstract !== undefined && { abstract }),
      ...(arxivId !== undefined && { number: arxivId }),
    }));
    if (JSON.stringify(papersRead) === JSON.stringify(page.papers)) {
      whole += 1;
      warnings.push(...read.warnings.map(({ message }) => message));
    } else {
      spoiled.push(`seed ${seed}`);
    }
  }
  return { whole, invented, warnings, spoiled };
}

describe.each(Object.keys(shapes))('parsePage on a %s', (shape) => {
  const toldOnce = shapes[shape]?.abstracts ? 0 : pagesPerShape;

  it('reads at least 98 of 100 pages whole and invents no paper', () => {
    const { whole, invented, warnings, spoiled } = readPages(shape, startersPapers());
    expect(invented).toEqual([]);
    expect(whole, spoiled.join(', ')).toBeGreaterThanOrEqual(pagesPerShape * 0.98);
    expect(warnings.length).toBe(Math.min(toldOnce, whole));
  });

  it.skipIf(withoutRealPages)(`reads real abstracts as well, ${needsRealPages}`, () => {
    const { whole, invented, spoiled } = readPages(shape, realEntries());
    expect(invented).toEqual([]);
    expect(whole, spoiled.join(', ')).toBeGreaterThanOrEqual(pagesPerShape * 0.98);
  });
});
