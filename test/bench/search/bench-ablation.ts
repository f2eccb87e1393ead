import { createSearch } from '../../../src/search/create-search.ts';
import { createRandom } from '../../../src/search/random.ts';
import { layers } from '../../../src/search/ranking/layer.ts';
import { createMemoryPapers } from '../../search/memory-papers.ts';
import { ndcgByQuery } from './retrieval-quality.ts';
import { say, table } from './say.ts';
import { judgedCollections, type TestCollection } from './test-collections.ts';

/**
 * What each layer of ranking earns: nDCG@10 with all layers minus without it, on every judged set,
 * with a 95 % bootstrap interval and the p of a two-sided randomisation test over the queries
 * (Smucker et al., "A Comparison of Statistical Significance Tests for IR Evaluation", 2007).
 */
export async function benchAblation(): Promise<void> {
  for (const collection of judgedCollections()) {
    const { name, papers, queries } = collection;
    say(`\n${name}: ${papers.length} papers, ${queries.length} queries`);
    const whole = await scoresOf(collection);
    const rows: (readonly string[])[] = [];
    for (const layer of layers) {
      const without = await scoresOf(collection, layer);
      const gains = whole.map((score, i) => score - (without[i] ?? 0));
      const [low, high] = interval(gains);
      rows.push([
        layer,
        signed(mean(gains)),
        `[${signed(low)}, ${signed(high)}]`,
        chanceOf(gains).toFixed(3),
        String(gains.filter((gain) => gain !== 0).length),
      ]);
    }
    table([`all layers ${mean(whole).toFixed(3)}`, 'gain', '95 %', 'p', 'queries changed'], rows);
  }
}

async function scoresOf(
  collection: TestCollection,
  ...without: readonly (typeof layers)[number][]
): Promise<readonly number[]> {
  const search = createSearch({ papers: createMemoryPapers(collection.papers), without });
  await search.refresh();
  const scores = await ndcgByQuery(collection, async (text) =>
    (await search.find({ text })).hits.map(({ id }) => id),
  );
  await search.close();
  return scores;
}

const rounds = 10_000;

function interval(gains: readonly number[]): [low: number, high: number] {
  const random = createRandom(11);
  const means = Array.from({ length: rounds }, () =>
    mean(gains.map(() => gains[Math.floor(random() * gains.length)] ?? 0)),
  ).sort((a, b) => a - b);
  return [means[rounds * 0.025] ?? 0, means[rounds * 0.975] ?? 0];
}

/** How often a mean as far from zero comes about where each query's sign is thrown. */
function chanceOf(gains: readonly number[]): number {
  const random = createRandom(12);
  const seen = Math.abs(mean(gains));
  const asFar = Array.from({ length: rounds }, () =>
    Math.abs(mean(gains.map((gain) => (random() < 0.5 ? gain : -gain)))),
  ).filter((thrown) => thrown >= seen - 1e-12);
  return asFar.length / rounds;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
