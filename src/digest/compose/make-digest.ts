import { nextTurn } from '../../corpus/yield-when-due.ts';
import type { SharedReads } from '../gather/shared-reads.ts';
import type { DigestLedger, LedgerEntry } from '../post/digest-ledger.ts';
import { daysCovered } from '../schedule/due-day.ts';
import { localTimeOf, weekdayOfDay } from '../schedule/local-time.ts';
import { personOf, type Schedule } from '../schedule/schedule.ts';
import { type ComposedDigest, composeDigest } from './compose-digest.ts';
import { firstDigestNote } from './first-digest-note.ts';
import { type PreparedDigest, prepareDigest } from './prepare-digest.ts';

type ClaimedDay = Pick<LedgerEntry, 'id' | 'destination' | 'day' | 'edition'> & {
  /** What was posted later is not known yet; everything is known where absent. */
  readonly asOf?: Date;
};

/** A digest that could be posted. */
export interface MadeDigest {
  readonly prepared: PreparedDigest;
  /** Undefined where nothing is to be posted. */
  readonly composed: ComposedDigest | undefined;
}

/** Makes the digest of a claim from what is known now. */
export async function makeDigest(
  { ledger, reads }: { readonly ledger: DigestLedger; readonly reads: SharedReads },
  schedule: Schedule,
  entry: ClaimedDay,
): Promise<MadeDigest> {
  const { destination, day } = entry;
  const previous = await ledger.previousPost(destination, entry.asOf);
  const prepared = await prepareDigest(reads, {
    ...(schedule.server !== undefined && { server: schedule.server }),
    on: day,
    interests: schedule.interests,
    size: schedule.size,
    fromShelf: schedule.shelfDays.includes(weekdayOfDay(day)),
    setUpOn: localTimeOf(schedule.setUpAt, schedule.zone).day,
    previous,
    memory: await ledger.memory(destination, entry.asOf),
  });
  const ids = prepared.papers.map(({ candidate }) => candidate.known.paper.id);
  const saves =
    schedule.server === undefined ? undefined : await reads.saveCounts?.(schedule.server, ids);
  // The first digests of a process take longer: nothing of their code is compiled yet.
  await nextTurn();
  const composed = composeDigest(prepared, {
    claim: entry.id,
    on: day,
    ...(saves && { saves }),
    covers:
      entry.edition === 0
        ? daysCovered(schedule, day, await ledger.lastDealtWith(destination, day))
        : 1,
    ...(previous === undefined && { introduction: firstDigestNote(schedule) }),
    ...(personOf(destination) !== undefined && { heading: 'Papers you follow' }),
  });
  return { prepared, composed };
}
