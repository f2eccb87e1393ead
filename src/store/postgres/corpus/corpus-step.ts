import type { PaperRecord } from '../../../corpus/corpus-store.ts';
import type { ImportId } from '../../../corpus/import/import-undo.ts';
import type { PaperId } from '../../../corpus/paper.ts';
import type { Revision } from '../../../corpus/paper-reader.ts';
import type { WrittenPaper } from '../../rows/corpus/written-paper.ts';
import type { Sql } from '../database/sql.ts';
import { noteBrought } from './import-record.ts';
import { writeFresh } from './papers/fresh-papers.ts';
import { writeKnown } from './papers/known-papers.ts';
import { createPaperWriter, type PaperWriter } from './papers/paper-writer.ts';
import { sortRecords } from './papers/sort-records.ts';

/** One step of writing: its connection, which holds the corpus, and the revision that it may bring. */
export interface CorpusStep {
  readonly sql: Sql;
  readonly revision: Revision;
  readonly writer: PaperWriter;
  /** Writes records in order; an earlier one's paper may have been merged into a later one's. */
  readonly writeAll: (records: readonly PaperRecord[], by?: ImportId) => Promise<WrittenPaper[]>;
}

/** A step at this revision, on a connection that holds the corpus. */
export function createCorpusStep(
  sql: Sql,
  paperIdOf: (title: string) => PaperId,
  revision: Revision,
): CorpusStep {
  const writer = createPaperWriter(sql, paperIdOf, revision);

  async function writeOne(record: PaperRecord, by: ImportId | undefined): Promise<WrittenPaper> {
    const paper = await writer.write(record);
    await noteBrought(sql, { kind: 'paper', id: paper.id, known: paper.known, by });
    return paper;
  }

  return {
    sql,
    revision,
    writer,
    async writeAll(records, by) {
      const { fresh, known } = await sortRecords(sql, paperIdOf, records);
      const added = await writeFresh({ sql, fresh, revision, by });
      const updated = await writeKnown({ sql, known, revision, by });
      const written: WrittenPaper[] = [];
      for (const record of records) {
        const together = added.get(record) ?? updated.get(record);
        written.push(together ?? (await writeOne(record, by)));
      }
      return currentOf(sql, written);
    },
  };
}

/** Papers that a later record has merged into another are that one. */
async function currentOf(sql: Sql, written: readonly WrittenPaper[]): Promise<WrittenPaper[]> {
  const mergers = await sql.query<{ id: PaperId; paper: PaperId }>(
    'SELECT id, paper FROM merged_papers WHERE id = ANY($1::text[])',
    [written.map(({ id }) => id)],
  );
  const current = new Map(mergers.map(({ id, paper }) => [id, paper]));
  return written.map((paper) => {
    const id = current.get(paper.id);
    if (id === undefined) {
      return paper;
    }
    const { abstract: _, ...merged } = paper;
    return { ...merged, id };
  });
}
