import type { PaperId } from '../../../corpus/paper.ts';
import { visitInTurns, yieldWhenDue } from '../../../corpus/yield-when-due.ts';
import type { Memory, Part, Shown } from '../../../digest/compose/pick.ts';
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

/** A paper that a digest showed, and the day of that. */
export interface ShownRow {
  readonly paper: PaperId;
  readonly day: string;
  readonly score: number;
}

/** Papers of one part that had no room, one after the other. */
type Run = readonly [part: Part, ...papers: PaperId[]];

/** Papers taken between two looks at the clock: a digest may have tens of thousands. */
const atOnce = 500;

/** Milliseconds for which a paper that had no room is remembered: it is new for two weeks. */
export const waitsFor = 28 * 86_400_000;

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

/** What had no room as the JSON that is stored; undefined where everything had. */
export async function jsonOfMore(more: PostRecord['more']): Promise<string | undefined> {
  const runs: [Part, ...PaperId[]][] = [];
  await visitInTurns(more, atOnce, ({ id, part }) => {
    const last = runs.at(-1);
    if (last?.[0] === part) {
      last.push(id);
    } else {
      runs.push([part, id]);
    }
  });
  const json = runs.length > 0 ? JSON.stringify(runs) : undefined;
  await yieldWhenDue();
  return json;
}

/** The papers that had no room, in their order. */
export function moreOfJson(json: string | undefined): PaperId[] {
  return runsOf(json ?? '[]').flatMap(([, ...papers]) => papers);
}

/**
 * What a destination was shown and what is waiting.
 * @param shown - the oldest digest first.
 * @param noRoom - of each digest, as stored.
 */
export async function memoryOf(
  shown: readonly ShownRow[],
  noRoom: readonly string[],
): Promise<Memory> {
  const lastShown = new Map<PaperId, Shown>();
  for (const { paper, day, score } of shown) {
    lastShown.set(paper, { day, score });
  }
  const waiting = new Map<PaperId, number>();
  for (const json of noRoom) {
    for (const [part, ...papers] of runsOf(json)) {
      await visitInTurns(part === 'new' ? papers : [], atOnce, (paper) => {
        waiting.set(paper, (waiting.get(paper) ?? 0) + 1);
      });
    }
  }
  return { shown: lastShown, waiting };
}

function runsOf(json: string): readonly Run[] {
  return JSON.parse(json) as readonly Run[];
}
