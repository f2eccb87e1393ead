import { findMentioned, findReferred, type NamedPapers } from '../../corpus/find-paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import { compileFilter } from '../index/paper-filter.ts';
import type { PaperIndex } from '../index/paper-index.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import { explainPaper } from '../ranking/explain.ts';
import { hitsOf, passageWeights } from '../ranking/hits.ts';
import type { TermWeights } from '../ranking/passages/term-matches.ts';
import { emptyRanking, type Ranking, rankPapers } from '../ranking/rank-papers.ts';
import type { RankedPaper } from '../ranking/ranked-paper.ts';
import type { PaperFilter, SearchHit, SearchQuery, SearchResults } from '../search.ts';
import { analyse } from '../text/analyse.ts';
import { findAuthor, papersBy, putFirst } from './by-author.ts';
import { correctQuery } from './correct-query.ts';
import type { ParsedQuery } from './syntax/parse-query.ts';
import { readQuery } from './syntax/read-query.ts';
import { requiredWords, type Satisfies, satisfying } from './syntax/satisfy-query.ts';
import { unmentionedWords } from './unmentioned-words.ts';

/** Hits to return where the query does not say. */
const defaultLimit = 10;

/** What was found, but for the hits; how many papers were searched is for the index to say. */
type Findings = Omit<SearchResults, 'hits' | 'searched'>;

/** A query as it was ranked: every page of its hits is read from this. */
export interface RankedQuery {
  readonly findings: Findings;
  /** All papers found, best first, with their scores. */
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
  /** What is asked for, to pick passages by. */
  readonly concepts: readonly TermWeights[];
  /** With `explain`. */
  readonly explain?: (paper: RankedPaper) => readonly string[];
}

/** Ranks for a query in one state of the index. */
export async function rankQuery(
  papers: PaperReader,
  index: PaperIndex,
  query: SearchQuery,
): Promise<RankedQuery> {
  const referred = await findReferred(papers, query.text);
  if (referred) {
    return answerReference(index, query, referred);
  }
  const mentioned = await findMentioned(papers, query.text);
  const isTitle = mentioned.rest !== query.text.trim() && (await papers.paperByTitle(query.text));
  const text = isTitle ? query.text : mentioned.rest;
  const parsed = await readQuery(papers, text);
  if (parsed.problem !== undefined) {
    const { problem } = parsed;
    return rankedQuery(index, query, emptyRanking, { total: 0, matching: 0, problem });
  }
  const author = query.filter?.author ? undefined : await findAuthor(index, text, parsed);
  const isMeant = query.asTyped || author || parsed.condition;
  const better = isMeant ? undefined : correctQuery(parsed.text, index.spelling);
  const searched = better === undefined ? parsed : { ...parsed, text: better };
  const saysMore = parsed.text !== '' || query.text.trim() === '';
  const ranked = saysMore ? await rank(papers, index, searched, query.filter) : emptyRanking;
  const named = [
    ...mentioned.papers.flatMap(({ id }) => index.catalogue.document(id) ?? []),
    ...(author ? papersBy(index.catalogue, author.written) : []),
  ];
  const ranking =
    named.length > 0 ? putFirst(ranked, named, await acceptedBy(index, query.filter)) : ranked;
  const total = ranking.papers.length;
  const unmentioned = author || isTitle ? [] : unmentionedWords(searched.text, index);
  const nearest = total === 0 ? await nearestTo(papers, index, query, searched) : undefined;
  const theirs = ranking.first?.size ?? 0;
  return rankedQuery(index, query, ranking, {
    total,
    matching: ranking.matching,
    ...(unmentioned.length > 0 && { unmentioned }),
    ...(better !== undefined && { correctedTo: better }),
    ...(author && theirs > 0 && { author: { name: author.name, papers: theirs } }),
    ...(mentioned.missing.length > 0 && !isTitle && { missing: mentioned.missing }),
    ...(nearest && { nearest }),
  });
}

/** The page of hits that a query asks for. */
export async function readHits(
  papers: PaperReader,
  index: PaperIndex,
  { offset = 0, limit = defaultLimit }: SearchQuery,
  { documents, scores, concepts, explain }: RankedQuery,
): Promise<SearchHit[]> {
  const page = Array.from(documents.subarray(offset, offset + limit), (document, i) => ({
    document,
    score: scores[offset + i] ?? 0,
  }));
  return hitsOf(papers, index, page, concepts, explain);
}

function rankedQuery(
  index: PaperIndex,
  { explain }: SearchQuery,
  ranking: Ranking,
  findings: Findings,
): RankedQuery {
  return {
    findings,
    documents: Uint32Array.from(ranking.papers, ({ document }) => document),
    scores: Float64Array.from(ranking.papers, ({ score }) => score),
    concepts: passageWeights(index, ranking.concepts),
    ...(explain && { explain: (paper) => explainPaper(index, ranking, paper) }),
  };
}

