import type { Paper, PaperId } from '../../../corpus/paper.ts';
import type { PaperReader, Revision } from '../../../corpus/paper-reader.ts';
import { showPaper } from '../../../corpus/stored-paper.ts';
import { cleanText } from '../../../corpus/text/clean-text.ts';
import { rememberLast } from '../../../corpus/text/remember-last.ts';
import {
  type AbstractRow,
  type ListingRow,
  type OverviewRow,
  overviewOf,
  type PaperRow,
  paperOf,
} from '../../rows/corpus/paper-rows.ts';
import { queryOne, type Sql } from '../database/sql.ts';

/** Papers read and handed on at once. */
const batchSize = 200;

/** Cleaned texts that are remembered: what was shown last is shown again. */
const maxRemembered = 2000;

/** One statement, so that a paper is read whole and as of one moment. */
const papersOfIds = `
  SELECT id, title, tldr, topic, arxiv_id AS "arxivId", doi, published, organisation,
    record_id AS "recordId", keywords, links, authors,
    (SELECT coalesce(json_agg(json_build_object('paper', paper, 'page', name, 'date', date,
        'inferred', inferred, 'bulk', bulk, 'rank', rank, 'abstract', abstract)
        ORDER BY date NULLS LAST, pages.id), '[]')
      FROM listings JOIN pages ON pages.id = page WHERE paper = papers.id) AS listings,
    (SELECT coalesce(json_agg(json_build_object('paper', paper, 'ordinal', ordinal, 'text', text,
        'version', version) ORDER BY version NULLS FIRST, ordinal), '[]')
      FROM abstracts WHERE paper = papers.id) AS abstracts
  FROM papers WHERE id = ANY($1::text[])
`;

const changedIds = `
  SELECT id, revision FROM papers WHERE revision > $1 AND (revision, id) > ($2, $3)
  ORDER BY revision, id LIMIT $4
`;

const goneIds = `
  SELECT id FROM merged_papers WHERE revision > $1
  UNION SELECT id FROM removed_papers WHERE revision > $1 AND id NOT IN (SELECT id FROM papers)
`;

const byTitle = `
  SELECT papers.id FROM paper_titles JOIN papers ON papers.id = paper
  WHERE paper_titles.title = $1 ORDER BY papers.rowid
`;

const byLink = `
  SELECT id FROM papers
  WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS piece WHERE position(piece IN lower(links)) > 0)
`;

const overview = `
  SELECT revision, last_import AS "lastImport",
    (SELECT count(*) FROM papers) AS papers,
    (SELECT count(*) FROM listings) AS listings,
    (SELECT count(*) FROM pages) AS pages,
    (SELECT max(date) FROM pages) AS "newestPage"
  FROM corpus
`;

interface WholeRow extends PaperRow {
  readonly listings: readonly ListingRow[];
  readonly abstracts: readonly AbstractRow[];
}

/**
 * The corpus as it is read in PostgreSQL.
 * @param paperIdOf - the identity of a title, as the corpus room defines it.
 */
export function createPaperReader(sql: Sql, paperIdOf: (title: string) => PaperId): PaperReader {
  const clean = rememberLast(maxRemembered, cleanText);

  /** In the order of the ids. */
  async function readPapers(ids: readonly PaperId[]): Promise<Paper[]> {
    if (ids.length === 0) {
      return [];
    }
    const rows = await sql.query<WholeRow>(papersOfIds, [ids]);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = found.get(id);
      return row ? [showPaper(paperOf(row, row.listings, row.abstracts), clean)] : [];
    });
  }

  async function idsWhere(text: string, values: readonly unknown[]): Promise<PaperId[]> {
    const rows = await sql.query<{ id: PaperId }>(text, values);
    return rows.map(({ id }) => id);
  }

  /** The ids with those of merged papers replaced, each once. */
  async function currentIds(ids: readonly PaperId[]): Promise<PaperId[]> {
    const mergers = await sql.query<{ id: PaperId; paper: PaperId }>(
      'SELECT id, paper FROM merged_papers WHERE id = ANY($1::text[])',
      [ids],
    );
    const current = new Map(mergers.map(({ id, paper }) => [id, paper]));
    return [...new Set(ids.map((id) => current.get(id) ?? id))];
  }

  return {
    async papers(ids) {
      const found = await readPapers(ids);
      return found.length === ids.length ? found : readPapers(await currentIds(ids));
    },

    async paperByTitle(title) {
      const [id] = await idsWhere(byTitle, [paperIdOf(title)]);
      return id === undefined ? undefined : (await readPapers([id]))[0];
    },

    papersByTitle: async (title) => readPapers(await idsWhere(byTitle, [paperIdOf(title)])),

    papersByArxivId: async (ids) =>
      readPapers(await idsWhere('SELECT id FROM papers WHERE arxiv_id = ANY($1::text[])', [ids])),

    papersByDoi: async (doi) =>
      readPapers(
        await idsWhere('SELECT id FROM papers WHERE lower(doi) = lower($1 COLLATE "C")', [doi]),
      ),

    papersByRecordId: async (id) =>
      readPapers(await idsWhere('SELECT id FROM papers WHERE record_id = $1 ORDER BY rowid', [id])),

    async papersByLink(pieces) {
      const sought = pieces.map((piece) => piece.toLowerCase()).filter((piece) => piece !== '');
      return readPapers(await idsWhere(byLink, [sought]));
    },

    async *changedPapers(since) {
      let last: { id: string; revision: Revision } = { id: '', revision: since };
      for (;;) {
        const batch = await sql.query<{ id: PaperId; revision: Revision }>(changedIds, [
          since,
          last.revision,
          last.id,
          batchSize,
        ]);
        const end = batch.at(-1);
        if (!end) {
          return;
        }
        yield await readPapers(batch.map(({ id }) => id));
        last = end;
      }
    },

    gonePapers: (since) => idsWhere(goneIds, [since]),

    overview: async () => overviewOf(await queryOne<OverviewRow>(sql, overview)),
  };
}
