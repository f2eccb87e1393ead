import type { PaperId } from '../../../corpus/paper.ts';
import type { Memory, Part } from '../../../digest/compose/pick.ts';
import type { LedgerEntry, Outcome, PostRecord } from '../../../digest/post/digest-ledger.ts';

/** A claim and what became of it, as a database gives it. */
export interface EntryRow {
  readonly id: string;
  readonly destination: string;
  readonly day: string;
  readonly edition: number;
  readonly claimedAt: number;
  readonly lastPage: number;
  readonly messageId: string | null;
  readonly outcome: Outcome | null;
  readonly note: string | null;
  readonly papers: number;
}

/** A paper of a digest as it is stored: without a score it had no room. */
export interface DigestPaperRow {
  readonly paper: PaperId;
  readonly part: Part;
  readonly score: number | null;
}

/** A paper of a digest, and the day of that. */
export interface RememberedRow extends DigestPaperRow {
  readonly day: string;
}

/** A row as the digest knows it. */
export function entryOf({ claimedAt, messageId, outcome, note, ...row }: EntryRow): LedgerEntry {
  return {
    ...row,
    claimedAt: new Date(claimedAt),
    ...(messageId !== null && { messageId }),
    ...(outcome !== null && { outcome }),
    ...(note !== null && { note }),
  };
}

/** The papers of a message in their order: those that it shows, then those that had no room. */
export function digestPapersOf({
  shown,
  more,
}: Pick<PostRecord, 'shown' | 'more'>): readonly DigestPaperRow[] {
  const left = more.map((paper) => ({ ...paper, score: null }));
  return [...shown, ...left].map(({ id: paper, part, score }) => ({ paper, part, score }));
}

/** What a destination was shown and what is waiting. @param rows - the oldest digest first. */
export function memoryOf(rows: readonly RememberedRow[]): Memory {
  const waiting = new Map<PaperId, number>();
  for (const { paper, part, score } of rows) {
    if (score === null && part === 'new') {
      waiting.set(paper, (waiting.get(paper) ?? 0) + 1);
    }
  }
  const shown = rows.flatMap(({ paper, score, day }) =>
    score === null ? [] : [[paper, { day, score }] as const],
  );
  return { shown: new Map(shown), waiting };
}
