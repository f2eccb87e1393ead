import type { Database } from 'better-sqlite3';
import type { Paper, PaperId } from '../../../corpus/paper.ts';
import type { CorpusOverview, PaperReader, Revision } from '../../../corpus/paper-reader.ts';
import { showPaper } from '../../../corpus/stored-paper.ts';
import { cleanText } from '../../../corpus/text/clean-text.ts';
import { rememberLast } from '../../../corpus/text/remember-last.ts';
import {
  type AbstractRow,
  groupByPaper,
  type ListingRow,
  type OverviewRow,
  overviewOf,
  type PaperRow,
  paperOf,
} from '../../rows/corpus/paper-rows.ts';

/** Papers read and handed on at once; a batch holds the event loop for a few milliseconds. */
const batchSize = 100;

/** Cleaned texts that are remembered: what was shown last is shown again. */
const maxRemembered = 2000;

/** @param paperIdOf - the identity of a title, as the corpus room defines it. */
export function createPaperReader(
  database: Database,
  paperIdOf: (title: string) => PaperId,
): PaperReader {
  const readPapers = preparePapers(database);
  const readChanged = database.prepare<
    { since: Revision; revision: Revision; id: string; batch: number },
    { id: PaperId; revision: Revision }
  >(`
    SELECT id, revision FROM papers
    WHERE revision > $since AND (revision, id) > ($revision, $id)
    ORDER BY revision, id LIMIT $batch
  `);
  const readByArxivId = database
    .prepare<[string], PaperId>(
      'SELECT id FROM papers WHERE arxiv_id IN (SELECT value FROM json_each(?))',
    )
    .pluck();
  const readByTitle = database
    .prepare<[PaperId], PaperId>(`
      SELECT paper FROM paper_titles JOIN papers ON papers.id = paper
      WHERE paper_titles.title = ? ORDER BY papers.rowid
    `)
    .pluck();
  const readGone = database
    .prepare<{ since: Revision }, PaperId>(`
      SELECT id FROM merged_papers WHERE revision > $since
      UNION SELECT id FROM removed_papers WHERE revision > $since
        AND id NOT IN (SELECT id FROM papers)
    `)
    .pluck();
  const readMergers = database.prepare<[string], { id: PaperId; paper: PaperId }>(
    'SELECT id, paper FROM merged_papers WHERE id IN (SELECT value FROM json_each(?))',
  );

  /** The ids with those of merged papers replaced, each once. */
  function currentIds(ids: readonly PaperId[]): PaperId[] {
    const mergers = readMergers.all(JSON.stringify(ids));
    const current = new Map(mergers.map(({ id, paper }) => [id, paper]));
    return [...new Set(ids.map((id) => current.get(id) ?? id))];
  }

  const readByDoi = database
    .prepare<[string], PaperId>('SELECT id FROM papers WHERE lower(doi) = lower(?)')
    .pluck();
  const readByRecordId = database
    .prepare<[string], PaperId>('SELECT id FROM papers WHERE record_id = ? ORDER BY rowid')
    .pluck();
  const readByLink = database
    .prepare<[string], PaperId>(`
      SELECT id FROM papers
      WHERE EXISTS (SELECT 1 FROM json_each(?) WHERE instr(lower(links), value) > 0)
    `)
    .pluck();
  const readOverview = database.prepare<[], OverviewRow>(`
    SELECT revision, last_import AS lastImport,
      (SELECT count(*) FROM papers) AS papers,
      (SELECT count(*) FROM listings) AS listings,
      (SELECT count(*) FROM pages) AS pages,
      (SELECT max(date) FROM pages) AS newestPage
    FROM corpus
  `);

  return {
    async papers(ids) {
      const found = readPapers(ids);
      return found.length === ids.length ? found : readPapers(currentIds(ids));
    },

    async paperByTitle(title) {
      return readPapers(readByTitle.all(paperIdOf(title)).slice(0, 1))[0];
    },

    async papersByTitle(title) {
      return readPapers(readByTitle.all(paperIdOf(title)));
    },

    async gonePapers(since) {
      return readGone.all({ since });
    },

    async papersByArxivId(ids) {
      return readPapers(readByArxivId.all(JSON.stringify(ids)));
    },

    async *changedPapers(since) {
      let last = { id: '', revision: since };
      for (;;) {
        const batch = readChanged.all({ since, ...last, batch: batchSize });
        const end = batch.at(-1);
        if (!end) {
          return;
        }
        yield readPapers(batch.map(({ id }) => id));
        last = end;
      }
    },

    async overview(): Promise<CorpusOverview> {
      const row = readOverview.get();
      if (!row) {
        throw new Error('The corpus has lost its row.');
      }
      return overviewOf(row);
    },

    async papersByDoi(doi) {
      return readPapers(readByDoi.all(doi));
    },

    async papersByRecordId(id) {
      return readPapers(readByRecordId.all(id));
    },

    async papersByLink(pieces) {
      const sought = pieces.map((piece) => piece.toLowerCase()).filter((piece) => piece !== '');
      return readPapers(readByLink.all(JSON.stringify(sought)));
    },
  };
}

/** Reads papers whole and from one moment, in the order of their ids. */
function preparePapers(database: Database): (ids: readonly PaperId[]) => Paper[] {
  const clean = rememberLast(maxRemembered, cleanText);
  const paperRows = database.prepare<[string], PaperRow>(`
    SELECT id, title, tldr, topic, arxiv_id AS arxivId, doi, published, organisation,
      record_id AS recordId, keywords, links, authors
    FROM papers WHERE id IN (SELECT value FROM json_each(?))
  `);
  const listingRows = database.prepare<[string], ListingRow>(`
    SELECT paper, name AS page, date, inferred, bulk, rank, abstract
    FROM listings JOIN pages ON pages.id = listings.page
    WHERE paper IN (SELECT value FROM json_each(?))
    ORDER BY date NULLS LAST, pages.id
  `);
  const abstractRows = database.prepare<[string], AbstractRow>(`
    SELECT paper, ordinal, text, version FROM abstracts
    WHERE paper IN (SELECT value FROM json_each(?))
    ORDER BY version NULLS FIRST, ordinal
  `);
  const readRows = database.transaction((ids: string) => ({
    papers: new Map(paperRows.all(ids).map((row) => [row.id, row])),
    listings: groupByPaper(listingRows.all(ids)),
    abstracts: groupByPaper(abstractRows.all(ids)),
  }));

  return (ids) => {
    const rows = readRows(JSON.stringify(ids));
    return ids.flatMap((id) => {
      const paper = rows.papers.get(id);
      if (!paper) {
        return [];
      }
      const stored = paperOf(paper, rows.listings.get(id) ?? [], rows.abstracts.get(id) ?? []);
      return [showPaper(stored, clean)];
    });
  };
}
