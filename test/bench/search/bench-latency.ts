import type { Paper } from '../../../src/corpus/paper.ts';
import { createSearch } from '../../../src/search/create-search.ts';
import type { SearchResults } from '../../../src/search/search.ts';
import { judgedQueries } from '../../search/judged-queries.ts';
import { createMemoryPapers } from '../../search/memory-papers.ts';
import { plainFts5, plainMiniSearch } from './baselines.ts';
import { type Latency, measureLatency } from './measure-latency.ts';
import { say, table } from './say.ts';
import { syntheticPapers } from './synthetic-papers.ts';

/** The size at which the engines are compared with each other. */
const overlapAt = 10_000;

/**
 * Time to ready, memory, latency and how long the event loop is kept, at growing sizes, beside
 * plain engines; the ratios are to FTS5.
 */
export async function benchLatency(
  vocabulary: readonly Paper[],
  sizes: readonly number[],
): Promise<void> {
  for (const size of sizes) {
    await benchSize(vocabulary, size);
  }
}

async function benchSize(vocabulary: readonly Paper[], size: number): Promise<void> {
  const papers = size === vocabulary.length ? vocabulary : syntheticPapers(vocabulary, size);
  const queries = queriesFrom(papers);
  say(`\n${papers.length} papers, ${queries.length} queries (milliseconds)`);
  const before = await memory();
  const start = performance.now();
  const search = createSearch({ papers: createMemoryPapers(papers) });
  await search.refresh();
  say(
    `ready in ${Math.round(performance.now() - start)} ms; memory ${(await memory()) - before} MB`,
  );

  await search.topics(); // guessed in the background after the start

  const measured: (readonly [string, Latency])[] = [];
  const note = (name: string, latency: Latency) => void measured.push([name, latency]);
  const ours = {
    find: (text: string) => search.find({ text }),
    suggest: (text: string) => search.suggestTitles(text),
  };
  for (const warmUp of queriesFrom(papers.slice(1))) {
    await ours.find(`${warmUp} model`);
  }
  note('ours', await measureLatency(queries, ours.find));
  note('ours, suggestions', await measureLatency(queries.flatMap(typedSoFar), ours.suggest));
  if (size === overlapAt) {
    await sayOverlap(papers, queries, ours.find);
  }
  await search.close();
  for (const open of [plainMiniSearch, plainFts5]) {
    const baseline = open(papers);
    for (const warmUp of queries.slice(0, 20)) {
      baseline.find(warmUp);
    }
    note(baseline.name, await measureLatency(queries, (query) => baseline.find(query)));
    baseline.close();
  }
  const fts5 = measured.at(-1)?.[1];
  table(
    ['', 'p50', 'p99', 'p50 ratio', 'p99 ratio', 'loop kept p99', 'loop kept max'],
    measured.map(([name, { p50, p99, blockedP99, blockedMax }]) => [
      name,
      ...[p50, p99].map((ms) => ms.toFixed(1)),
      ...(fts5 ? [p50 / fts5.p50, p99 / fts5.p99].map((ratio) => ratio.toFixed(1)) : []),
      ...[blockedP99, blockedMax].map((ms) => ms.toFixed(1)),
    ]),
  );
}

/** How many of the ten best are also among the ten best over MiniSearch. */
async function sayOverlap(
  papers: readonly Paper[],
  queries: readonly string[],
  ours: (query: string) => Promise<SearchResults>,
): Promise<void> {
  const search = createSearch({
    papers: createMemoryPapers(papers),
    largeFrom: Number.POSITIVE_INFINITY,
  });
  await search.refresh();
  let shared = 0;
  let found = 0;
  for (const query of queries) {
    const ids = new Set((await ours(query)).hits.map(({ id }) => id));
    const { hits } = await search.find({ text: query });
    found += hits.length;
    shared += hits.filter(({ id }) => ids.has(id)).length;
  }
  await search.close();
  say(
    `top ten of ours and of ours over MiniSearch: ${((10 * shared) / found).toFixed(2)} of 10 in common`,
  );
}

/** The judged queries, and half titles. */
function queriesFrom(papers: readonly Paper[]): string[] {
  const step = Math.max(1, Math.floor(papers.length / 160));
  const titles = papers.filter((_, i) => i % step === 0).slice(0, 160);
  return [
    ...judgedQueries().map(({ query }) => query),
    ...titles.map(({ title }) => title.split(' ').slice(1, 6).join(' ')),
  ];
}

/** What is in the box after each few letters. */
function typedSoFar(query: string): string[] {
  return [1, 3, 6, 10]
    .filter((length) => length <= query.length)
    .map((length) => query.slice(0, length));
}

/** Megabytes in use after a collection (run with --expose-gc for exact figures). */
async function memory(): Promise<number> {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().rss / 2 ** 20);
}
