import { type BuiltProject, buildProject } from '../main/build-project.ts';
import { benchAnswers } from './bench-answers.ts';
import { benchImport } from './bench-import.ts';
import { benchDay } from './day/bench-day.ts';
import { benchDigests } from './digests/bench-digests.ts';
import { benchPosting } from './digests/bench-posting.ts';
import { benchLatency } from './search/bench-latency.ts';
import { vocabulary } from './search/vocabulary.ts';
import { benchGrowth } from './start/bench-growth.ts';
import { benchPlaygroundStart } from './start/bench-playground-start.ts';

/**
 * `npm run bench`: how fast search, imports, the start and the whole bot are, each beside a plain
 * peer. Parts by name: `npm run bench -- import`.
 */
const parts = {
  latency: () => benchLatency(vocabulary(), [474, 10_000, 100_000]),
  import: () => benchImport(vocabulary()),
  digests: () =>
    benchDigests(vocabulary(), [
      { papers: 474, channels: 10 },
      { papers: 474, channels: 1_000 },
      { papers: 10_000, channels: 1_000 },
      { papers: 100_000, channels: 1_000 },
    ]),
  posting: () => withProject((project) => benchPosting(project, 1_000)),
  start: () =>
    withProject(async (project) => {
      await benchPlaygroundStart(project);
      await benchGrowth(project, vocabulary(), [474, 10_000, 100_000]);
    }),
  day: () => benchDay(vocabulary(), 100_000),
  answers: () => withProject(benchAnswers),
};

async function withProject(bench: (project: BuiltProject) => Promise<void>): Promise<void> {
  const project = await buildProject();
  try {
    await bench(project);
  } finally {
    await project.remove();
  }
}

const asked = process.argv.slice(2);
for (const [name, bench] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) {
    await bench();
  }
}
