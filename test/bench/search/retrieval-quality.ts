import type { PaperId } from '../../../src/corpus/paper.ts';
import type { TestCollection } from './test-collections.ts';

/** Finds the best ten for a query. */
export type Finder = (query: string) => Promise<readonly PaperId[]>;

export interface Quality {
  readonly queries: number;
  /** Mean nDCG@10 with the gain as given and a discount of log2. */
  readonly ndcg: number;
  /** The share of queries whose first paper is relevant. */
  readonly successAt1: number;
}

/** The quality over all queries, and by kind. */
export async function measureQuality(
  { queries }: TestCollection,
  find: Finder,
): Promise<{ all: Quality; byKind: Map<string, Quality> }> {
  const scores: { kind: string; ndcg: number; success: number }[] = [];
  for (const { kind, text, gains } of queries) {
    const found = await find(text);
    const success = gains.has(found[0] ?? ('' as PaperId)) ? 1 : 0;
    scores.push({ kind, ndcg: ndcgAt10(found, gains), success });
  }
  const kinds = new Set(scores.map(({ kind }) => kind));
  const of = (kind: string) => mean(scores.filter((score) => score.kind === kind));
  return { all: mean(scores), byKind: new Map([...kinds].map((kind) => [kind, of(kind)])) };
}

/** The nDCG@10 of each query, in their order. */
export async function ndcgByQuery(
  { queries }: TestCollection,
  find: Finder,
): Promise<readonly number[]> {
  const scores: number[] = [];
  for (const { text, gains } of queries) {
    scores.push(ndcgAt10(await find(text), gains));
  }
  return scores;
}

function mean(scores: readonly { readonly ndcg: number; readonly success: number }[]): Quality {
  const average = (value: (score: { ndcg: number; success: number }) => number) =>
    scores.reduce((sum, score) => sum + value(score), 0) / scores.length;
  return {
    queries: scores.length,
    ndcg: average(({ ndcg }) => ndcg),
    successAt1: average(({ success }) => success),
  };
}

function ndcgAt10(found: readonly PaperId[], gains: ReadonlyMap<PaperId, number>): number {
  const gained = found.map((id) => gains.get(id) ?? 0);
  const ideal = [...gains.values()].sort((a, b) => b - a);
  return discounted(gained) / discounted(ideal);
}

function discounted(gains: readonly number[]): number {
  return gains.slice(0, 10).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
}
