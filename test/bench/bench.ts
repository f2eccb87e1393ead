import { buildProject } from '../main/build-project.ts';
import { benchAnswers } from './bench-answers.ts';
import { benchStart } from './bench-start.ts';
import { benchLatency } from './search/bench-latency.ts';
import { vocabulary } from './search/vocabulary.ts';

/** `npm run bench`: how fast search, the start and the whole bot are, each beside a plain peer. */
await benchLatency(vocabulary(), [474, 10_000]);
const project = await buildProject();
try {
  await benchStart(project);
  await benchAnswers(project);
} finally {
  await project.remove();
}
