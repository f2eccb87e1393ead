import { type Naming, namings } from '../index/names.ts';
import type { PaperIndex } from '../index/paper-index.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import { gap, type TermNumber } from '../index/term-statistics.ts';
import { type Closeness, closest } from '../meaning/meaning.ts';
import { type Concept, conceptsOf, knownTerm } from '../query/query-concepts.ts';
import { idleTerms } from '../query/words-of-asking.ts';
import { analyse } from '../text/analyse.ts';
import { feedbackConcepts, feedbackWeight } from './feedback.ts';
import { fuseScores } from './fuse-scores.ts';
import { scoreProximity } from './proximity.ts';
import { scoreConcepts } from './score-concepts.ts';

/** What to rank for, and among which papers. */
export interface RankRequest {
  readonly text: string;
  /** Terms that must all be in a paper. */
  readonly all?: readonly string[];
  /** Terms whose papers `verify` is likely to turn down: those without are looked for, too. */
  readonly unlikely?: readonly string[];
  /** Terms that all papers that `verify` lets through are likely to have: those are looked for, too. */
  readonly likely?: readonly string[];
  /** A byte for each document, 0 where it may not be found. */
  readonly among?: Uint8Array;
  /** A last look at the papers found, where it needs more than the index. */
  readonly verify?: (documents: readonly DocumentNumber[]) => Promise<readonly DocumentNumber[]>;
}

/** A candidate with its score and the parts of it. */
export interface RankedPaper {
  readonly document: DocumentNumber;
  readonly score: number;
}

/** The papers, best first, and the layers that ranked them. */
export interface Ranking {
  readonly papers: readonly RankedPaper[];
  readonly concepts: readonly Concept[];
  readonly feedback: readonly Concept[];
  readonly lexical: readonly LexicalScore[];
  readonly semantic: readonly Closeness[];
  readonly named: ReadonlyMap<DocumentNumber, Naming>;
  /** How many of the papers have something of what was typed; the others are close in meaning only. */
  readonly matching: number;
  /** By the author, or with the number, DOI or address that was typed. */
  readonly first?: ReadonlySet<DocumentNumber>;
}

/** A ranking of nothing. */
export const emptyRanking: Ranking = {
  papers: [],
  concepts: [],
  feedback: [],
  lexical: [],
  semantic: [],
  named: new Map(),
  matching: 0,
};

/** What the words of the query give a paper, and the sum of it. */
export interface LexicalScore extends RankedPaper {
  readonly bm25: number;
  readonly proximity: number;
  readonly feedback: number;
}

/** How many of the engine's best are ranked. */
export const candidateLimit = 200;
/** How much meaning counts at most, the words of the query counting 1. */
const meaningWeight = 0.5;
const meaningWeightPerWord = 0.05;

/** The papers that answer a query, best first: the layers one after the other. */
export async function rankPapers(index: PaperIndex, request: RankRequest): Promise<Ranking> {
  const { statistics, names, meaning } = index;
  const concepts = conceptsOf(request.text, index);
  const query = analyse(request.text).terms.map(
    (term) => statistics.number(knownTerm(term, statistics)) ?? gap,
  );
  const { among } = request;
  const accepts = (document: DocumentNumber) => among === undefined || among[document] === 1;

  const vector = meaning && (await meaning.encoder.encode([{ text: request.text }]))[0];
  const found = await candidatesFor(index, concepts, request);
  const named = new Map([...names.named(request.text)].filter(([document]) => accepts(document)));
  const near =
    meaning && vector && request.verify && request.all === undefined
      ? closest(meaning, vector, accepts, candidateLimit)
      : [];
  const candidates = [
    ...new Set([...found, ...named.keys(), ...near.map(({ document }) => document)]),
  ];
  const verified = request.verify ? await request.verify(candidates) : candidates;

  // The engine may know papers that are not here yet.
  const isKnown = (document: DocumentNumber) => statistics.sequence(document) !== undefined;
  const known = verified.filter(isKnown);
  const { ranked: lexical, feedback } = rankLexically(index, known, concepts, query);
  const mayMean = request.verify ? oneOf(verified) : accepts;
  const semantic = meaning && vector ? closest(meaning, vector, mayMean, candidateLimit) : [];
  const isVerified = request.verify ? mayMean : accepts;
  const meant = new Map([...named].filter(([document]) => isVerified(document)));
  const fused = nameFirst(fuse(lexical, semantic, query.length), meant);
  const matches = new Set([...meant.keys(), ...matchesOf(index, lexical, concepts)]);
  const papers = fused.filter(({ document }) => matches.has(document));
  const close = fused.filter(({ document }) => !matches.has(document));
  return {
    papers: [...papers, ...close],
    concepts,
    feedback,
    lexical,
    semantic,
    named: meant,
    matching: papers.length,
  };
}

