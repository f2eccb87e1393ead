import type { Call } from '../../src/command/define-command.ts';
import type { PaperId } from '../../src/corpus/paper.ts';
import type { ListedPaper } from '../../src/reply/papers/paper-list.ts';
import type { SeenBy } from '../../src/reply/saved/react-to-save.ts';
import { savedMark, sharedMark } from '../../src/reply/saved/saved-marks.ts';
import { libraryOfCall } from './my-save.ts';

/** Says of each paper of a list who saved it here: the reader themselves only where they alone see it. */
export async function markSaved(
  call: Call,
  listed: readonly ListedPaper[],
  seenBy: SeenBy = 'reader',
): Promise<ListedPaper[]> {
  const ids = listed.map(({ paper }) => paper.id);
  const marks = await marksOf(call, ids, seenBy);
  return listed.map((each) => ({ ...each, mark: marks.get(each.paper.id) }));
}

/** The same in words for each paper that somebody saved here. */
export async function marksOf(
  call: Call,
  ids: readonly PaperId[],
  seenBy: SeenBy = 'reader',
): Promise<ReadonlyMap<PaperId, string>> {
  const mark = seenBy === 'reader' ? savedMark : sharedMark;
  return new Map([...(await savedHere(call, ids))].map(([id, by]) => [id, mark(by)]));
}

/** Who reads an answer that its person shares with the channel, or not. */
export function seenByOf({ person }: Call, shared: boolean | undefined): SeenBy {
  return shared ? { sharedBy: person.id } : 'reader';
}

/** Who saved these papers on the shelf of this place. */
export function savedHere(call: Call, ids: readonly PaperId[]) {
  return call.offprint.library.queries.savedBy(libraryOfCall(call), call.person.id, ids);
}
