import type { Clock } from '../../../corpus/clock.ts';
import type { PageOutcome, PageRecord } from '../../../corpus/corpus-store.ts';
import { utcDayOf } from '../../../corpus/days.ts';
import type { ImportId } from '../../../corpus/import/import-undo.ts';
import type { Day, PaperId } from '../../../corpus/paper.ts';
import { outcomeOf, type WrittenPaper } from '../../rows/corpus/written-paper.ts';
import { queryOne, type Sql } from '../database/sql.ts';
import type { CorpusStep } from './corpus-step.ts';
import { noteBrought } from './import-record.ts';

/** A page to import, who undoes it if anybody, and when it is read. */
export interface PageImport {
  readonly page: PageRecord;
  readonly by: ImportId | undefined;
  readonly clock: Clock;
}

/** A step's outcome, and whether it left the corpus other than it was. */
type Step = PageOutcome & { readonly changed: boolean };

interface PageRow {
  readonly id: number;
  readonly date: Day | null;
  readonly inferred: 0 | 1;
}

const addPage = `
  INSERT INTO pages (signature, name, date, inferred, bulk, read_on)
  VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
`;

const addListings = `
  INSERT INTO listings (page, rank, paper, abstract)
  SELECT $1::bigint, rank, paper, abstract
  FROM unnest($2::text[], $3::integer[]) WITH ORDINALITY AS listed (paper, abstract, rank)
  ORDER BY rank
  ON CONFLICT (paper, page) DO NOTHING RETURNING rank
`;

/** A paper that came twice is listed where it came first. */
const addBehind = `
  INSERT INTO listings (page, rank, paper, abstract)
  SELECT $1::bigint, (SELECT coalesce(max(rank), 0) FROM listings WHERE page = $1)
    + row_number() OVER (ORDER BY place), paper, abstract
  FROM (
    SELECT DISTINCT ON (paper) paper, abstract, place
    FROM unnest($2::text[], $3::integer[]) WITH ORDINALITY AS given (paper, abstract, place)
    ORDER BY paper, place
  ) AS listed
  WHERE NOT EXISTS (SELECT 1 FROM listings WHERE page = $1 AND listings.paper = listed.paper)
  RETURNING paper AS id
`;

const fillListings = `
  UPDATE listings SET abstract = listed.abstract
  FROM unnest($2::text[], $3::integer[]) AS listed (paper, abstract)
  WHERE page = $1 AND listings.paper = listed.paper AND listings.abstract IS NULL
  RETURNING listings.paper AS id
`;

const touchPapers = `
  UPDATE papers SET revision = $1 WHERE id IN (SELECT paper FROM listings WHERE page = $2)
`;

/** Imports a page, new or known, inside a step. */
export async function importPage(step: CorpusStep, { page, by, clock }: PageImport): Promise<Step> {
  const [row] = await step.sql.query<PageRow>(
    'SELECT id, date, inferred FROM pages WHERE signature = $1',
    [page.signature],
  );
  return row
    ? importKnownPage(step, { page, row, by })
    : importNewPage(step, { page, by, readOn: utcDayOf(clock.now()) });
}

async function importNewPage(
  { sql, writer, writeAll }: CorpusStep,
  { page, by, readOn }: { page: PageRecord; by: ImportId | undefined; readOn: Day },
): Promise<Step> {
  const written = await writeAll(page.entries, by);
  const { signature, name, date, dateIs, isBulk = false } = page;
  const inferred = date !== undefined && dateIs === 'inferred' ? 1 : 0;
  const values = [signature, name, date, inferred, isBulk ? 1 : 0, readOn];
  const { id } = await queryOne<{ id: number }>(sql, addPage, values);
  const listed = await sql.query<{ rank: number }>(addListings, [
    id,
    written.map((paper) => paper.id),
    written.map((paper) => paper.abstract ?? null),
  ]);
  const ranks = new Set(listed.map(({ rank }) => rank));
  const repeated = page.entries.filter((_, index) => !ranks.has(index + 1));
  await noteBrought(sql, { kind: 'page', id, known: false, by });
  await writer.touch(written.filter((paper) => !paper.changed).map((paper) => paper.id));
  const warnings = repeated.map(
    ({ title }) => `“${title}” is on this page twice; only the first one was used.`,
  );
  return { page: 'new', changed: true, ...outcomeOf(name, written, warnings) };
}

async function importKnownPage(
  step: CorpusStep,
  { page, row, by }: { page: PageRecord; row: PageRow; by: ImportId | undefined },
): Promise<Step> {
  const { sql, revision, writer, writeAll } = step;
  const written = await writeAll(page.entries, by);
  await noteBrought(sql, { kind: 'page', id: row.id, known: true, by });
  const filled = await fill(sql, row.id, written);
  const added = page.grows === true ? await addAllBehind(sql, row.id, written) : [];
  const other = [...filled, ...added];
  const changedItself = new Set(written.flatMap((paper) => (paper.changed ? paper.id : [])));
  await writer.touch(other.filter((id) => !changedItself.has(id)));
  const changed = other.length > 0 || changedItself.size > 0;
  const outcome = outcomeOf(page.name, written);
  const { date, dateIs } = page;
  if (date === undefined || dateIs !== 'stated' || (row.date === date && row.inferred === 0)) {
    return { page: 'known', changed, ...outcome };
  }

  await sql.query('UPDATE pages SET date = $1, inferred = 0 WHERE id = $2', [date, row.id]);
  await sql.query(touchPapers, [revision, row.id]);
  if (row.date === date) {
    return { page: 'known', changed: true, ...outcome };
  }
  const corrected = { ...(row.date !== null && { from: row.date }), to: date };
  return { page: 'corrected', corrected, changed: true, ...outcome };
}

/** Gives listings that had no abstract the first one that came. @returns their papers. */
async function fill(sql: Sql, page: number, written: readonly WrittenPaper[]): Promise<PaperId[]> {
  const firsts = new Map<PaperId, number>();
  for (const { id, abstract } of written) {
    if (abstract !== undefined && !firsts.has(id)) {
      firsts.set(id, abstract);
    }
  }
  const values = [page, [...firsts.keys()], [...firsts.values()]];
  const filled = await sql.query<{ id: PaperId }>(fillListings, values);
  return filled.map(({ id }) => id);
}

/** Lists papers that a page did not have. @returns which these are. */
async function addAllBehind(
  sql: Sql,
  page: number,
  written: readonly WrittenPaper[],
): Promise<PaperId[]> {
  const added = await sql.query<{ id: PaperId }>(addBehind, [
    page,
    written.map(({ id }) => id),
    written.map(({ abstract }) => abstract ?? null),
  ]);
  return added.map(({ id }) => id);
}