function oneOf(documents: readonly DocumentNumber[]): (document: DocumentNumber) => boolean {
  const set = new Set(documents);
  return (document) => set.has(document);
}

async function candidatesFor(
  { engine, statistics }: PaperIndex,
  concepts: readonly Concept[],
  { among, all = [], likely = [], unlikely = [] }: RankRequest,
): Promise<readonly DocumentNumber[]> {
  const numbers = new Set(
    concepts.flatMap(({ variants }) => variants.flatMap(({ terms }) => terms)),
  );
  const query = {
    any: Array.from(numbers, (number) => statistics.term(number)),
    all,
    limit: candidateLimit,
    ...(among && { among }),
  };
  const found = [await engine.search(query)];
  if (unlikely.length > 0) {
    found.push(await engine.search({ ...query, none: unlikely }));
  }
  if (likely.length > 0) {
    found.push(await engine.search({ ...query, all: likely }));
  }
  return [...new Set(found.flat())];
}

function rankLexically(
  { statistics }: PaperIndex,
  candidates: readonly DocumentNumber[],
  concepts: readonly Concept[],
  query: readonly TermNumber[],
): { ranked: LexicalScore[]; feedback: readonly Concept[] } {
  const bm25 = scoreConcepts(statistics, candidates, concepts);
  const proximity = scoreProximity(statistics, candidates, query);
  const first = candidates
    .map((document, i) => ({ document, score: (bm25[i] ?? 0) + (proximity[i] ?? 0) }))
    .filter(({ score }) => score > 0)
    .sort(byScore);
  const feedback = feedbackConcepts(statistics, first);
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

/** The papers that have a word, acronym or term of what was typed, and not only of how it was asked. */
function matchesOf(
  { statistics }: PaperIndex,
  lexical: readonly LexicalScore[],
  concepts: readonly Concept[],
): DocumentNumber[] {
  const idle = new Set(Array.from(idleTerms, (term) => statistics.number(term)));
  const telling = concepts.filter(
    ({ origin, variants: [first] }) => origin !== 'typed' || !idle.has(first?.terms[0]),
  );
  const found = lexical.filter(({ bm25 }) => bm25 > 0).map(({ document }) => document);
  if (telling.length === concepts.length) {
    return found;
  }
  const scores = scoreConcepts(statistics, found, telling);
  return found.filter((_, at) => (scores[at] ?? 0) > 0);
}

/** One ranking of the two. The more words a query has, the more their meaning together says. */
function fuse(
  lexical: readonly LexicalScore[],
  semantic: readonly Closeness[],
  words: number,
): RankedPaper[] {
  const scores = fuseScores(
    lexical.map(({ document, score }) => ({ item: document, score })),
    semantic.map(({ document, closeness }) => ({ item: document, score: closeness })),
    Math.min(meaningWeight, meaningWeightPerWord * words),
  );
  return Array.from(scores, ([document, score]) => ({ document, score })).sort(byScore);
}

/** Papers that the query names exactly come before all others. */
function nameFirst(
  papers: RankedPaper[],
  named: ReadonlyMap<DocumentNumber, Naming>,
): RankedPaper[] {
  if (named.size === 0) {
    return papers;
  }
  const top = papers[0]?.score ?? 1;
  return papers
    .map(({ document, score }) => {
      const naming = named.get(document);
      const bonus = naming === undefined ? 0 : namings.length - namings.indexOf(naming);
      return { document, score: score + top * bonus };
    })
    .sort(byScore);
}

/** Best first; of two as good, the one taken in earlier. */
export function byScore(a: RankedPaper, b: RankedPaper): number {
  return b.score - a.score || a.document - b.document;
}
