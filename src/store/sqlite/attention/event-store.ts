import type { Database } from 'better-sqlite3';
import type { Day, PaperId } from '../../../corpus/paper.ts';
import type { Count, EventStore } from '../../../trending/attention-source.ts';
import {
  type GainRow,
  type ListingRow,
  listingOf,
  type OpenRow,
  openOf,
} from '../../rows/attention/event-rows.ts';
import { isDiskFull } from '../../store-error.ts';
import { withoutSync } from '../database/without-sync.ts';

/** Attention events in SQLite. */
export function createEventStore(database: Database): EventStore {
  const moved = database
    .prepare<{ since: string; until: string }, PaperId>(`
      SELECT paper FROM listings JOIN pages ON pages.id = listings.page
      WHERE pages.date BETWEEN $since AND $until AND pages.bulk = 0
      UNION SELECT paper FROM gains WHERE day BETWEEN $since AND $until
    `)
    .pluck();
  const listings = database.prepare<[string], ListingRow>(`
    SELECT paper, coalesce(date, read_on) AS day, date IS NULL AS undated, pages.id AS page, rank,
      (SELECT max(rank) FROM listings AS others WHERE others.page = pages.id) AS papers
    FROM listings JOIN pages ON pages.id = listings.page
    WHERE paper IN (SELECT value FROM json_each(?)) AND coalesce(date, read_on) IS NOT NULL
      AND bulk = 0
  `);
  const gains = database.prepare<[string], GainRow>(`
    SELECT paper, kind, day, amount FROM gains
    WHERE paper IN (SELECT value FROM json_each(?))
  `);
  const opens = database.prepare<{ papers: string; server: string }, OpenRow>(`
    SELECT paper, day, from_search AS fromSearch FROM opens
    WHERE server = $server AND paper IN (SELECT value FROM json_each($papers))
  `);
  const pageDays = database
    .prepare<[string], string>(
      'SELECT DISTINCT date FROM pages WHERE date IS NOT NULL AND date <= ? ORDER BY date',
    )
    .pluck();
  const lastPage = database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM pages').pluck();
  const firstListed = database
    .prepare<{ from: string; to: string; bulk: 0 | 1 }, PaperId>(`
      SELECT DISTINCT paper FROM listings JOIN pages ON pages.id = listings.page
      WHERE pages.date BETWEEN $from AND $to AND pages.bulk <= $bulk AND NOT EXISTS (
        SELECT 1 FROM listings AS earlier JOIN pages AS before ON before.id = earlier.page
        WHERE earlier.paper = listings.paper AND before.date < $from AND before.bulk <= $bulk
      )
      ORDER BY paper
    `)
    .pluck();
  const open = database.prepare<{
    server: string;
    paper: string;
    day: string;
    person: string;
    fromSearch: 0 | 1;
  }>(`
    INSERT INTO opens (server, paper, day, place, person, from_search)
    SELECT $server, $paper, $day, count(*) + 1, $person, $fromSearch FROM opens
    WHERE server = $server AND paper = $paper AND day = $day
    HAVING count(*) < 3
    ON CONFLICT (server, paper, day, person) DO NOTHING
  `);
  const gain = database.prepare<{ paper: string; kind: string; day: string; amount: number }>(`
    INSERT INTO gains (paper, kind, day, amount) VALUES ($paper, $kind, $day, $amount)
    ON CONFLICT DO UPDATE SET amount = amount + excluded.amount
  `);
  const lastCount = database
    .prepare<[string, string], number>('SELECT amount FROM counts WHERE paper = ? AND kind = ?')
    .pluck();
  const keepCount = database.prepare<Count>(`
    INSERT INTO counts (paper, kind, amount) VALUES ($paper, $kind, $amount)
    ON CONFLICT (paper, kind) DO UPDATE SET amount = excluded.amount
  `);
  const recordAll = database.transaction((counts: readonly Count[], day: Day) => {
    let gains = 0;
    for (const { paper, kind, amount } of counts) {
      const before = lastCount.get(paper, kind);
      keepCount.run({ paper, kind, amount });
      // What was counted first is no gain: it may have come over months.
      if (before !== undefined && amount > before) {
        gain.run({ paper, kind, day, amount: amount - before });
        gains += 1;
      }
    }
    return gains;
  });
  const forget = database.prepare<[string]>(
    'UPDATE opens SET person = NULL WHERE person IS NOT NULL AND day < ?',
  );

  return {
    async movedSince(since, until, whose) {
      return whose === 'everyone' ? moved.all({ since, until }) : [];
    },

    async eventsOf(papers, whose) {
      const ids = JSON.stringify(papers);
      return whose === 'everyone'
        ? [...listings.all(ids).map(listingOf), ...gains.all(ids)]
        : opens.all({ papers: ids, server: whose.server }).map(openOf);
    },

    async pageDays(until) {
      return pageDays.all(until);
    },

    async lastPage() {
      return lastPage.get() ?? 0;
    },

    async firstListed(from, to, among = 'chosen') {
      return firstListed.all({ from, to, bulk: among === 'all' ? 1 : 0 });
    },

    async recordOpen({ paper, server, person, at, fromSearch }) {
      const day = at.toISOString().slice(0, 10);
      const row = { server, paper, day, person, fromSearch: fromSearch ? 1 : 0 } as const;
      try {
        withoutSync(database, () => open.run(row));
      } catch (error) {
        // A paper is read all the same where nobody can count it.
        if (!isDiskFull(error)) {
          throw error;
        }
      }
    },

    async recordGain({ paper, kind, day, amount }) {
      gain.run({ paper, kind, day, amount });
    },

    async recordCounts(counts, day) {
      return recordAll.immediate(counts, day);
    },

    async forgetOpeners(before) {
      forget.run(before);
    },
  };
}
