import type { PaperRecord } from '../../../../corpus/corpus-store.ts';
import type { ImportId } from '../../../../corpus/import/import-undo.ts';
import type { PaperId } from '../../../../corpus/paper.ts';
import type { Revision } from '../../../../corpus/paper-reader.ts';
import { digestOf } from '../../../rows/corpus/abstract-rows.ts';
import { fieldsOf, type PaperFields, stated } from '../../../rows/corpus/paper-fields.ts';
import type { WrittenPaper } from '../../../rows/corpus/written-paper.ts';
import type { Sql } from '../../database/sql.ts';
import { fieldColumns, fieldValues } from './field-columns.ts';
import { batchSize } from './sort-records.ts';

/** A record whose paper is not there yet. */
interface FreshPaper {
  readonly id: PaperId;
  readonly fields: PaperFields;
  readonly version: number | undefined;
  readonly abstract: string | undefined;
}

const addPapers = `
  INSERT INTO papers (revision, id, ${fieldColumns})
  SELECT $1::bigint, id, ${fieldColumns}
  FROM unnest($2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
    WITH ORDINALITY AS given (id, ${fieldColumns}, place)
  ORDER BY place
`;

const addTitles =
  'INSERT INTO paper_titles (title, paper) SELECT id, id FROM unnest($1::text[]) AS id';

const addAbstracts = `
  INSERT INTO abstracts (paper, ordinal, text, digest, version)
  SELECT paper, 1, text, digest, version
  FROM unnest($1::text[], $2::text[], $3::bytea[], $4::integer[]) AS given (paper, text, digest, version)
`;

/** An import that takes very long may have expired. */
const addBrought = `
  INSERT INTO imported_papers (import, paper) SELECT $1::text, id FROM unnest($2::text[]) AS id
  WHERE EXISTS (SELECT 1 FROM imports WHERE id = $1) ON CONFLICT DO NOTHING
`;

/** Writes papers that are not there yet, inside a step. @returns what became of each record. */
export async function writeFresh(options: {
  readonly sql: Sql;
  readonly fresh: ReadonlyMap<PaperRecord, PaperId>;
  readonly revision: Revision;
  readonly by: ImportId | undefined;
}): Promise<Map<PaperRecord, WrittenPaper>> {
  const { sql, revision, by } = options;
  const fresh = [...options.fresh];
  const written = new Map<PaperRecord, WrittenPaper>();
  for (let from = 0; from < fresh.length; from += batchSize) {
    const batch = fresh.slice(from, from + batchSize);
    const papers = batch.map(([record, id]): FreshPaper => {
      const abstract = stated(record.abstract);
      return { id, fields: fieldsOf(record), version: record.version, abstract };
    });
    const ids = papers.map(({ id }) => id);
    await sql.query(addPapers, [revision, ids, ...fieldValues(papers.map(({ fields }) => fields))]);
    await sql.query(addTitles, [ids]);
    await keepAbstracts(sql, papers);
    if (by !== undefined) {
      await sql.query(addBrought, [by, ids]);
    }
    for (const [at, [record]] of batch.entries()) {
      written.set(record, outcomeOf(papers[at] as FreshPaper));
    }
  }
  return written;
}

async function keepAbstracts(sql: Sql, papers: readonly FreshPaper[]): Promise<void> {
  const described = papers.flatMap(({ id, abstract, version }) =>
    abstract === undefined ? [] : [{ id, abstract, version }],
  );
  await sql.query(addAbstracts, [
    described.map(({ id }) => id),
    described.map(({ abstract }) => abstract),
    described.map(({ abstract }) => digestOf(abstract)),
    described.map(({ version }) => version ?? null),
  ]);
}

function outcomeOf({ id, abstract }: FreshPaper): WrittenPaper {
  return { id, known: false, changed: true, ...(abstract && { abstract: 1 }), warnings: [] };
}
