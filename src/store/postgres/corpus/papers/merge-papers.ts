import type { PaperId } from '../../../../corpus/paper.ts';
import type { Revision } from '../../../../corpus/paper-reader.ts';
import type { Sql } from '../../database/sql.ts';
import { moveSaves } from '../../library/move-saves.ts';
import { mergeBrought } from '../import-record.ts';

/** Two papers of which the first turned out to be the second. */
export interface Pair {
  readonly from: PaperId;
  readonly to: PaperId;
}

/** Until this step ends nobody else refers to them: what was being written is waited for. */
const lock = 'SELECT id FROM papers WHERE id IN ($1, $2) ORDER BY id FOR UPDATE';

/** On a page that lists both, the better place counts. */
const listings = [
  `INSERT INTO abstracts (paper, ordinal, text, digest, version)
    SELECT $2::text, row_number() OVER (ORDER BY ordinal)
      + (SELECT coalesce(max(ordinal), 0) FROM abstracts WHERE paper = $2), text, digest, version
    FROM abstracts WHERE paper = $1
      AND digest NOT IN (SELECT digest FROM abstracts WHERE paper = $2)`,
  `DELETE FROM listings WHERE paper IN ($1, $2) AND EXISTS (
    SELECT 1 FROM listings AS other WHERE other.page = listings.page
      AND other.paper IN ($1, $2) AND other.rank < listings.rank
  )`,
  `UPDATE listings SET paper = $2::text, abstract = (
    SELECT theirs.ordinal FROM abstracts AS ours
      JOIN abstracts AS theirs ON theirs.paper = $2 AND theirs.digest = ours.digest
    WHERE ours.paper = $1 AND ours.ordinal = listings.abstract
  ) WHERE paper = $1`,
];

/** Each person counts once a day, and three a day in all. */
const opens = `
  INSERT INTO opens (server, paper, day, place, person, from_search)
  SELECT server, $2::text, day, place, person, from_search FROM (
    SELECT server, day, person, from_search,
      row_number() OVER (PARTITION BY server, day ORDER BY place) + (
        SELECT count(*) FROM opens AS theirs
        WHERE theirs.server = opens.server AND theirs.paper = $2 AND theirs.day = opens.day
      ) AS place
    FROM opens WHERE paper = $1
  ) AS moved WHERE place <= 3
  ON CONFLICT DO NOTHING
`;

/** By what besides the paper a row of a table is known; the other paper's goes first. */
const simple = [
  ['gains', 'mine.kind = theirs.kind AND mine.day = theirs.day'],
  ['counts', 'mine.kind = theirs.kind'],
  ['passed_over', 'mine.shelf = theirs.shelf AND mine.person = theirs.person'],
  ['digest_papers', 'mine.digest = theirs.digest'],
  ['paper_titles', 'mine.title = theirs.title'],
].flatMap(([table, same]) => [
  `DELETE FROM ${table} AS mine USING ${table} AS theirs
    WHERE mine.paper = $1 AND theirs.paper = $2 AND ${same}`,
  `UPDATE ${table} SET paper = $2::text WHERE paper = $1`,
]);

const discussions = `
  DELETE FROM discussions WHERE paper IN ($1, $2) AND EXISTS (
    SELECT 1 FROM discussions AS other
    WHERE other.server = discussions.server AND other.paper IN ($1, $2)
      AND (other.thread IS NULL, other.claimed_at, other.id)
        < (discussions.thread IS NULL, discussions.claimed_at, discussions.id)
  )
`;

/** What the kept paper has goes before what the other one had; links are collected. */
const fields = `
  UPDATE papers SET
    tldr = coalesce(papers.tldr, other.tldr),
    topic = coalesce(papers.topic, other.topic),
    record_id = coalesce(papers.record_id, other.record_id),
    doi = coalesce(papers.doi, other.doi),
    published = coalesce(papers.published, other.published),
    organisation = coalesce(papers.organisation, other.organisation),
    keywords = CASE WHEN papers.keywords = '[]' THEN other.keywords ELSE papers.keywords END,
    authors = CASE WHEN papers.authors = '[]' THEN other.authors ELSE papers.authors END,
    links = (SELECT coalesce(json_agg(link), '[]')::text FROM (
      SELECT json_array_elements_text(papers.links::json) AS link
      UNION SELECT json_array_elements_text(other.links::json) ORDER BY link
    ) AS links)
  FROM papers AS other WHERE papers.id = $2 AND other.id = $1
`;

const clearNumber = `
  UPDATE papers SET arxiv_id = NULL FROM papers AS before
  WHERE papers.id = $1 AND before.id = $1 RETURNING before.arxiv_id AS number
`;

/**
 * Makes one paper of two, inside a transaction of the caller's, and carries everything along:
 * titles, abstracts, listings, saves, discussions, what messages show, attention and digests.
 */
export async function mergePapers(sql: Sql, pair: Pair, revision: Revision): Promise<void> {
  const { from, to } = pair;
  const run = (text: string) => sql.query(text, [from, to]);
  for (const statement of [lock, ...listings]) {
    await run(statement);
  }
  await sql.query('DELETE FROM abstracts WHERE paper = $1', [from]);
  await moveSaves(sql, from, to);
  await run(opens);
  await sql.query('DELETE FROM opens WHERE paper = $1', [from]);
  for (const statement of simple) {
    await run(statement);
  }
  await run('UPDATE shown_papers SET paper = $2 WHERE paper = $1');
  await run(discussions);
  await run('UPDATE discussions SET paper = $2 WHERE paper = $1');
  await run(fields);
  await moveNumber(sql, pair);
  await mergeBrought(sql, pair);
  await run('UPDATE merged_papers SET paper = $2 WHERE paper = $1');
  await sql.query('DELETE FROM papers WHERE id = $1', [from]);
  await sql.query('INSERT INTO merged_papers (id, paper, revision) VALUES ($1, $2, $3)', [
    from,
    to,
    revision,
  ]);
  await sql.query('UPDATE papers SET revision = $1 WHERE id = $2', [revision, to]);
}

/** A number is one paper's alone. */
async function moveNumber(sql: Sql, { from, to }: Pair): Promise<void> {
  const [before] = await sql.query<{ number: string | null }>(clearNumber, [from]);
  if (before?.number) {
    await sql.query('UPDATE papers SET arxiv_id = $1 WHERE id = $2 AND arxiv_id IS NULL', [
      before.number,
      to,
    ]);
  }
}
