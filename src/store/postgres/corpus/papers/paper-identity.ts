import type { PaperRecord } from '../../../../corpus/corpus-store.ts';
import type { PaperId } from '../../../../corpus/paper.ts';
import type { Revision } from '../../../../corpus/paper-reader.ts';
import { digestOf } from '../../../rows/corpus/abstract-rows.ts';
import {
  type Candidate,
  contradicts,
  type Identified,
  isMergeable,
} from '../../../rows/corpus/paper-candidates.ts';
import type { Sql } from '../../database/sql.ts';
import { mergePapers } from './merge-papers.ts';

const columns = 'id, arxiv_id AS "arxivId", doi';
const byNumber = `SELECT ${columns} FROM papers WHERE arxiv_id = $1`;
const byDoi = `SELECT ${columns} FROM papers WHERE lower(doi) = lower($1 COLLATE "C") ORDER BY rowid`;
const byTitle = `
  SELECT ${columns} FROM papers JOIN paper_titles ON paper = id
  WHERE paper_titles.title = $1 ORDER BY papers.rowid
`;
const withAbstract = `
  SELECT paper AS id FROM abstracts WHERE paper = ANY($1::text[]) AND digest = $2
`;

/**
 * Finds the paper of a record inside a transaction of the caller's. A number is a stronger identity
 * than a title: the same number means the same paper under whatever title, other numbers mean other
 * papers under the same title, and a paper known by title alone becomes the one whose number comes.
 */
export async function identify(
  sql: Sql,
  paperIdOf: (title: string) => PaperId,
  record: PaperRecord,
  revision: Revision,
): Promise<Identified> {
  const title = paperIdOf(record.title);
  const titled = await sql.query<Candidate>(byTitle, [title]);
  const { arxivId, doi } = record;
  const numbered = [
    ...(arxivId === undefined ? [] : await sql.query<Candidate>(byNumber, [arxivId])),
    ...(doi === undefined ? [] : await sql.query<Candidate>(byDoi, [doi])),
  ];
  const agreeing = titled.filter((paper) => !contradicts(paper, record));
  const found =
    numbered.find((paper) => !contradicts(paper, record)) ??
    (await likeliest(sql, agreeing, record));
  if (found === undefined) {
    const taken = await sql.query('SELECT 1 FROM papers WHERE id = $1', [title]);
    const own = `${record.title} ${arxivId ?? doi ?? ''}`;
    const id = taken.length > 0 ? paperIdOf(own) : title;
    return { id, known: false, title, isNewTitle: false };
  }
  const isNumbered = arxivId !== undefined || doi !== undefined;
  const same = isNumbered ? [...numbered, ...agreeing].filter(isMergeable(found, record)) : [];
  for (const id of new Set(same.map((paper) => paper.id))) {
    await mergePapers(sql, { from: id, to: found.id }, revision);
  }
  const isNewTitle = !titled.some(({ id }) => id === found.id);
  return { id: found.id, known: true, title, isNewTitle };
}

/** Of several papers with one title, the one with this abstract, else the one known longest. */
async function likeliest(
  sql: Sql,
  titled: readonly Candidate[],
  record: PaperRecord,
): Promise<Candidate | undefined> {
  const none = titled.find(({ arxivId, doi }) => arxivId === null && doi === null) ?? titled[0];
  if (titled.length < 2 || record.abstract === undefined) {
    return none;
  }
  const values = [titled.map(({ id }) => id), digestOf(record.abstract)];
  const same = await sql.query<{ id: PaperId }>(withAbstract, values);
  return titled.find((paper) => same.some(({ id }) => id === paper.id)) ?? none;
}
