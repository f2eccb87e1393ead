import type { Paper, PaperId } from '../../corpus/paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { PaperIndex } from '../index/paper-index.ts';
import type { Concept } from '../query/query-concepts.ts';
import type { Passages, SearchHit } from '../search.ts';
import { allTerms, furtherMatch } from './passages/further-match.ts';
import { bestPassage, markedText } from './passages/passage.ts';
import type { TermWeights } from './passages/term-matches.ts';
import type { RankedPaper } from './ranked-paper.ts';

/**
 * Ranked papers as people see them: by id, with the passage that answers best.
 * @param concepts - what is asked for; each with the terms that it is written in.
 */
export async function hitsOf(
  papers: PaperReader,
  { catalogue, read }: PaperIndex,
  ranked: readonly RankedPaper[],
  concepts: readonly TermWeights[],
  explain?: (paper: RankedPaper) => readonly string[],
): Promise<SearchHit[]> {
  const ids = ranked.map(({ document }) => catalogue.entries.get(document)?.id);
  const found = await papers.papers(ids.flatMap((id) => id ?? []));
  const byId = new Map<PaperId | undefined, Paper>(found.map((paper) => [paper.id, paper]));
  const weights = allTerms(concepts);
  const hits: SearchHit[] = [];
  for (const [i, rankedPaper] of ranked.entries()) {
    const paper = byId.get(ids[i]);
    if (paper === undefined) {
      continue;
    }
    hits.push({
      id: paper.id,
      score: rankedPaper.score,
      ...passagesOf(paper, read, concepts, weights),
      ...(explain && { explanation: explain(rankedPaper) }),
    });
    await yieldWhenDue();
  }
  return hits;
}

/** What a list shows of a paper: its claim, and what else of the query is in its abstract. */
function passagesOf(
  { title, tldr, abstract }: Paper,
  read: PaperIndex['read'],
  concepts: readonly TermWeights[],
  weights: TermWeights,
): Passages {
  const passage = tldr
    ? markedText(read(tldr), weights)
    : bestPassage(read(abstract ?? ''), weights);
  const said = `${title}. ${passage?.text ?? ''}`;
  return {
    passage,
    furtherMatch: abstract ? furtherMatch(read(abstract), concepts, said) : undefined,
  };
}

/** What each term of a concept is worth in a passage; the words of a long form a part of it. */
export function passageWeights(
  { statistics }: PaperIndex,
  concepts: readonly Concept[],
): TermWeights[] {
  return concepts.map(({ variants, weight, idf }) => {
    const weights = new Map<string, number>();
    for (const { terms, weight: share } of variants) {
      for (const number of terms) {
        const term = statistics.term(number);
        const worth = (weight * idf * share) / terms.length;
        weights.set(term, Math.max(weights.get(term) ?? 0, worth));
      }
    }
    return weights;
  });
}
