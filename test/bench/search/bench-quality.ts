import { createSearch } from '../../../src/search/create-search.ts';
import type { Search } from '../../../src/search/search.ts';
import { createMemoryPapers } from '../../search/memory-papers.ts';
import { plainFts5, plainMiniSearch } from './baselines.ts';
import { type Finder, measureQuality, type Quality } from './retrieval-quality.ts';
import { say, table } from './say.ts';
import { judgedCollections, type TestCollection } from './test-collections.ts';

/** nDCG@10 of our layers and of the plain engines; the overlap of the two engines below them. */
export async function benchQuality(): Promise<void> {
  const collections = judgedCollections();
  if (collections.length === 0) {
    say('Quality: no collection found (../shared/benchmarks/ir, ../shared/corpus/pages)');
  }
  for (const collection of collections) {
    await benchCollection(collection);
  }
}

async function benchCollection(collection: TestCollection): Promise<void> {
  say(
    `\n${collection.name}: ${collection.papers.length} papers, ${collection.queries.length} queries`,
  );
  const papers = createMemoryPapers(collection.papers);
  const searches = {
    'ours without meaning': createSearch({ papers, encoder: 'none' }),
    'ours with latent semantics': createSearch({ papers }),
    'ours over its own postings, without meaning': createSearch({
      papers,
      encoder: 'none',
      largeFrom: 0,
    }),
  };
  const rows: (readonly string[])[] = [];
  const note = async (name: string, find: Finder) => {
    const { all, byKind } = await measureQuality(collection, find);
    rows.push([name, figure(all.ndcg), figure(all.successAt1), kinds(byKind)]);
  };
  for (const baseline of [plainMiniSearch(collection.papers), plainFts5(collection.papers)]) {
    await note(baseline.name, async (query) => baseline.find(query));
    baseline.close();
  }
  for (const [name, search] of Object.entries(searches)) {
    await search.refresh();
    await note(name, finderOf(search));
  }
  table(['', 'nDCG@10', 'success@1', 'by kind: nDCG@10, success@1'], rows);
  const shared = await overlap(
    collection,
    finderOf(searches['ours without meaning']),
    finderOf(searches['ours over its own postings, without meaning']),
  );
  say(
    `top ten over MiniSearch and over our own postings have ${(10 * shared).toFixed(2)} papers of 10 in common`,
  );
  for (const search of Object.values(searches)) {
    await search.close();
  }
}

function finderOf(search: Search): Finder {
  return async (text) => (await search.find({ text })).hits.map(({ id }) => id);
}

async function overlap({ queries }: TestCollection, one: Finder, other: Finder): Promise<number> {
  let sum = 0;
  for (const { text } of queries) {
    const [a, b] = [await one(text), new Set(await other(text))];
    sum += a.length === 0 ? 1 : a.filter((id) => b.has(id)).length / a.length;
  }
  return sum / queries.length;
}

function kinds(byKind: ReadonlyMap<string, Quality>): string {
  if (byKind.size === 1) {
    return '';
  }
  return [...byKind]
    .map(([kind, { ndcg, successAt1 }]) => `${kind} ${figure(ndcg)}, ${successAt1.toFixed(2)}`)
    .join(' · ');
}

function figure(value: number): string {
  return value.toFixed(3);
}
