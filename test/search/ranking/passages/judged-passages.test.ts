import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../../src/corpus/text/sentences.ts';
import { createSearch } from '../../../../src/search/create-search.ts';
import type { Search } from '../../../../src/search/search.ts';
import { needsRealPages, withoutRealPages } from '../../../corpus/real-pages.ts';
import { createMemoryPapers } from '../../memory-papers.ts';
import { realPapers } from '../../real-papers.ts';

/**
 * A query, a paper that answers it, and which sentences of its abstract (by number) say best what it
 * does or finds about the query, and which would do. Judged by reading, before the rules were written.
 */
interface JudgedPassage {
  readonly query: string;
  readonly title: string;
  /** How many sentences the abstract has. */
  readonly sentences: number;
  readonly best: readonly number[];
  readonly acceptable: readonly number[];
}

const judged = readFileSync(new URL('./judged-passages.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as JudgedPassage);
/** The rules were chosen by the first half. */
const unused = judged.slice(judged.length / 2);

describe.skipIf(withoutRealPages)(`the sentence shown of a paper ${needsRealPages}`, () => {
  let search: Search;
  let shown: { readonly judged: JudgedPassage; readonly place: number }[];

  beforeAll(async () => {
    const papers = realPapers('without starter');
    search = createSearch({ papers: createMemoryPapers(papers) });
    await search.refresh();
    shown = await Promise.all(
      unused.map(async (judged) => {
        const paper = papers.find(({ title }) => title === judged.title);
        const { hits } = await search.find({
          text: judged.query,
          filter: { ids: paper ? [paper.id] : [] },
        });
        return { judged, place: placeOf(hits[0]?.passage?.text ?? '', paper?.abstract ?? '') };
      }),
    );
  });

  afterAll(() => search.close());

  it('is one of the best in 65 % of 40 cases', () => {
    const best = shown.filter(({ judged, place }) => judged.best.includes(place));
    expect(best.length).toBeGreaterThanOrEqual(0.65 * shown.length);
  });

  it('is one of the best or would do in 90 %', () => {
    const fine = shown.filter(({ judged: { best, acceptable }, place }) =>
      [...best, ...acceptable].includes(place),
    );
    expect(fine.length).toBeGreaterThanOrEqual(0.9 * shown.length);
  });

  it('is counted by the sentences that were judged', () => {
    const papers = new Map(realPapers('without starter').map((paper) => [paper.title, paper]));
    for (const { title, sentences } of judged) {
      expect(sentencesOf(papers.get(title)?.abstract ?? ''), title).toHaveLength(sentences);
    }
  });
});

/** Which sentence of the abstract a passage is, or is cut from. */
function placeOf(passage: string, abstract: string): number {
  const piece = passage.replace(/^… | …$/g, '');
  const at = abstract.indexOf(piece);
  return sentencesOf(abstract).findIndex(({ start, end }) => start <= at && at < end);
}
