import type { Clock } from '../../corpus/clock.ts';
import type { PaperId } from '../../corpus/paper.ts';
import { nextTurn, visitInTurns } from '../../corpus/yield-when-due.ts';
import { papersOfMessage } from '../compose/digest-actions.ts';
import type { MadeDigest } from '../compose/make-digest.ts';
import type { PreparedDigest } from '../compose/prepare-digest.ts';
import type { DigestSources } from '../gather/digest-sources.ts';
import type { SharedReads } from '../gather/shared-reads.ts';
import { isInTime } from '../schedule/due-day.ts';
import { momentOf } from '../schedule/local-time.ts';
import { personOf, type Schedule } from '../schedule/schedule.ts';
import { describeLeftOut, describeRefusal } from './describe-outcome.ts';
import type { DigestLedger, LedgerEntry, Outcome, PostRecord } from './digest-ledger.ts';
import type { Poster, Refusal, SentMessage } from './poster.ts';

/**
 * Milliseconds for which a claim is young: Discord still knows its nonce ("the past few minutes"),
 * also at the end of a request that is retried and waits for a rate limit.
 */
const young = 90_000;
/** How much Discord's clock and ours may differ, in milliseconds. */
const clockSkew = 15 * 60_000;
/** Papers taken between two looks at the clock. */
const takenAtOnce = 500;
/** A message is published within this many milliseconds, or not at all. */
const publishWithin = 3_600_000;

/** What bringing a claim to its end needs. */
export interface RunParts {
  readonly ledger: DigestLedger;
  readonly poster: Poster;
  readonly clock: Clock;
  readonly sources: DigestSources;
  /**
   * Told of each message with papers, so that reactions on it mean them. `isFound`: a process that ended may
   * have posted it, and nobody may have heard of what people put on it since.
   */
  readonly messageShown: (message: ShownDigest, by: { readonly isFound: boolean }) => Promise<void>;
}

/** The same, with what many digests share. */
export interface RunWithReads extends RunParts {
  readonly reads: SharedReads;
  /** Makes the digest of a claim; those of one minute one after the other. */
  readonly make: (schedule: Schedule, entry: LedgerEntry) => Promise<MadeDigest>;
}

/** A posted digest and the papers on it. */
export interface ShownDigest {
  readonly id: string;
  readonly channel: string;
  /** Absent in direct messages. */
  readonly server?: string;
  readonly postedAt: Date;
  readonly papers: readonly PaperId[];
}

/** How a claim ended. */
export interface Ending {
  readonly outcome: Outcome;
  /** Where it was refused: by what. */
  readonly refusal?: Refusal;
}

/**
 * Brings a claim to its end from wherever it was left: after the claim, after the post, after the
 * record. Doing so twice posts once.
 * @param isFresh - claimed by this very call, so that nobody of this database can have posted it.
 * @throws where Discord cannot be asked now; the claim stays open.
 */
export async function runClaim(
  run: RunWithReads,
  schedule: Schedule,
  entry: LedgerEntry,
  isFresh: boolean,
): Promise<Ending> {
  const parts: ClaimParts = {
    ...run,
    messageShown: (message) => run.messageShown(message, { isFound: !isFresh }),
  };
  if (entry.messageId !== undefined) {
    return finish(parts, schedule, entry, entry.messageId);
  }
  const digest = await parts.make(schedule, entry);
  const age = parts.clock.now().getTime() - entry.claimedAt.getTime();
  const state: ClaimState = { isFresh, isYoung: age >= 0 && age < young };
  const byNonce = state.isYoung && isAtItsHour(parts, schedule, entry);
  // A message may be there although nothing would be posted any more.
  return byNonce && (isFresh || digest.composed)
    ? post(parts, schedule, entry, digest)
    : lookBack(parts, schedule, entry, digest, state);
}

/** The same for one claim, of which it is known whether its message may have been found. */
interface ClaimParts extends Omit<RunWithReads, 'messageShown'> {
  readonly messageShown: (message: ShownDigest) => Promise<void>;
}

interface ClaimState {
  /** Nobody of this database can have posted it. */
  readonly isFresh: boolean;
  /** Its nonce tells what was posted. */
  readonly isYoung: boolean;
}

/** Longer after its hour another host with the same token may have posted a digest already. */
function isAtItsHour({ clock }: ClaimParts, schedule: Schedule, entry: LedgerEntry): boolean {
  const hour = hourOf(schedule, entry);
  return hour === undefined || clock.now().getTime() - hour.getTime() < young;
}

