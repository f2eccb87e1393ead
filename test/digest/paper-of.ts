import type { Paper } from '../../src/corpus/paper.ts';
import { paperIdOf } from '../../src/corpus/paper-id.ts';

/** A paper with this title; listed where a test says so. */
export function paperOf(title: string, change: Partial<Omit<Paper, 'id' | 'title'>> = {}): Paper {
  return {
    id: paperIdOf(title),
    title,
    tldr: `A study of ${title}.`,
    keywords: [],
    links: [],
    authors: [],
    listings: [],
    ...change,
  };
}
