import type { Paper } from '../corpus/paper.ts';
import type { Offprint } from '../offprint.ts';

/** Papers as the JSON that `paper` and `similar` print, as of the newest page. */
export async function hitsAsJson(
  { corpus }: Offprint,
  found: readonly { paper: Paper; score: number }[],
): Promise<string> {
  const { newestPage } = await corpus.overview();
  const hits = found.map(({ paper: { id, recordId, storedTitle: title }, score }) => ({
    id: recordId ?? id,
    title,
    score,
    reasons: [],
  }));
  return JSON.stringify({ as_of: newestPage ?? null, hits });
}
