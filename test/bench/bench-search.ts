import { benchAblation } from './search/bench-ablation.ts';
import { benchLatency } from './search/bench-latency.ts';
import { benchQuality } from './search/bench-quality.ts';
import { benchTopics } from './search/bench-topics.ts';
import { vocabulary } from './search/vocabulary.ts';

/**
 * `npm run bench:search`: how good and how fast search is, beside plain MiniSearch and plain FTS5.
 * Parts by name: `npm run bench:search -- quality ablate topics latency`.
 */
const parts = {
  quality: benchQuality,
  ablate: benchAblation,
  topics: benchTopics,
  latency: () => benchLatency(vocabulary(), [474, 10_000, 100_000]),
};

const asked = process.argv.slice(2);
for (const [name, bench] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) {
    await bench();
  }
}