/** Undefined for what somebody asked for. */
function hourOf({ minute, zone }: Schedule, { edition, day }: LedgerEntry): Date | undefined {
  return edition === 0 ? momentOf(day, minute, zone) : undefined;
}

/** Reads the channel back past the claim's time, and posts only where that proves it is not there. */
async function lookBack(
  parts: ClaimParts,
  schedule: Schedule,
  entry: LedgerEntry,
  digest: MadeDigest,
  { isFresh, isYoung }: ClaimState,
): Promise<Ending> {
  const { ledger, poster, clock } = parts;
  const from = Math.min(
    entry.claimedAt.getTime(),
    hourOf(schedule, entry)?.getTime() ?? Number.POSITIVE_INFINITY,
  );
  const messages = await poster.readBack(entry.destination, new Date(from - clockSkew));
  const found = messages?.find((message) => papersOfMessage(message, entry.id) !== undefined);
  if (found) {
    return keep(parts, schedule, entry, digest.prepared, found);
  }
  const isSure = isFresh || (isYoung && digest.composed !== undefined);
  if (messages === undefined && !isSure) {
    return end(ledger, entry, 'unknown');
  }
  const inTime = entry.edition === 0 && isInTime(schedule, entry.day, clock.now());
  if (!inTime && !isYoung) {
    return end(ledger, entry, 'missed');
  }
  return post(parts, schedule, entry, digest);
}

async function post(
  parts: ClaimParts,
  schedule: Schedule,
  entry: LedgerEntry,
  { prepared, composed }: MadeDigest,
): Promise<Ending> {
  if (!composed) {
    return end(parts.ledger, entry, 'empty', describeLeftOut(prepared, 0));
  }
  const posting = await parts.poster.post(entry.destination, composed.reply, entry.id);
  if ('sent' in posting) {
    return keep(parts, schedule, entry, prepared, posting.sent);
  }
  await parts.ledger.complete(entry.id, 'refused', describeRefusal(posting.refused));
  return { outcome: 'refused', refusal: posting.refused };
}

/** Keeps what the message says, which another host may have composed, and ends the claim. */
async function keep(
  parts: ClaimParts,
  schedule: Schedule,
  entry: LedgerEntry,
  prepared: PreparedDigest,
  sent: SentMessage,
): Promise<Ending> {
  const { ledger, reads, messageShown } = parts;
  const shown = papersOfMessage(sent, entry.id) ?? [];
  const ids = shown.map(({ id }) => id);
  const { server } = schedule;
  const person = personOf(schedule.destination);
  const attention = await reads.trending.attention(ids, {
    ...(server !== undefined && { server }),
    on: entry.day,
  });
  const more = await noRoomFor(prepared, ids);
  await messageShown({
    id: sent.id,
    channel: sent.channel,
    ...(server !== undefined && { server }),
    ...(person !== undefined && { person }),
    postedAt: sent.sentAt,
    papers: ids,
  });
  await ledger.record(entry.id, {
    messageId: sent.id,
    postedAt: sent.sentAt,
    shown: shown.map((paper) => ({ ...paper, score: attention.get(paper.id)?.score ?? 0 })),
    more,
    note: describeLeftOut(prepared, more.length),
  });
  return finish(parts, schedule, entry, sent.id);
}

/** What would have gone in and is not shown: at times tens of thousands of papers. */
async function noRoomFor(
  { papers, more }: PreparedDigest,
  shown: readonly PaperId[],
): Promise<PostRecord['more']> {
  const left: PostRecord['more'][number][] = [];
  await nextTurn();
  await visitInTurns([...papers, ...more], takenAtOnce, ({ candidate, part }) => {
    const { id } = candidate.known.paper;
    if (!shown.includes(id)) {
      left.push({ id, part });
    }
  });
  return left;
}

async function finish(
  { ledger, poster, clock }: ClaimParts,
  schedule: Schedule,
  entry: LedgerEntry,
  messageId: string,
): Promise<Ending> {
  const isLate = clock.now().getTime() - entry.claimedAt.getTime() > publishWithin;
  if (schedule.publish && !isLate) {
    await poster.publish(entry.destination, messageId);
  }
  return end(ledger, entry, 'posted');
}

async function end(
  ledger: DigestLedger,
  { id }: LedgerEntry,
  outcome: Outcome,
  note?: string,
): Promise<Ending> {
  await ledger.complete(id, outcome, note);
  return { outcome };
}
