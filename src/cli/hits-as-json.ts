import type { Paper } from '../corpus/paper.ts';
import type { Offprint } from '../offprint.ts';
import { recordIdOf } from './record-id.ts';

/** Papers as the JSON that `paper` and `similar` print, as of the newest page. */
export async function hitsAsJson(
  { corpus }: Offprint,
  found: readonly { paper: Paper; score: number }[],
): Promise<string> {
  const { newestPage } = await corpus.overview();
  const hits = found.map(({ paper, score }) => ({
    id: recordIdOf(paper),
    title: paper.storedTitle,
    score,
    reasons: [],
  }));
  return JSON.stringify({ as_of: newestPage ?? null, hits });
}
