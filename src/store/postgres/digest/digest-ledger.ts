import type { DigestLedger } from '../../../digest/post/digest-ledger.ts';
import {
  type EntryRow,
  entryOf,
  jsonOfMore,
  memoryOf,
  moreOfJson,
  type ShownRow,
  waitsFor,
} from '../../rows/digest/ledger-rows.ts';
import type { Sql } from '../database/sql.ts';

const endOfTime = Number.MAX_SAFE_INTEGER;

const columns = `id, destination, day, edition, claimed_at AS "claimedAt", last_page AS "lastPage",
  message AS "messageId", outcome, note,
  (SELECT count(*) FROM digest_papers WHERE digest = id) AS papers`;

/** In the order of their ids, so that processes that claim the same never wait for each other. */
const claim = `
  INSERT INTO digests (id, destination, day, edition, claimed_at, last_page)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::bigint[])
    AS claims (id, destination, day, edition, claimed_at, last_page)
  ORDER BY id
  ON CONFLICT DO NOTHING RETURNING id
`;

const record = `
  WITH digest AS (
    UPDATE digests SET message = $2, posted_at = $3, note = $4
    WHERE id = $1 AND message IS NULL RETURNING id
  ), more AS (
    INSERT INTO digest_more (digest, papers)
    SELECT id, $8 FROM digest WHERE $8::text IS NOT NULL
  )
  INSERT INTO digest_papers (digest, place, paper, part, score)
  SELECT digest.id, place, paper, part, score
  FROM digest, unnest($5::text[], $6::text[], $7::float8[]) WITH ORDINALITY
    AS papers (paper, part, score, place)
`;

const complete = `
  UPDATE digests SET outcome = $2, note = coalesce($3::text, note)
  WHERE id = $1 AND outcome IS NULL
`;

const taken = `
  SELECT DISTINCT destination || ' ' || day AS day FROM digests
  WHERE day BETWEEN $1 AND $2 AND (edition = 0 OR outcome IS NULL OR outcome = 'posted')
`;

const dealtWith = `
  SELECT max(day) AS day FROM digests WHERE destination = $1 AND day < $2
    AND outcome IN ('posted', 'empty', 'unknown')
`;

const previous = `
  SELECT day, claimed_at AS at, last_page AS page FROM digests
  WHERE destination = $1 AND outcome = 'posted' AND claimed_at < $2
  ORDER BY claimed_at DESC LIMIT 1
`;

const shownBefore = `
  SELECT paper, day, score FROM digest_papers JOIN digests ON digests.id = digest
  WHERE destination = $1 AND claimed_at < $2 ORDER BY claimed_at, digests.id, place
`;

const noRoomBefore = `
  SELECT papers FROM digest_more JOIN digests ON digests.id = digest
  WHERE destination = $1 AND claimed_at < $2 AND claimed_at >= (
    SELECT max(claimed_at) - $3::bigint FROM digests WHERE destination = $1 AND claimed_at < $2
  )
`;

/** The digest ledger in PostgreSQL; each method is one statement. */
export function createDigestLedger(sql: Sql): DigestLedger {
  async function entriesWhere(where: string, values: readonly unknown[]) {
    const text = `SELECT ${columns} FROM digests WHERE ${where}`;
    return (await sql.query<EntryRow>(text, values)).map(entryOf);
  }

  return {
    async claim(claims) {
      const given = await sql.query<{ id: string }>(claim, [
        claims.map(({ id }) => id),
        claims.map(({ destination }) => destination),
        claims.map(({ day }) => day),
        claims.map(({ edition }) => edition),
        claims.map(({ claimedAt }) => claimedAt.getTime()),
        claims.map(({ lastPage }) => lastPage),
      ]);
      const ids = new Set(given.map(({ id }) => id));
      return claims.filter(({ id }) => ids.delete(id));
    },

    async openClaims() {
      return entriesWhere('outcome IS NULL ORDER BY claimed_at, id', []);
    },

    async record(id, { messageId, postedAt, shown, more, note }) {
      await sql.query(record, [
        id,
        messageId,
        postedAt.getTime(),
        note ?? null,
        shown.map((paper) => paper.id),
        shown.map(({ part }) => part),
        shown.map(({ score }) => score),
        (await jsonOfMore(more)) ?? null,
      ]);
    },

    async complete(id, outcome, note) {
      await sql.query(complete, [id, outcome, note ?? null]);
    },

    async entry(id) {
      return (await entriesWhere('id = $1', [id]))[0];
    },

    async entries(destination, most) {
      const where = 'destination = $1 ORDER BY claimed_at DESC, edition DESC LIMIT $2';
      return entriesWhere(where, [destination, most]);
    },

    async lastDealtWith(destination, before) {
      const rows = await sql.query<{ day: string | null }>(dealtWith, [destination, before]);
      return rows[0]?.day ?? undefined;
    },

    async claimedDays(from, to) {
      const rows = await sql.query<{ day: string }>(taken, [from, to]);
      return new Set(rows.map(({ day }) => day));
    },

    async previousPost(destination, until) {
      const values = [destination, until?.getTime() ?? endOfTime];
      const [row] = await sql.query<{ day: string; at: number; page: number }>(previous, values);
      return row && { ...row, at: new Date(row.at) };
    },

    async memory(destination, until) {
      const before = [destination, until?.getTime() ?? endOfTime];
      const [shown, noRoom] = await Promise.all([
        sql.query<ShownRow>(shownBefore, before),
        sql.query<{ papers: string }>(noRoomBefore, [...before, waitsFor]),
      ]);
      return memoryOf(
        shown,
        noRoom.map(({ papers }) => papers),
      );
    },

    async moreOf(id) {
      const text = 'SELECT papers FROM digest_more WHERE digest = $1';
      return moreOfJson((await sql.query<{ papers: string }>(text, [id]))[0]?.papers);
    },
  };
}
