import type { PaperId } from '../../corpus/paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import type { PaperIndex } from '../index/paper-index.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import { closest } from '../meaning/meaning.ts';
import { termWorth } from '../ranking/feedback.ts';
import { fuseScores } from '../ranking/fuse-scores.ts';
import { hitsOf } from '../ranking/hits.ts';

import { byScore, candidateLimit } from '../ranking/rank-papers.ts';
import { scoreConcepts } from '../ranking/score-concepts.ts';
import type { SearchHit } from '../search.ts';
import type { Concept } from './query-concepts.ts';

/** The terms that speak for a paper. */
const tellingTerms = 25;
/** How much closeness in meaning counts, shared terms counting 1. */
const meaningWeight = 1;

/**
 * Papers close in content, never the paper itself: "more like this", a query of the paper's most
 * telling terms by their part of a BM25 score, fused with closeness in meaning where that is on.
 */
export async function similarPapers(
  papers: PaperReader,
  index: PaperIndex,
  id: PaperId,
  limit: number,
): Promise<SearchHit[]> {
  const { statistics, catalogue, meaning, engine } = index;
  const document = catalogue.document(id);
  if (document === undefined) {
    return [];
  }
  const concepts: Concept[] = [...termWorth(statistics, document)]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, tellingTerms)
    .map(([number, worth]) => ({
      variants: [{ terms: [number], weight: 1 }],
      weight: worth,
      idf: statistics.idf(number),
      origin: 'typed',
    }));
  const others = (documents: readonly DocumentNumber[]) =>
    documents.filter((other) => other !== document && statistics.sequence(other) !== undefined);
  const candidates = others(
    await engine.search({
      any: concepts.flatMap(({ variants }) =>
        variants.flatMap(({ terms }) => terms.map((term) => statistics.term(term))),
      ),
      limit: candidateLimit,
    }),
  );
  const scores = scoreConcepts(statistics, candidates, concepts);
  const lexical = candidates
    .map((other, i) => ({ document: other, score: scores[i] ?? 0 }))
    .sort(byScore);
  const vector = meaning?.vectors.get(document);
  const near =
    meaning && vector
      ? closest(meaning, vector, (other) => other !== document, candidateLimit)
      : [];
  const fused = fuseScores(
    lexical.map((paper) => ({ item: paper.document, score: paper.score })),
    near.map((paper) => ({ item: paper.document, score: paper.closeness })),
    meaningWeight,
  );
  const ranked = Array.from(fused, ([other, score]) => ({ document: other, score })).sort(byScore);
  const weights = concepts.map(
    ({ variants: [variant], weight }) =>
      new Map([[statistics.term(variant?.terms[0] ?? 0), weight]]),
  );
  return hitsOf(papers, index, ranked.slice(0, limit), weights);
}
