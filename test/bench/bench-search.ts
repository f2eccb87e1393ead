import type { Paper } from '../../src/corpus/paper.ts';
import { withoutRealPages } from '../corpus/real-pages.ts';
import { realPapers, starterPapers } from '../search/real-papers.ts';
import { benchLatency } from './search/bench-latency.ts';
import { benchQuality } from './search/bench-quality.ts';
import { benchTopics } from './search/bench-topics.ts';

/**
 * `npm run bench:search`: how good and how fast search is, beside plain MiniSearch and plain FTS5.
 * Parts by name: `npm run bench:search -- quality topics latency`.
 */
const parts = {
  quality: benchQuality,
  topics: benchTopics,
  latency: () => benchLatency(vocabulary()),
};

const asked = process.argv.slice(2);
for (const [name, bench] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) await bench();
}

/** Papers whose words the synthetic ones are made of. */
function vocabulary(): readonly Paper[] {
  if (!withoutRealPages) return realPapers('without starter');
  return starterPapers().map(({ tldr = '', ...paper }) => ({ ...paper, abstract: tldr }));
}
