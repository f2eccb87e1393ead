import type { Day } from '../../../corpus/paper.ts';
import type { Count } from '../../../trending/attention-source.ts';
import type { Sql } from '../database/sql.ts';

/** Locked, so that two looks at the same moment do not both find the same gain. */
const lastCounts = `
  SELECT paper, kind, amount FROM counts WHERE paper = ANY($1::text[])
  ORDER BY paper, kind FOR UPDATE
`;

const keepCounts = `
  INSERT INTO counts (paper, kind, amount)
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) AS given (paper, kind, amount)
  ORDER BY paper, kind
  ON CONFLICT (paper, kind) DO UPDATE SET amount = excluded.amount
`;

const addGains = `
  INSERT INTO gains (paper, kind, amount, day)
  SELECT given.*, $4 FROM unnest($1::text[], $2::text[], $3::bigint[]) AS given (paper, kind, amount)
  ORDER BY paper, kind
  ON CONFLICT (paper, kind, day) DO UPDATE SET amount = gains.amount + excluded.amount
`;

/** Keeps counts, inside a transaction of the caller's. @returns how many had grown. */
export async function recordCounts(sql: Sql, counts: readonly Count[], day: Day): Promise<number> {
  // A list may name a paper twice.
  const given = new Map(counts.map((count) => [keyOf(count), count]));
  const papers = [...given.values()].map(({ paper }) => paper);
  const before = new Map(
    (await sql.query<Count>(lastCounts, [papers])).map((count) => [keyOf(count), count.amount]),
  );
  // What was counted first is no gain: it may have come over months.
  const grown = [...given].flatMap(([key, count]) => {
    const amount = count.amount - (before.get(key) ?? count.amount);
    return amount > 0 ? [{ ...count, amount }] : [];
  });
  await sql.query(keepCounts, columnsOf([...given.values()]));
  await sql.query(addGains, [...columnsOf(grown), day]);
  return grown.length;
}

function keyOf({ paper, kind }: Count): string {
  return `${kind} ${paper}`;
}

function columnsOf(counts: readonly Count[]): unknown[] {
  return [
    counts.map(({ paper }) => paper),
    counts.map(({ kind }) => kind),
    counts.map(({ amount }) => amount),
  ];
}
