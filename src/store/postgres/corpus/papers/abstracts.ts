import type { PaperId } from '../../../../corpus/paper.ts';
import { digestOf, type KeptAbstract } from '../../../rows/corpus/abstract-rows.ts';
import { queryOne, type Sql } from '../../database/sql.ts';

const find = 'SELECT ordinal FROM abstracts WHERE paper = $1 AND digest = $2';

const add = `
  INSERT INTO abstracts (paper, ordinal, text, digest, version)
  SELECT $1::text, 1 + coalesce(max(ordinal), 0), $2::text, $3::bytea, $4::integer
  FROM abstracts WHERE paper = $1
  RETURNING ordinal
`;

/** Keeps a text once for each paper; texts that differ in white space alone are the same. */
export async function keepAbstract(
  sql: Sql,
  paper: PaperId,
  text: string,
  version?: number,
): Promise<KeptAbstract> {
  const digest = digestOf(text);
  const [kept] = await sql.query<{ ordinal: number }>(find, [paper, digest]);
  if (kept !== undefined) {
    return { abstract: kept.ordinal, isNew: false };
  }
  const values = [paper, text, digest, version];
  const { ordinal } = await queryOne<{ ordinal: number }>(sql, add, values);
  return { abstract: ordinal, isNew: true };
}
