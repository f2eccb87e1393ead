import type { PaperId } from '../../../corpus/paper.ts';
import type { ShownMessage } from '../../../library/saves/shown-message.ts';

/** A message that shows papers, as a database gives it: its papers are JSON. */
export interface ShownRow {
  readonly id: string;
  readonly channel: string;
  readonly server: string | null;
  readonly person: string | null;
  readonly postedAt: number;
  readonly emoji: string;
  readonly papers: string;
}

/** A row as the library knows it. */
export function shownOf({ server, person, postedAt, papers, ...row }: ShownRow): ShownMessage {
  return {
    ...row,
    postedAt: new Date(postedAt),
    papers: JSON.parse(papers) as PaperId[],
    ...(server !== null && { server }),
    ...(person !== null && { person }),
  };
}
