import type { PaperId } from '../../corpus/paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import type { PaperIndex } from '../index/paper-index.ts';
import { closest } from '../meaning/meaning.ts';
import { strongestTerms, termWorth } from '../ranking/feedback.ts';
import { fuseScores } from '../ranking/fuse-scores.ts';
import { hitsOf } from '../ranking/hits.ts';
import { candidateLimit } from '../ranking/rank-papers.ts';
import { byScore, type RankedPaper } from '../ranking/ranked-paper.ts';
import { scoreTerms } from '../ranking/score-terms.ts';
import type { SearchHit } from '../search.ts';
import type { Concept } from './query-concepts.ts';

/** The terms that speak for a paper. */
const tellingTerms = 25;
/** How much closeness in meaning counts, shared terms counting 1. */
const meaningWeight = 1;

/** Papers close in content, as people see them. */
export async function similarPapers(
  papers: PaperReader,
  index: PaperIndex,
  id: PaperId,
  limit: number,
): Promise<SearchHit[]> {
  const { ranked, concepts } = await rankSimilar(index, id);
  const { statistics } = index;
  const weights = concepts.map(
    ({ variants: [variant], weight }) =>
      new Map([[statistics.term(variant?.terms[0] ?? 0), weight]]),
  );
  return hitsOf(papers, index, ranked.slice(0, limit), weights);
}

/** Papers close in content, by id. */
export async function papersCloseTo(
  index: PaperIndex,
  id: PaperId,
  limit: number,
): Promise<PaperId[]> {
  const { ranked } = await rankSimilar(index, id);
  const { entries } = index.catalogue;
  return ranked.slice(0, limit).flatMap(({ document }) => entries.get(document)?.id ?? []);
}

interface SimilarPapers {
  readonly ranked: readonly RankedPaper[];
  /** What speaks for the paper that they are close to. */
  readonly concepts: readonly Concept[];
}

/**
 * Papers close in content, never the paper itself: "more like this", a query of the paper's most
 * telling terms by their part of a BM25 score, fused with closeness in meaning where that is on.
 */
async function rankSimilar(index: PaperIndex, id: PaperId): Promise<SimilarPapers> {
  const postings = await index.postings();
  const { statistics, catalogue, meaning } = index;
  const document = catalogue.document(id);
  if (document === undefined) {
    return { ranked: [], concepts: [] };
  }
  const telling = strongestTerms(termWorth(statistics, document), tellingTerms);
  const concepts = telling.map(
    ([number, worth]): Concept => ({
      variants: [{ terms: [number], weight: 1 }],
      weight: worth,
      idf: statistics.idf(number),
      origin: 'typed',
    }),
  );
  const terms = telling.map(([number, weight]) => ({ number, weight }));
  const lexical = scoreTerms(statistics, postings, terms, candidateLimit)
    .filter((other) => other.document !== document)
    .sort(byScore);
  const vector = meaning?.vectors.get(document);
  const near =
    meaning && vector
      ? closest(meaning, vector, (other) => other !== document, candidateLimit)
      : [];
  const meant = near.map((paper) => ({ document: paper.document, score: paper.closeness }));
  return { ranked: fuseScores(lexical, meant, meaningWeight), concepts };
}
