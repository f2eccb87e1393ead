import type { PaperId } from '../../../../corpus/paper.ts';
import type { Revision } from '../../../../corpus/paper-reader.ts';
import type { Sql } from '../../database/sql.ts';

/** A paper of its own number, and the abstract that it has in common with others of its title. */
export interface Claim {
  readonly title: PaperId;
  readonly paper: PaperId;
  readonly abstract: number;
  readonly revision: Revision;
}

const theirs = `
  SELECT theirs.paper, theirs.ordinal FROM abstracts AS theirs
    JOIN paper_titles ON paper_titles.paper = theirs.paper AND paper_titles.title = $1
    JOIN abstracts AS ours ON ours.paper = $2 AND ours.ordinal = $3 AND ours.digest = theirs.digest
  WHERE theirs.paper <> $2
    AND (SELECT count(*) FROM abstracts AS all_theirs WHERE all_theirs.paper = theirs.paper) > 1
`;

/** A page that lists the paper already keeps what it has. */
const move = `
  UPDATE listings SET paper = $1::text, abstract = $2 WHERE paper = $3 AND abstract = $4 AND NOT EXISTS (
    SELECT 1 FROM listings AS own WHERE own.page = listings.page AND own.paper = $1
  )
`;

const drop = `
  DELETE FROM abstracts WHERE paper = $1 AND ordinal = $2 AND NOT EXISTS (
    SELECT 1 FROM listings WHERE listings.paper = abstracts.paper
      AND listings.abstract = abstracts.ordinal
  )
`;

/**
 * Gives a paper of its own number the listings that its title once brought to another paper: those
 * that show its abstract, where the other paper has one more.
 */
export async function claimListings(sql: Sql, claim: Claim): Promise<void> {
  const { title, paper, abstract, revision } = claim;
  const found = await sql.query<{ paper: PaperId; ordinal: number }>(theirs, [
    title,
    paper,
    abstract,
  ]);
  for (const { paper: from, ordinal } of found) {
    await sql.query('UPDATE papers SET revision = $1 WHERE id = $2', [revision, from]);
    await sql.query(move, [paper, abstract, from, ordinal]);
    await sql.query(drop, [from, ordinal]);
  }
}
