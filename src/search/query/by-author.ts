import type { Catalogue } from '../index/catalogue.ts';
import type { PaperIndex } from '../index/paper-index.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import type { Ranking } from '../ranking/rank-papers.ts';
import type { NamedAuthor } from '../suggest/authors.ts';
import { stemOf } from '../text/analyse.ts';
import type { ParsedQuery } from './syntax/parse-query.ts';

/** The author whose name a query is; a query with quotes, minus, AND or OR is none. */
export async function findAuthor(
  { authors, statistics }: PaperIndex,
  typed: string,
  { phrases, excluded, condition }: ParsedQuery,
): Promise<NamedAuthor | undefined> {
  if (phrases.length + excluded.length > 0 || condition) {
    return undefined;
  }
  const mentions = (word: string) => {
    const number = statistics.number(stemOf(word));
    return number === undefined ? 0 : statistics.frequency(number);
  };
  return (await authors.list()).named(typed, mentions);
}

/** The papers by whoever is written so, the latest seen first. */
export function papersBy({ entries }: Catalogue, written: ReadonlySet<string>): DocumentNumber[] {
  if (written.size === 0) {
    return [];
  }
  return [...entries]
    .filter(([, { authors }]) => authors.some((name) => written.has(name)))
    .sort(([a, x], [b, y]) =>
      x.lastSeen === y.lastSeen ? a - b : x.lastSeen < y.lastSeen ? 1 : -1,
    )
    .map(([document]) => document);
}

/** These papers first, as far as the filter lets them through, and then the others as ranked. */
export function putFirst(
  ranking: Ranking,
  documents: readonly DocumentNumber[],
  among: Uint8Array | undefined,
): Ranking & { readonly first: ReadonlySet<DocumentNumber> } {
  const first = documents.filter((document) => among === undefined || among[document] === 1);
  const known = new Set(first);
  const top = Math.max(1, ranking.papers[0]?.score ?? 0);
  const papers = [
    ...first.map((document, i) => ({ document, score: top * (2 - i / first.length) })),
    ...ranking.papers.filter(({ document }) => !known.has(document)),
  ];
  const others = ranking.papers.slice(0, ranking.matching);
  const matching = first.length + others.filter(({ document }) => !known.has(document)).length;
  return { ...ranking, papers, matching, first: known };
}
