import type { PaperIndex } from '../index/paper-index.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import type { TermNumber } from '../index/terms/term-sequence.ts';
import type { Concept } from '../query/query-concepts.ts';
import { feedbackConcepts, feedbackWeight } from './feedback.ts';
import { scoreProximity } from './proximity.ts';
import { byScore, type RankedPaper } from './ranked-paper.ts';
import { scoreConcepts } from './score-concepts.ts';

/** What the words of the query give a paper, and the sum of it. */
export interface LexicalScore extends RankedPaper {
  readonly bm25: number;
  readonly proximity: number;
  readonly feedback: number;
}

/** Candidates by the words of the query, best first: BM25, proximity, and feedback from the best. */
export function rankLexically(
  { statistics, without }: PaperIndex,
  candidates: readonly DocumentNumber[],
  concepts: readonly Concept[],
  query: readonly TermNumber[],
): { ranked: LexicalScore[]; feedback: readonly Concept[] } {
  const bm25 = scoreConcepts(statistics, candidates, concepts);
  const proximity = without.has('proximity')
    ? new Float64Array(candidates.length)
    : scoreProximity(statistics, candidates, query);
  const first = candidates
    .map((document, i) => ({ document, score: (bm25[i] ?? 0) + (proximity[i] ?? 0) }))
    .filter(({ score }) => score > 0)
    .sort(byScore);
  const feedback = without.has('feedback') ? [] : feedbackConcepts(statistics, first);
  const more = scoreConcepts(statistics, candidates, feedback);
  const queryWeight = concepts.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const ranked = candidates
    .map((document, i) => {
      const parts = {
        bm25: ((1 - feedbackWeight) * (bm25[i] ?? 0)) / queryWeight,
        proximity: ((1 - feedbackWeight) * (proximity[i] ?? 0)) / queryWeight,
        feedback: feedbackWeight * (more[i] ?? 0),
      };
      return { document, ...parts, score: parts.bm25 + parts.proximity + parts.feedback };
    })
    .sort(byScore);
  return { ranked, feedback };
}
