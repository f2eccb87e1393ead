import type { PaperRecord } from '../../../../corpus/corpus-store.ts';
import type { PaperId } from '../../../../corpus/paper.ts';
import type { Revision } from '../../../../corpus/paper-reader.ts';
import { abstractWarnings } from '../../../rows/corpus/abstract-rows.ts';
import {
  fieldsAfter,
  fieldsOf,
  type PaperFields,
  sameFields,
  stated,
} from '../../../rows/corpus/paper-fields.ts';
import type { WrittenPaper } from '../../../rows/corpus/written-paper.ts';
import type { Sql } from '../../database/sql.ts';
import { keepAbstract } from './abstracts.ts';
import { claimListings } from './claim-listings.ts';
import { fieldColumns, fieldValues, readFields } from './field-columns.ts';
import { identify } from './paper-identity.ts';

const writeFields = `
  INSERT INTO papers (id, revision, ${fieldColumns})
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  ON CONFLICT (id) DO UPDATE SET
    title = excluded.title, version = excluded.version, tldr = excluded.tldr,
    topic = excluded.topic, arxiv_id = excluded.arxiv_id, doi = excluded.doi,
    published = excluded.published, organisation = excluded.organisation,
    record_id = excluded.record_id, keywords = excluded.keywords, links = excluded.links,
    authors = excluded.authors, revision = excluded.revision
`;

/** Writes records into papers, on the connection of one step that holds the corpus. */
export interface PaperWriter {
  write(record: PaperRecord): Promise<WrittenPaper>;
  /** Marks papers as changed, where something about them is other than it was. */
  touch(ids: readonly PaperId[]): Promise<void>;
}

/** Papers in PostgreSQL. Importing the same record again changes nothing. */
export function createPaperWriter(
  sql: Sql,
  paperIdOf: (title: string) => PaperId,
  revision: Revision,
): PaperWriter {
  async function keepFields(id: PaperId, fields: PaperFields): Promise<void> {
    await sql.query(writeFields, [id, revision, ...fieldValues([fields]).flat()]);
  }

  async function touch(ids: readonly PaperId[]): Promise<void> {
    await sql.query('UPDATE papers SET revision = $1 WHERE id = ANY($2::text[])', [revision, ids]);
  }

  return {
    touch,
    async write(record) {
      const { id, known, title, isNewTitle } = await identify(sql, paperIdOf, record, revision);
      const [before] = known ? await sql.query<PaperFields>(readFields, [[id]]) : [];
      const fields = before ? fieldsAfter(before, record, isNewTitle) : fieldsOf(record);
      let changed = !before || !sameFields(before, fields);
      if (changed) {
        await keepFields(id, fields);
      }
      if (!known || isNewTitle) {
        await sql.query(
          'INSERT INTO paper_titles (title, paper) VALUES ($1, $2) ON CONFLICT DO NOTHING',
          [title, id],
        );
      }

      const text = stated(record.abstract);
      if (text === undefined) {
        return { id, known, changed, warnings: [] };
      }
      const kept = await keepAbstract(sql, id, text, record.version);
      if (kept.isNew && !changed) {
        await touch([id]);
        changed = true;
      }
      if (!known && id !== title) {
        await claimListings(sql, { title, paper: id, abstract: kept.abstract, revision });
      }
      const warnings = abstractWarnings(record, kept);
      return { id, known, changed, abstract: kept.abstract, warnings };
    },
  };
}
