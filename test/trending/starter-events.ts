import { readFileSync } from 'node:fs';
import type { PaperId } from '../../src/corpus/paper.ts';
import type { AttentionEvent } from '../../src/trending/attention-event.ts';
import { listingWeight } from '../../src/trending/event-weight.ts';

interface StarterPaper {
  readonly title: string;
  readonly listings: readonly { readonly page: string; readonly rank: number }[];
}

/** The listings of data/starter.jsonl as events; a paper's id is its title here. */
export function starterEvents(): AttentionEvent[] {
  const file = new URL('../../data/starter.jsonl', import.meta.url);
  const papers = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): StarterPaper => JSON.parse(line));
  const lengths = new Map<string, number>();
  for (const { page } of papers.flatMap(({ listings }) => listings)) {
    lengths.set(page, (lengths.get(page) ?? 0) + 1);
  }
  return papers.flatMap(({ title, listings }) =>
    listings
      .filter(({ page }) => page !== 'undated')
      .map(({ page, rank }) => ({
        paper: title as PaperId,
        kind: 'listing',
        day: page,
        weight: listingWeight(lengths.get(page) ?? 0, rank, true),
      })),
  );
}
