import type { Database } from 'better-sqlite3';
import type { PaperId } from '../../../corpus/paper.ts';
import type { Part } from '../../../digest/compose/pick.ts';
import type { Claim, DigestLedger, Outcome } from '../../../digest/post/digest-ledger.ts';
import {
  type EntryRow,
  entryOf,
  jsonOfMore,
  memoryOf,
  moreOfJson,
  type ShownRow,
  waitsFor,
} from '../../rows/digest/ledger-rows.ts';
import { withoutSync } from '../database/without-sync.ts';

interface PaperRow {
  readonly digest: string;
  readonly place: number;
  readonly paper: PaperId;
  readonly part: Part;
  /** The trending score on the day. */
  readonly score: number;
}

const endOfTime = Number.MAX_SAFE_INTEGER;

const columns = `id, destination, day, edition, claimed_at AS claimedAt, last_page AS lastPage,
  message AS messageId, outcome, note,
  (SELECT count(*) FROM digest_papers WHERE digest = id) AS papers`;

/** The digest ledger in SQLite. */
export function createDigestLedger(database: Database): DigestLedger {
  const claim = database.prepare<{
    id: string;
    destination: string;
    day: string;
    edition: number;
    claimedAt: number;
    lastPage: number;
  }>(`
    INSERT INTO digests (id, destination, day, edition, claimed_at, last_page)
    VALUES ($id, $destination, $day, $edition, $claimedAt, $lastPage) ON CONFLICT DO NOTHING
  `);
  const claimAll = database.transaction((claims: readonly Claim[]) =>
    claims.filter(
      ({ claimedAt, ...given }) =>
        claim.run({ ...given, claimedAt: claimedAt.getTime() }).changes === 1,
    ),
  );
  const open = database.prepare<[], EntryRow>(
    `SELECT ${columns} FROM digests WHERE outcome IS NULL ORDER BY claimed_at, id`,
  );
  const entry = database.prepare<[string], EntryRow>(`SELECT ${columns} FROM digests WHERE id = ?`);
  const entries = database.prepare<[string, number], EntryRow>(
    `SELECT ${columns} FROM digests WHERE destination = ? ORDER BY claimed_at DESC, edition DESC LIMIT ?`,
  );
  const complete = database.prepare<{ id: string; outcome: Outcome; note: string | null }>(`
    UPDATE digests SET outcome = $outcome, note = coalesce($note, note)
    WHERE id = $id AND outcome IS NULL
  `);
  const setMessage = database.prepare<{
    id: string;
    messageId: string;
    postedAt: number;
    note: string | null;
  }>(`
    UPDATE digests SET message = $messageId, posted_at = $postedAt, note = $note
    WHERE id = $id AND message IS NULL
  `);
  const addPaper = database.prepare<[PaperRow]>(`
    INSERT INTO digest_papers (digest, place, paper, part, score)
    VALUES ($digest, $place, $paper, $part, $score)
  `);
  const taken = database
    .prepare<{ from: string; to: string }, string>(`
      SELECT DISTINCT destination || ' ' || day FROM digests
      WHERE day BETWEEN $from AND $to AND (edition = 0 OR outcome IS NULL OR outcome = 'posted')
    `)
    .pluck();
  const previous = database.prepare<
    { destination: string; until: number },
    { day: string; at: number; page: number }
  >(`
    SELECT day, claimed_at AS at, last_page AS page FROM digests
    WHERE destination = $destination AND outcome = 'posted' AND claimed_at < $until
    ORDER BY claimed_at DESC LIMIT 1
  `);
  const shownBefore = database.prepare<{ destination: string; until: number }, ShownRow>(`
    SELECT paper, day, score FROM digest_papers JOIN digests ON digests.id = digest
    WHERE destination = $destination AND claimed_at < $until ORDER BY claimed_at
  `);
  const noRoomBefore = database
    .prepare<{ destination: string; until: number; waitsFor: number }, string>(`
      SELECT papers FROM digest_more JOIN digests ON digests.id = digest
      WHERE destination = $destination AND claimed_at < $until AND claimed_at >= (
        SELECT max(claimed_at) - $waitsFor FROM digests
        WHERE destination = $destination AND claimed_at < $until
      )
    `)
    .pluck();
  const dealtWith = database
    .prepare<{ destination: string; before: string }, string | null>(`
      SELECT max(day) FROM digests WHERE destination = $destination AND day < $before
        AND outcome IN ('posted', 'empty', 'unknown')
    `)
    .pluck();
  const more = database
    .prepare<[string], string>('SELECT papers FROM digest_more WHERE digest = ?')
    .pluck();
  const addMore = database.prepare<[digest: string, papers: string]>(
    'INSERT INTO digest_more (digest, papers) VALUES (?, ?)',
  );

  const record = database.transaction(
    (
      digest: string,
      message: { messageId: string; postedAt: number; note: string | null },
      shown: readonly PaperRow[],
      noRoom: string | undefined,
    ) => {
      if (setMessage.run({ id: digest, ...message }).changes === 0) {
        return;
      }
      for (const paper of shown) {
        addPaper.run(paper);
      }
      if (noRoom !== undefined) {
        addMore.run(digest, noRoom);
      }
    },
  );

  return {
    async claim(claims) {
      return claimAll.immediate(claims);
    },

    async openClaims() {
      return open.all().map(entryOf);
    },

    async record(id, { messageId, postedAt, shown, more: left, note }) {
      const papers = shown.map(({ id: paper, part, score }, at) => ({
        digest: id,
        place: at + 1,
        paper,
        part,
        score,
      }));
      const noRoom = await jsonOfMore(left);
      const message = { messageId, postedAt: postedAt.getTime(), note: note ?? null };
      // Without it, the message is found again by its claim, as after a crash.
      withoutSync(database, () => record.immediate(id, message, papers, noRoom));
    },

    async complete(id, outcome, note) {
      withoutSync(database, () => complete.run({ id, outcome, note: note ?? null }));
    },

    async entry(id) {
      const row = entry.get(id);
      return row && entryOf(row);
    },

    async entries(destination, most) {
      return entries.all(destination, most).map(entryOf);
    },

    async lastDealtWith(destination, before) {
      return dealtWith.get({ destination, before }) ?? undefined;
    },

    async claimedDays(from, to) {
      return new Set(taken.all({ from, to }));
    },

    async previousPost(destination, until) {
      const row = previous.get({ destination, until: until?.getTime() ?? endOfTime });
      return row && { day: row.day, at: new Date(row.at), page: row.page };
    },

    async memory(destination, until) {
      const before = { destination, until: until?.getTime() ?? endOfTime };
      return memoryOf(shownBefore.all(before), noRoomBefore.all({ ...before, waitsFor }));
    },

    async moreOf(id) {
      return moreOfJson(more.get(id));
    },
  };
}
