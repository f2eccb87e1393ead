import { type Naming, namings } from '../index/names-of.ts';
import type { PaperIndex } from '../index/paper-index.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import { gap, type TermNumber } from '../index/terms/term-sequence.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import { type Closeness, closest } from '../meaning/meaning.ts';
import { type Concept, conceptsOf, knownTerm } from '../query/query-concepts.ts';
import { idleTerms } from '../query/words-of-asking.ts';
import { analyse } from '../text/analyse.ts';
import { fuseScores } from './fuse-scores.ts';
import { type LexicalScore, rankLexically } from './rank-lexically.ts';
import { byScore, type RankedPaper } from './ranked-paper.ts';
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

/** How many of the engine's best are ranked. */
export const candidateLimit = 200;
/** How much meaning counts at most, the words of the query counting 1. */
const meaningWeight = 0.5;
const meaningWeightPerWord = 0.05;
/** Mean topicality of a query whose meaning says nothing, and of one whose meaning says all it can. */
const [plainWords, topicalWords] = [0.7, 1.1];

/** The papers that answer a query, best first: the layers one after the other. */
export async function rankPapers(index: PaperIndex, request: RankRequest): Promise<Ranking> {
  const { statistics, names, without } = index;
  const meaning = without.has('meaning') ? undefined : index.meaning;
  const concepts = conceptsOf(request.text, index);
  const query = analyse(request.text).terms.map(
    (term) => statistics.number(knownTerm(term, statistics)) ?? gap,
  );
  const { among } = request;
  const accepts = (document: DocumentNumber) => among === undefined || among[document] === 1;

  const vector = meaning && (await meaning.encoder.encode([{ text: request.text }]))[0];
  const found = await candidatesFor(index, concepts, request);
  const naming = without.has('name') ? [] : names.named(request.text);
  const named = new Map([...naming].filter(([document]) => accepts(document)));
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
  const fused = nameFirst(fuse(lexical, semantic, meaningShare(query, statistics)), meant);
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

/**
 * How much the meaning of a query counts: more with each word, less where the words are not those
 * that papers are about. What plain words mean together is noise in a space learned from abstracts.
 */
function meaningShare(query: readonly TermNumber[], statistics: TermStatistics): number {
  const known = query.filter((term) => statistics.frequency(term) > 0);
  const topicality = known.reduce((sum, term) => sum + statistics.topicality(term), 0);
  const trust = (topicality / (known.length || 1) - plainWords) / (topicalWords - plainWords);
  const words = query.length * Math.min(1, Math.max(0, trust));
  return Math.min(meaningWeight, meaningWeightPerWord * words);
}

/** One ranking of the two; `share` is what closeness in meaning counts, words counting 1. */
function fuse(
  lexical: readonly LexicalScore[],
  semantic: readonly Closeness[],
  share: number,
): RankedPaper[] {
  const meant = semantic.map(({ document, closeness }) => ({ document, score: closeness }));
  return fuseScores(lexical, meant, share);
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
