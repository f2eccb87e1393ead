import type { PaperReader } from '../../corpus/paper-reader.ts';
import { compileFilter } from '../index/paper-filter.ts';
import type { PaperIndex } from '../index/paper-index.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import { explainPaper } from '../ranking/explain.ts';
import { hitsOf, passageWeights } from '../ranking/hits.ts';
import { type Ranking, rankPapers } from '../ranking/rank-papers.ts';
import type { PaperFilter, SearchQuery, SearchResults } from '../search.ts';
import { analyse } from '../text/analyse.ts';
import { correctQuery } from './correct-query.ts';
import { type ParsedQuery, parseQuery } from './parse-query.ts';

/** Hits to return where the query does not say. */
const defaultLimit = 10;

/** Answers a query from one state of the index. */
export async function findPapers(
  papers: PaperReader,
  index: PaperIndex,
  query: SearchQuery,
): Promise<SearchResults> {
  const parsed = parseQuery(query.text);
  const better = query.asTyped ? undefined : correctQuery(parsed.text, index.spelling);
  const searched = better === undefined ? parsed : { ...parsed, text: better };
  const ranking = await rank(papers, index, searched, query.filter);
  const { offset = 0, limit = defaultLimit } = query;
  const hits = await hitsOf(
    papers,
    index,
    ranking.papers.slice(offset, offset + limit),
    passageWeights(index, ranking.concepts),
    query.explain ? (paper) => explainPaper(index, ranking, paper) : undefined,
  );
  const total = ranking.papers.length;
  const nearest = total === 0 ? await nearestTo(papers, index, query, searched) : undefined;
  return {
    hits,
    total,
    ...(better !== undefined && { correctedTo: better }),
    ...(nearest && { nearest }),
  };
}

/** Ranks as of one moment: once more where papers came or went meanwhile. */
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
  return index.changes === changes ? ranking : rank(papers, index, query, filter);
}

async function rankOnce(
  papers: PaperReader,
  index: PaperIndex,
  { text, phrases, excluded }: ParsedQuery,
  filter?: PaperFilter,
): Promise<Ranking> {
  const among = await acceptedBy(index, filter);
  if (text === '') {
    return nothingTyped(index, among);
  }
  const [words, excludedPhrases] = partition(excluded, (part) => analyse(part).terms.length === 1);
  const verify = async (documents: readonly DocumentNumber[]) =>
    verifyPhrases(papers, index, documents, phrases, excludedPhrases);
  return rankPapers(index, {
    text,
    excluded: words.flatMap((word) => analyse(word).terms),
    ...(among && { among }),
    all: phrases.flatMap((phrase) => analyse(phrase).terms),
    ...(phrases.length + excludedPhrases.length > 0 && { verify }),
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
  return { papers, concepts: [], feedback: [], lexical: [], semantic: [], named: new Map() };
}

/** Those in whose texts every phrase stands word for word, and none of the excluded ones. */
async function verifyPhrases(
  papers: PaperReader,
  { catalogue }: PaperIndex,
  documents: readonly DocumentNumber[],
  phrases: readonly string[],
  excluded: readonly string[],
): Promise<DocumentNumber[]> {
  const ids = documents.flatMap((document) => catalogue.entries.get(document)?.id ?? []);
  const found = await papers.papers(ids);
  return found.flatMap((paper) => {
    const text = wordsOf(`${paper.title}\n${paper.searchText}`);
    const stands = (phrase: string) => text.includes(wordsOf(phrase));
    if (!phrases.every(stands) || excluded.some(stands)) {
      return [];
    }
    return catalogue.document(paper.id) ?? [];
  });
}

function wordsOf(text: string): string {
  return ` ${analyse(text).words.join(' ')} `;
}

async function nearestTo(
  papers: PaperReader,
  index: PaperIndex,
  { filter, asTyped }: SearchQuery,
  parsed: ParsedQuery,
): Promise<SearchResults['nearest']> {
  if (filter !== undefined) {
    const { papers: without } = await rank(papers, index, parsed);
    if (without.length > 0) {
      return { withoutFilter: without.length };
    }
  }
  if (parsed.phrases.length + parsed.excluded.length > 0) {
    const plain = { ...parsed, phrases: [], excluded: [] };
    if ((await rank(papers, index, plain, filter)).papers.length > 0) {
      return { query: parsed.text };
    }
  }
  const corrected = asTyped ? correctQuery(parsed.text, index.spelling) : undefined;
  return corrected === undefined ? undefined : { query: corrected };
}

function partition<T>(items: readonly T[], first: (item: T) => boolean): [T[], T[]] {
  return [items.filter(first), items.filter((item) => !first(item))];
}
