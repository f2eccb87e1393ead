import type { PaperRecord } from '../../../../corpus/corpus-store.ts';
import type { ImportId } from '../../../../corpus/import/import-undo.ts';
import type { PaperId } from '../../../../corpus/paper.ts';
import type { Revision } from '../../../../corpus/paper-reader.ts';
import { digestOf } from '../../../rows/corpus/abstract-rows.ts';
import { fieldsOf, type PaperFields, stated } from '../../../rows/corpus/paper-fields.ts';
import type { WrittenPaper } from '../../../rows/corpus/written-paper.ts';
import type { Sql } from '../../database/sql.ts';

/** A record that no paper is there for, and no other record of the same step speaks of. */
export interface FreshPaper {
  readonly id: PaperId;
  readonly fields: PaperFields;
  readonly version: number | undefined;
  readonly abstract: string | undefined;
}

/** Papers written by one statement. */
const batchSize = 500;

const knownKeys = `
  SELECT 'title ' || title AS key FROM paper_titles WHERE title = ANY($1::text[])
  UNION ALL SELECT 'title ' || id FROM papers WHERE id = ANY($1::text[])
  UNION ALL SELECT 'arxiv ' || arxiv_id FROM papers WHERE arxiv_id = ANY($2::text[])
  UNION ALL SELECT 'doi ' || lower(doi) FROM papers
    WHERE lower(doi) = ANY(SELECT lower(given COLLATE "C") FROM unnest($3::text[]) AS given)
`;

/**
 * Finds the records that are papers of their own, whatever the order: most of a new page. They are written
 * together, which takes a few statements instead of some for each.
 */
export async function findFresh(
  sql: Sql,
  paperIdOf: (title: string) => PaperId,
  records: readonly PaperRecord[],
): Promise<Map<PaperRecord, FreshPaper>> {
  const ids = records.map((record) => paperIdOf(record.title));
  const keys = records.map(({ arxivId, doi }, index) => [
    `title ${ids[index]}`,
    ...(arxivId === undefined ? [] : [`arxiv ${arxivId}`]),
    ...(doi === undefined ? [] : [`doi ${lowerAscii(doi)}`]),
  ]);
  const rows = await sql.query<{ key: string }>(knownKeys, [
    ids,
    records.flatMap(({ arxivId }) => arxivId ?? []),
    records.flatMap(({ doi }) => doi ?? []),
  ]);
  const known = new Set(rows.map(({ key }) => key));
  const uses = new Map<string, number>();
  for (const key of keys.flat()) {
    uses.set(key, 1 + (uses.get(key) ?? 0));
  }
  const fresh = new Map<PaperRecord, FreshPaper>();
  for (const [index, record] of records.entries()) {
    const id = ids[index];
    if (id && keys[index]?.every((key) => !known.has(key) && uses.get(key) === 1)) {
      const abstract = stated(record.abstract);
      fresh.set(record, { id, fields: fieldsOf(record), version: record.version, abstract });
    }
  }
  return fresh;
}

/** As PostgreSQL does in the collation "C". */
function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const addPapers = `
  INSERT INTO papers (
    revision, id, title, version, tldr, topic, arxiv_id, doi, published, organisation, record_id,
    keywords, links, authors
  )
  SELECT $1::bigint, id, title, version, tldr, topic, arxiv, doi, published, organisation, record,
    keywords, links, authors
  FROM unnest($2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
    WITH ORDINALITY AS given (id, title, version, tldr, topic, arxiv, doi, published, organisation,
      record, keywords, links, authors, place)
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

/** Writes papers that are not there yet, inside a step. */
export async function writeFresh(options: {
  readonly sql: Sql;
  readonly fresh: readonly FreshPaper[];
  readonly revision: Revision;
  readonly by: ImportId | undefined;
}): Promise<void> {
  const { sql, fresh, revision, by } = options;
  for (let from = 0; from < fresh.length; from += batchSize) {
    const batch = fresh.slice(from, from + batchSize);
    const ids = batch.map(({ id }) => id);
    const all = (field: keyof PaperFields) => batch.map(({ fields }) => fields[field]);
    await sql.query(addPapers, [
      revision,
      ids,
      all('title'),
      all('version'),
      all('tldr'),
      all('topic'),
      all('arxivId'),
      all('doi'),
      all('published'),
      all('organisation'),
      all('recordId'),
      all('keywords'),
      all('links'),
      all('authors'),
    ]);
    await sql.query(addTitles, [ids]);
    const described = batch.flatMap(({ id, abstract, version }) =>
      abstract === undefined ? [] : [{ id, abstract, version }],
    );
    await sql.query(addAbstracts, [
      described.map(({ id }) => id),
      described.map(({ abstract }) => abstract),
      described.map(({ abstract }) => digestOf(abstract)),
      described.map(({ version }) => version ?? null),
    ]);
    if (by !== undefined) {
      await sql.query(addBrought, [by, ids]);
    }
  }
}

/** What became of a record that was written so. */
export function outcomeOfFresh({ id, abstract }: FreshPaper): WrittenPaper {
  return { id, known: false, changed: true, ...(abstract && { abstract: 1 }), warnings: [] };
}