/** The papers with a number, DOI or address, and no others. */
async function answerReference(
  index: PaperIndex,
  query: SearchQuery,
  { reference, papers: named }: NamedPapers,
): Promise<RankedQuery> {
  const among = await acceptedBy(index, query.filter);
  const known = named.flatMap(({ id }) => index.catalogue.document(id) ?? []);
  const accepted = known.filter((document) => among === undefined || among[document] === 1);
  const ranking: Ranking = {
    ...emptyRanking,
    first: new Set(accepted),
    papers: accepted.map((document) => ({ document, score: 1 })),
    matching: accepted.length,
  };
  const isFilteredOut = accepted.length === 0 && known.length > 0;
  return rankedQuery(index, query, ranking, {
    total: accepted.length,
    matching: accepted.length,
    ...(reference && { reference }),
    ...(isFilteredOut && { nearest: { withoutFilter: known.length } }),
  });
}

/** Ranks as of one moment: once more where papers came or went meanwhile, unless they always do. */
async function rank(
  papers: PaperReader,
  index: PaperIndex,
  query: ParsedQuery,
  filter?: PaperFilter,
): Promise<Ranking> {
  if (filter?.topic !== undefined) {
    await index.topics.ready();
  }
  const { changes } = index;
  const ranking = await rankOnce(papers, index, query, filter);
  return index.changes === changes || index.isBuilding
    ? ranking
    : rank(papers, index, query, filter);
}

async function rankOnce(
  papers: PaperReader,
  index: PaperIndex,
  query: ParsedQuery,
  filter?: PaperFilter,
): Promise<Ranking> {
  const { text, phrases, excluded, condition } = query;
  const among = await acceptedBy(index, filter);
  if (text === '') {
    return nothingTyped(index, among);
  }
  const termsOf = (words: readonly string[]) => words.flatMap((word) => analyse(word).terms);
  const satisfies = satisfying(query);
  return rankPapers(index, {
    text,
    ...(among && { among }),
    ...(phrases.length > 0 && { all: termsOf(phrases) }),
    likely: termsOf(requiredWords(condition)),
    unlikely: termsOf(excluded.filter((word) => analyse(word).terms.length === 1)),
    ...(satisfies && {
      verify: (documents: readonly DocumentNumber[]) => verify(papers, index, documents, satisfies),
    }),
  });
}

/** A byte for each document: whether the filter lets it through. */
async function acceptedBy(
  { authors, catalogue, statistics }: PaperIndex,
  filter?: PaperFilter,
): Promise<Uint8Array | undefined> {
  const asked = filter?.author?.trim();
  const accepts = compileFilter(filter, asked ? (await authors.list()).namesOf(asked) : undefined);
  if (accepts === undefined) {
    return undefined;
  }
  const among = new Uint8Array(statistics.nextDocument);
  for (const [document, entry] of catalogue.entries) {
    among[document] = accepts(entry) ? 1 : 0;
  }
  return among;
}

/** All that the filter lets through, the latest seen first; nothing without a filter. */
function nothingTyped({ catalogue }: PaperIndex, among: Uint8Array | undefined): Ranking {
  const papers = [...catalogue.entries]
    .filter(([document]) => among?.[document] === 1)
    .sort(([a, x], [b, y]) =>
      x.lastSeen === y.lastSeen ? a - b : x.lastSeen < y.lastSeen ? 1 : -1,
    )
    .map(([document]) => ({ document, score: 0 }));
  return { ...emptyRanking, papers, matching: papers.length };
}

async function verify(
  papers: PaperReader,
  { catalogue }: PaperIndex,
  documents: readonly DocumentNumber[],
  satisfies: Satisfies,
): Promise<DocumentNumber[]> {
  const ids = documents.flatMap((document) => catalogue.entries.get(document)?.id ?? []);
  const kept: DocumentNumber[] = [];
  for (const paper of await papers.papers(ids)) {
    if (satisfies([paper.title, paper.searchText])) {
      kept.push(...[catalogue.document(paper.id) ?? []].flat());
    }
    await yieldWhenDue();
  }
  return kept;
}

async function nearestTo(
  papers: PaperReader,
  index: PaperIndex,
  { filter, asTyped }: SearchQuery,
  parsed: ParsedQuery,
): Promise<SearchResults['nearest']> {
  if (filter !== undefined) {
    const { matching } = await rank(papers, index, parsed);
    if (matching > 0) {
      return { withoutFilter: matching };
    }
  }
  if (satisfying(parsed)) {
    const plain = { text: parsed.text, phrases: [], excluded: [] };
    if ((await rank(papers, index, plain, filter)).papers.length > 0) {
      return { query: parsed.text };
    }
  }
  const isMeant = !asTyped && !parsed.condition;
  const corrected = isMeant ? undefined : correctQuery(parsed.text, index.spelling);
  return corrected === undefined ? undefined : { query: corrected };
}
