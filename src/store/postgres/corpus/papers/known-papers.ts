import type { PaperRecord } from '../../../../corpus/corpus-store.ts';
import type { ImportId } from '../../../../corpus/import/import-undo.ts';
import type { PaperId } from '../../../../corpus/paper.ts';
import type { Revision } from '../../../../corpus/paper-reader.ts';
import { abstractWarnings, digestOf } from '../../../rows/corpus/abstract-rows.ts';
import type { Identified } from '../../../rows/corpus/paper-candidates.ts';
import {
  fieldsAfter,
  type PaperFields,
  sameFields,
  stated,
} from '../../../rows/corpus/paper-fields.ts';
import type { WrittenPaper } from '../../../rows/corpus/written-paper.ts';
import type { Sql } from '../../database/sql.ts';
import { noteKnownPapers } from '../import-record.ts';
import { fieldColumns, fieldValues, readFields } from './field-columns.ts';
import { batchSize } from './sort-records.ts';

const updateFields = `
  UPDATE papers SET
    title = given.title, version = given.version, tldr = given.tldr, topic = given.topic,
    arxiv_id = given.arxiv_id, doi = given.doi, published = given.published,
    organisation = given.organisation, record_id = given.record_id, keywords = given.keywords,
    links = given.links, authors = given.authors, revision = $1
  FROM unnest($2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
    AS given (id, ${fieldColumns})
  WHERE papers.id = given.id
`;

const addTitles = `
  INSERT INTO paper_titles (title, paper)
  SELECT title, paper FROM unnest($1::text[], $2::text[]) AS given (title, paper)
  ON CONFLICT DO NOTHING
`;

/** Of each paper with a text: its last number, and that of this text. */
const findAbstracts = `
  SELECT paper, max(ordinal) AS last, max(ordinal) FILTER (WHERE abstracts.digest = given.digest) AS kept
  FROM unnest($1::text[], $2::bytea[]) AS given (paper, digest) JOIN abstracts USING (paper)
  GROUP BY paper
`;

const addAbstracts = `
  INSERT INTO abstracts (paper, ordinal, text, digest, version)
  SELECT paper, ordinal, text, digest, version
  FROM unnest($1::text[], $2::integer[], $3::text[], $4::bytea[], $5::integer[])
    AS given (paper, ordinal, text, digest, version)
`;

const touch = 'UPDATE papers SET revision = $1 WHERE id = ANY($2::text[])';

/** A record of a paper that is there. */
interface Update {
  readonly record: PaperRecord;
  readonly of: Identified;
  readonly before: PaperFields;
  readonly after: PaperFields;
}

/** A text that a record brings. */
interface Text {
  readonly paper: PaperId;
  readonly text: string;
  readonly digest: Buffer;
  readonly version: number | undefined;
  readonly ordinal: number;
  readonly isNew: boolean;
}

/** Writes records into papers that are there, inside a step. @returns what became of each. */
export async function writeKnown(options: {
  readonly sql: Sql;
  readonly known: ReadonlyMap<PaperRecord, Identified>;
  readonly revision: Revision;
  readonly by: ImportId | undefined;
}): Promise<Map<PaperRecord, WrittenPaper>> {
  const { sql, revision, by } = options;
  const known = [...options.known];
  const written = new Map<PaperRecord, WrittenPaper>();
  for (let from = 0; from < known.length; from += batchSize) {
    const updates = await readUpdates(sql, known.slice(from, from + batchSize));
    const texts = await readTexts(sql, updates);
    await writeUpdates(sql, updates, texts, revision);
    await noteKnownPapers(sql, { ids: updates.map(({ of }) => of.id), by });
    for (const update of updates) {
      written.set(update.record, outcomeOf(update, texts.get(update.of.id)));
    }
  }
  return written;
}

async function readUpdates(
  sql: Sql,
  known: readonly (readonly [PaperRecord, Identified])[],
): Promise<Update[]> {
  const rows = await sql.query<PaperFields & { readonly id: PaperId }>(readFields, [
    known.map(([, { id }]) => id),
  ]);
  const fields = new Map(rows.map(({ id, ...before }) => [id, before]));
  return known.flatMap(([record, of]) => {
    const before = fields.get(of.id);
    return before
      ? [{ record, of, before, after: fieldsAfter(before, record, of.isNewTitle) }]
      : [];
  });
}

/** The abstracts that come with records, as they are kept or will be, by paper. */
async function readTexts(sql: Sql, updates: readonly Update[]): Promise<Map<PaperId, Text>> {
  const texts = updates.flatMap(({ record, of }) => {
    const text = stated(record.abstract);
    const { version } = record;
    return text === undefined ? [] : [{ paper: of.id, text, digest: digestOf(text), version }];
  });
  const rows = await sql.query<{ paper: PaperId; last: number; kept: number | null }>(
    findAbstracts,
    [texts.map(({ paper }) => paper), texts.map(({ digest }) => digest)],
  );
  const found = new Map(rows.map((row) => [row.paper, row]));
  return new Map(
    texts.map((text) => {
      const { last = 0, kept = null } = found.get(text.paper) ?? {};
      return [text.paper, { ...text, ordinal: kept ?? last + 1, isNew: kept === null }];
    }),
  );
}

async function writeUpdates(
  sql: Sql,
  updates: readonly Update[],
  texts: ReadonlyMap<PaperId, Text>,
  revision: Revision,
): Promise<void> {
  const changed = updates.filter(({ before, after }) => !sameFields(before, after));
  if (changed.length > 0) {
    const ids = changed.map(({ of }) => of.id);
    await sql.query(updateFields, [revision, ids, ...fieldValues(changed.map((u) => u.after))]);
  }
  const retitled = updates.map(({ of }) => of).filter(({ isNewTitle }) => isNewTitle);
  if (retitled.length > 0) {
    await sql.query(addTitles, [retitled.map(({ title }) => title), retitled.map(({ id }) => id)]);
  }
  const added = [...texts.values()].filter(({ isNew }) => isNew);
  if (added.length > 0) {
    await sql.query(addAbstracts, [
      added.map(({ paper }) => paper),
      added.map(({ ordinal }) => ordinal),
      added.map(({ text }) => text),
      added.map(({ digest }) => digest),
      added.map(({ version }) => version ?? null),
    ]);
    await sql.query(touch, [revision, added.map(({ paper }) => paper)]);
  }
}

function outcomeOf({ record, of, before, after }: Update, text: Text | undefined): WrittenPaper {
  const isOther = !sameFields(before, after);
  const paper = { id: of.id, known: true, changed: isOther || text?.isNew === true };
  if (text === undefined) {
    return { ...paper, warnings: [] };
  }
  const kept = { abstract: text.ordinal, isNew: text.isNew };
  return { ...paper, abstract: kept.abstract, warnings: abstractWarnings(record, kept) };
}
