import type { Paper, PaperId } from '../../corpus/paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import type { PaperIndex } from '../index/paper-index.ts';
import type { Concept } from '../query/query-concepts.ts';
import type { SearchHit } from '../search.ts';
import { createYielder } from '../yielder.ts';
import { bestPassage, type TermWeights } from './passage.ts';
import type { RankedPaper } from './rank-papers.ts';

/** Preparing ten texts that nobody asked for before takes some milliseconds; so much at a time. */
const maxReading = 2;

/** Ranked papers as people see them: by id, with the passage that answers best. */
export async function hitsOf(
  papers: PaperReader,
  { catalogue, read }: PaperIndex,
  ranked: readonly RankedPaper[],
  weights: TermWeights,
  explain?: (paper: RankedPaper) => readonly string[],
): Promise<SearchHit[]> {
  const ids = ranked.map(({ document }) => catalogue.entries.get(document)?.id);
  const found = await papers.papers(ids.flatMap((id) => id ?? []));
  const byId = new Map<PaperId | undefined, Paper>(found.map((paper) => [paper.id, paper]));
  const yieldWhenDue = createYielder(maxReading);
  const hits: SearchHit[] = [];
  for (const [i, rankedPaper] of ranked.entries()) {
    const paper = byId.get(ids[i]);
    if (paper === undefined) {
      continue;
    }
    const passage = bestPassage(read(paper.abstract ?? paper.tldr ?? ''), weights);
    hits.push({
      id: paper.id,
      score: rankedPaper.score,
      ...(passage && { passage }),
      ...(explain && { explanation: explain(rankedPaper) }),
    });
    await yieldWhenDue();
  }
  return hits;
}

/** What each term of the query is worth in a passage; the words of a long form a part of it. */
export function passageWeights(
  { statistics }: PaperIndex,
  concepts: readonly Concept[],
): TermWeights {
  const weights = new Map<string, number>();
  for (const { variants, weight, idf } of concepts) {
    for (const { terms, weight: share } of variants) {
      for (const number of terms) {
        const term = statistics.term(number);
        const worth = (weight * idf * share) / terms.length;
        weights.set(term, Math.max(weights.get(term) ?? 0, worth));
      }
    }
  }
  return weights;
}
