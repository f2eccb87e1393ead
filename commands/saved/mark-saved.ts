import type { PaperId } from '../../src/corpus/paper.ts';
import type { Call } from '../../src/discord/define-command.ts';
import type { ListedPaper } from '../../src/reply/paper-list.ts';
import { savedMark, sharedMark } from '../../src/reply/saved-marks.ts';
import { shelfOfCall } from './my-save.ts';

/** Says of each paper of a list who saved it here: the reader themselves only where they alone see it. */
export async function markSaved(
  call: Call,
  listed: readonly ListedPaper[],
  seenBy: 'reader' | 'everybody' = 'reader',
): Promise<ListedPaper[]> {
  const ids = listed.map(({ paper }) => paper.id);
  const saved = await savedHere(call, ids);
  const mark = seenBy === 'reader' ? savedMark : sharedMark;
  return listed.map((each) => {
    const by = saved.get(each.paper.id);
    return by ? { ...each, mark: mark(by) } : each;
  });
}

/** Who saved these papers on the shelf of this place. */
export function savedHere(call: Call, ids: readonly PaperId[]) {
  return call.offprint.library.reading.savedBy(shelfOfCall(call), call.person.id, ids);
}
