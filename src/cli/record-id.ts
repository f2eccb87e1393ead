import type { Paper } from '../corpus/paper.ts';

/** The id of a paper in JSON: the one that the record it came with gives it, else our own. */
export function recordIdOf({ recordId, id }: Paper): string {
  return recordId ?? id;
}
