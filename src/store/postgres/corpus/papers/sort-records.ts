import type { PaperRecord } from '../../../../corpus/corpus-store.ts';
import type { PaperId } from '../../../../corpus/paper.ts';
import {
  type Candidate,
  contradicts,
  type Identified,
} from '../../../rows/corpus/paper-candidates.ts';
import type { Sql } from '../../database/sql.ts';

/**
 * The records of a step that can be written together, whatever their order, because no other record of the step
 * has a title, a number or a paper in common with them. That is most records of most pages; it takes a few
 * statements for hundreds of them instead of some for each.
 */
export interface SortedRecords {
  /** Papers that are not there yet, by their ids. */
  readonly fresh: ReadonlyMap<PaperRecord, PaperId>;
  /** Papers that are there, each of them the only one that its record may speak of. */
  readonly known: ReadonlyMap<PaperRecord, Identified>;
}

/** Records that are looked up by one statement, or papers that are written by one. */
export const batchSize = 500;

/** Every paper that has one of these titles or numbers; without a paper: the id of a title is taken. */
const byKeys = `
  SELECT 'title ' || paper_titles.title AS key, id, arxiv_id AS "arxivId", doi
    FROM paper_titles JOIN papers ON id = paper WHERE paper_titles.title = ANY($1::text[])
  UNION ALL SELECT 'title ' || id, NULL, NULL, NULL FROM papers WHERE id = ANY($1::text[])
  UNION ALL SELECT 'arxiv ' || arxiv_id, id, arxiv_id, doi FROM papers WHERE arxiv_id = ANY($2::text[])
  UNION ALL SELECT 'doi ' || lower(doi), id, arxiv_id, doi FROM papers
    WHERE lower(doi) = ANY(SELECT lower(given COLLATE "C") FROM unnest($3::text[]) AS given)
`;

type KeyRow = Omit<Candidate, 'id'> & { readonly key: string; readonly id: PaperId | null };

/** A record, what it may be known by, and the papers that it may speak of. */
interface Looked {
  readonly record: PaperRecord;
  readonly title: PaperId;
  readonly keys: readonly string[];
  readonly isKnown: boolean;
  readonly candidates: readonly Candidate[];
  readonly titled: ReadonlySet<PaperId | null>;
}

/** Sorts the records of a step, before any is written. */
export async function sortRecords(
  sql: Sql,
  paperIdOf: (title: string) => PaperId,
  records: readonly PaperRecord[],
): Promise<SortedRecords> {
  const looked: Looked[] = [];
  for (let from = 0; from < records.length; from += batchSize) {
    looked.push(...(await lookUp(sql, paperIdOf, records.slice(from, from + batchSize))));
  }
  const keyUses = countAll(looked.flatMap(({ keys }) => keys));
  const paperUses = countAll(looked.flatMap(({ candidates }) => candidates.map(({ id }) => id)));
  const fresh = new Map<PaperRecord, PaperId>();
  const known = new Map<PaperRecord, Identified>();
  for (const { record, title, keys, isKnown, candidates, titled } of looked) {
    const [paper] = candidates;
    if (keys.some((key) => keyUses.get(key) !== 1)) {
      continue;
    }
    if (!isKnown) {
      fresh.set(record, title);
    } else if (
      paper &&
      candidates.length === 1 &&
      paperUses.get(paper.id) === 1 &&
      !contradicts(paper, record)
    ) {
      known.set(record, { id: paper.id, known: true, title, isNewTitle: !titled.has(paper.id) });
    }
  }
  return { fresh, known };
}

async function lookUp(
  sql: Sql,
  paperIdOf: (title: string) => PaperId,
  records: readonly PaperRecord[],
): Promise<Looked[]> {
  const titles = records.map((record) => paperIdOf(record.title));
  const rows = await sql.query<KeyRow>(byKeys, [
    titles,
    records.flatMap(({ arxivId }) => arxivId ?? []),
    records.flatMap(({ doi }) => doi ?? []),
  ]);
  const found = new Map<string, KeyRow[]>();
  for (const row of rows) {
    found.set(row.key, [...(found.get(row.key) ?? []), row]);
  }
  return records.map((record, index) => {
    const title = titles[index] as PaperId;
    const keys = keysOf(record, title);
    const all = keys.flatMap((key) => found.get(key) ?? []);
    const papers = new Map(
      all.flatMap(({ id, arxivId, doi }) => (id === null ? [] : [[id, { id, arxivId, doi }]])),
    );
    return {
      record,
      title,
      keys,
      isKnown: all.length > 0,
      candidates: [...papers.values()],
      titled: new Set((found.get(`title ${title}`) ?? []).map(({ id }) => id)),
    };
  });
}

function keysOf({ arxivId, doi }: PaperRecord, title: PaperId): string[] {
  return [
    `title ${title}`,
    ...(arxivId === undefined ? [] : [`arxiv ${arxivId}`]),
    ...(doi === undefined ? [] : [`doi ${lowerAscii(doi)}`]),
  ];
}

/** As PostgreSQL does in the collation "C". */
function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function countAll(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) {
    counts.set(name, 1 + (counts.get(name) ?? 0));
  }
  return counts;
}
