import type { Database } from 'better-sqlite3';
import type { PaperRecord } from '../../../corpus/corpus-store.ts';
import type { PaperId } from '../../../corpus/paper.ts';
import type { Revision } from '../../../corpus/paper-reader.ts';
import { digestOf } from '../../rows/corpus/abstract-rows.ts';
import {
  type Candidate,
  contradicts,
  type Identified,
  isMergeable,
} from '../../rows/corpus/paper-candidates.ts';
import { prepareMerge } from './merge-papers.ts';

/**
 * Finds the paper of a record inside a transaction of the caller's. A number is a stronger identity
 * than a title: the same number means the same paper under whatever title, other numbers mean other
 * papers under the same title, and a paper known by title alone becomes the one whose number comes.
 */
export function prepareIdentity(
  database: Database,
  paperIdOf: (title: string) => PaperId,
): (record: PaperRecord, revision: Revision) => Identified {
  const byNumber = database.prepare<[string], Candidate>(
    'SELECT id, arxiv_id AS arxivId, doi FROM papers WHERE arxiv_id = ?',
  );
  const byDoi = database.prepare<[string], Candidate>(
    'SELECT id, arxiv_id AS arxivId, doi FROM papers WHERE lower(doi) = lower(?) ORDER BY rowid',
  );
  const byTitle = database.prepare<[PaperId], Candidate>(`
    SELECT id, arxiv_id AS arxivId, doi FROM papers JOIN paper_titles ON paper = id
    WHERE paper_titles.title = ? ORDER BY papers.rowid
  `);
  const exists = database.prepare<[string], 1>('SELECT 1 FROM papers WHERE id = ?').pluck();
  const hasAbstract = database
    .prepare<[PaperId, Buffer], 1>('SELECT 1 FROM abstracts WHERE paper = ? AND digest = ?')
    .pluck();
  const merge = prepareMerge(database);

  /** Of several papers with one title, the one with this abstract, else the one known longest. */
  function likeliest(titled: readonly Candidate[], record: PaperRecord): Candidate | undefined {
    const digest = record.abstract === undefined ? undefined : digestOf(record.abstract);
    const same = digest && titled.find(({ id }) => hasAbstract.get(id, digest) !== undefined);
    return same ?? titled.find(({ arxivId, doi }) => arxivId === null && doi === null) ?? titled[0];
  }

  return (record, revision) => {
    const title = paperIdOf(record.title);
    const titled = byTitle.all(title);
    const { arxivId, doi } = record;
    const numbered = [
      ...(arxivId === undefined ? [] : byNumber.all(arxivId)),
      ...(doi === undefined ? [] : byDoi.all(doi)),
    ];
    const agreeing = titled.filter((paper) => !contradicts(paper, record));
    const found =
      numbered.find((paper) => !contradicts(paper, record)) ?? likeliest(agreeing, record);
    if (found !== undefined) {
      const isNumbered = arxivId !== undefined || doi !== undefined;
      const same = isNumbered ? [...numbered, ...agreeing].filter(isMergeable(found, record)) : [];
      for (const id of new Set(same.map((paper) => paper.id))) {
        merge(id, found.id, revision);
      }
      return {
        id: found.id,
        known: true,
        title,
        isNewTitle: !titled.some(({ id }) => id === found.id),
      };
    }
    const taken = exists.get(title) !== undefined;
    const id = taken ? paperIdOf(`${record.title} ${arxivId ?? doi ?? ''}`) : title;
    return { id, known: false, title, isNewTitle: false };
  };
}
