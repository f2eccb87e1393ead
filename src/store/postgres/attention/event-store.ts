import type { PaperId } from '../../../corpus/paper.ts';
import type { EventStore } from '../../../trending/attention-source.ts';
import {
  type GainRow,
  type ListingRow,
  listingOf,
  type OpenRow,
  openOf,
} from '../../rows/attention/event-rows.ts';
import { isDiskFull } from '../../store-error.ts';
import type { Postgres, Sql } from '../database/sql.ts';
import { recordCounts } from './record-counts.ts';

const moved = `
  SELECT paper FROM listings JOIN pages ON pages.id = listings.page
  WHERE pages.date BETWEEN $1 AND $2 AND pages.bulk = 0
  UNION SELECT paper FROM gains WHERE day BETWEEN $1 AND $2
  ORDER BY paper
`;

const listings = `
  SELECT paper, coalesce(date, read_on) AS day, (date IS NULL)::int AS undated, pages.id AS page, rank,
    (SELECT max(rank) FROM listings AS others WHERE others.page = pages.id) AS papers
  FROM listings JOIN pages ON pages.id = listings.page
  WHERE paper = ANY($1::text[]) AND coalesce(date, read_on) IS NOT NULL AND bulk = 0
  ORDER BY pages.id, rank
`;

const gains = `
  SELECT paper, kind, day, amount FROM gains WHERE paper = ANY($1::text[]) ORDER BY paper, kind, day
`;

const opens = `
  SELECT paper, day, from_search AS "fromSearch" FROM opens
  WHERE server = $1 AND paper = ANY($2::text[]) ORDER BY paper, day, place
`;

const firstListed = `
  SELECT DISTINCT paper FROM listings JOIN pages ON pages.id = listings.page
  WHERE pages.date BETWEEN $1 AND $2 AND pages.bulk <= $3 AND NOT EXISTS (
    SELECT 1 FROM listings AS earlier JOIN pages AS before ON before.id = earlier.page
    WHERE earlier.paper = listings.paper AND before.date < $1 AND before.bulk <= $3
  )
  ORDER BY paper
`;

/** The opens of one paper in one server are counted one after the other. */
const lockOpens = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

const open = `
  INSERT INTO opens (server, paper, day, place, person, from_search)
  SELECT $1::text, $2::text, $3::text, count(*) + 1, $4::text, $5::smallint FROM opens
  WHERE server = $1 AND paper = $2 AND day = $3
  HAVING count(*) < 3
  ON CONFLICT (server, paper, day, person) DO NOTHING
`;

const gain = `
  INSERT INTO gains (paper, kind, day, amount) VALUES ($1, $2, $3, $4)
  ON CONFLICT (paper, kind, day) DO UPDATE SET amount = gains.amount + excluded.amount
`;

/** Attention events in PostgreSQL. */
export function createEventStore(postgres: Postgres): EventStore {
  async function papersOf(text: string, values: readonly unknown[]): Promise<PaperId[]> {
    const rows = await postgres.query<{ paper: PaperId }>(text, values);
    return rows.map(({ paper }) => paper);
  }

  return {
    async movedSince(since, until, whose) {
      return whose === 'everyone' ? papersOf(moved, [since, until]) : [];
    },

    async eventsOf(papers, whose) {
      if (whose !== 'everyone') {
        return (await postgres.query<OpenRow>(opens, [whose.server, papers])).map(openOf);
      }
      const [listed, gained] = await Promise.all([
        postgres.query<ListingRow>(listings, [papers]),
        postgres.query<GainRow>(gains, [papers]),
      ]);
      return [...listed.map(listingOf), ...gained];
    },

    async pageDays(until) {
      const text =
        'SELECT DISTINCT date AS day FROM pages WHERE date IS NOT NULL AND date <= $1 ORDER BY date';
      return (await postgres.query<{ day: string }>(text, [until])).map(({ day }) => day);
    },

    async lastPage() {
      const text = 'SELECT coalesce(max(id), 0) AS page FROM pages';
      return (await postgres.query<{ page: number }>(text))[0]?.page ?? 0;
    },

    async firstListed(from, to, among = 'chosen') {
      return papersOf(firstListed, [from, to, among === 'all' ? 1 : 0]);
    },

    async recordOpen({ paper, server, person, at, fromSearch }) {
      const day = at.toISOString().slice(0, 10);
      const add = async (sql: Sql) => {
        await sql.query(lockOpens, [`${server} ${paper} ${day}`]);
        await sql.query(open, [server, paper, day, person, fromSearch ? 1 : 0]);
      };
      try {
        await postgres.transaction(add, 'read committed');
      } catch (error) {
        // A paper is read all the same where nobody can count it.
        if (!isDiskFull(error)) {
          throw error;
        }
      }
    },

    async recordGain({ paper, kind, day, amount }) {
      await postgres.query(gain, [paper, kind, day, amount]);
    },

    async recordCounts(counts, day) {
      return postgres.transaction((sql) => recordCounts(sql, counts, day), 'read committed');
    },

    async forgetOpeners(before) {
      const text = 'UPDATE opens SET person = NULL WHERE person IS NOT NULL AND day < $1';
      await postgres.query(text, [before]);
    },
  };
}
