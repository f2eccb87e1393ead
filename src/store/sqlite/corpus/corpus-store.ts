import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../corpus/clock.ts';
import type {
  CorpusStore,
  PageOutcome,
  PageRecord,
  PaperRecord,
} from '../../../corpus/corpus-store.ts';
import { utcDayOf } from '../../../corpus/days.ts';
import type { ImportId, StartedImport } from '../../../corpus/import/import-undo.ts';
import type { Day, PaperId } from '../../../corpus/paper.ts';
import type { Revision } from '../../../corpus/paper-reader.ts';
import { outcomeOf, type WrittenPaper } from '../../rows/corpus/written-paper.ts';
import { prepareImportRecord } from './import-record.ts';
import { createPaperReader } from './paper-reader.ts';
import { createPaperWriter } from './paper-writer.ts';
import { prepareImportUndo } from './undo-import.ts';

/** The database, and what identifies a paper. */
export interface CorpusStoreOptions {
  readonly database: Database;
  /** The identity of a title, as the corpus room defines it. */
  readonly paperIdOf: (title: string) => PaperId;
  readonly clock: Clock;
  /** Called after each step that changed the corpus. */
  readonly onChange: () => void;
}

interface PageRow {
  readonly id: number;
  readonly date: Day | null;
  readonly inferred: 0 | 1;
}

/** A step's outcome, and whether it left the corpus other than it was. */
type Step = PageOutcome & { readonly changed: boolean };

/** The corpus in SQLite. */
export function createCorpusStore(options: CorpusStoreOptions): CorpusStore {
  const { database, paperIdOf, onChange } = options;
  const writer = createPaperWriter(database, paperIdOf);
  const brought = prepareImportRecord(database);
  const undoing = prepareImportUndo(database, brought);
  const startImport = database.transaction((started: StartedImport) => undoing.start(started));
  const readRevision = database.prepare<[], Revision>('SELECT revision FROM corpus').pluck();
  const writeRevision = database.prepare<[Revision]>('UPDATE corpus SET revision = ?');
  const writeLastImport = database.prepare<[string]>('UPDATE corpus SET last_import = ?');
  const findPage = database.prepare<[string], PageRow>(
    'SELECT id, date, inferred FROM pages WHERE signature = ?',
  );
  const keepPage = prepareNewPage(database, options.clock);
  const correctPage = prepareCorrection(database);
  const fillListing = database.prepare<[abstract: number, page: number, PaperId]>(
    'UPDATE listings SET abstract = ? WHERE page = ? AND paper = ? AND abstract IS NULL',
  );

  const addBehind = database.prepare<{ page: number; paper: PaperId; abstract: number | null }>(`
    INSERT INTO listings (page, rank, paper, abstract)
    SELECT $page, 1 + coalesce(max(rank), 0), $paper, $abstract FROM listings WHERE page = $page
    ON CONFLICT (paper, page) DO NOTHING
  `);

  /** Runs a step that works at the next revision, which counts only where something changed. */
  function takeStep<Taken extends { readonly changed: boolean }>(
    step: (revision: Revision) => Taken,
  ): Omit<Taken, 'changed'> {
    const { changed, ...outcome } = database
      .transaction(() => {
        const revision = (readRevision.get() ?? 0) + 1;
        const taken = step(revision);
        if (taken.changed) {
          writeRevision.run(revision);
        }
        return taken;
      })
      .immediate();
    if (changed) {
      onChange();
    }
    return outcome;
  }

  /** Writes records in order; an earlier one's paper may have been merged into a later one's. */
  function writeAll(
    records: readonly PaperRecord[],
    revision: Revision,
    by: ImportId | undefined,
  ): WrittenPaper[] {
    return records
      .map((record) => {
        const paper = writer.write(record, revision);
        brought.papers.note(paper.id, paper.known, by);
        return paper;
      })
      .map((paper) => {
        const id = writer.current(paper.id);
        if (id === paper.id) {
          return paper;
        }
        const { abstract: _, ...merged } = paper;
        return { ...merged, id };
      });
  }

  function importNewPage(page: PageRecord, revision: Revision, by?: ImportId): Step {
    const written = writeAll(page.entries, revision, by);
    const { id: added, repeated } = keepPage(page, written);
    brought.pages.note(added, false, by);
    for (const { id, changed } of written) {
      if (!changed) {
        writer.touch(id, revision);
      }
    }
    const warnings = repeated.map(
      (title) => `“${title}” is on this page twice; only the first one was used.`,
    );
    return { page: 'new', changed: true, ...outcomeOf(page.name, written, warnings) };
  }

  function importKnownPage(
    page: PageRecord,
    row: PageRow,
    revision: Revision,
    by?: ImportId,
  ): Step {
    let changed = false;
    const written = writeAll(page.entries, revision, by);
    brought.pages.note(row.id, true, by);
    for (const { id, abstract, changed: paperChanged } of written) {
      const filled = abstract !== undefined && fillListing.run(abstract, row.id, id).changes > 0;
      if (filled && !paperChanged) {
        writer.touch(id, revision);
      }
      changed ||= filled || paperChanged;
    }
    if (page.grows === true) {
      for (const { id, abstract, changed: paperChanged } of written) {
        const added = addBehind.run({ page: row.id, paper: id, abstract: abstract ?? null });
        if (added.changes > 0 && !paperChanged) {
          writer.touch(id, revision);
        }
        changed ||= added.changes > 0;
      }
    }
    const outcome = outcomeOf(page.name, written);
    const { date, dateIs } = page;
    if (date === undefined || dateIs !== 'stated' || (row.date === date && row.inferred === 0)) {
      return { page: 'known', changed, ...outcome };
    }

    correctPage(row.id, date, revision);
    if (row.date === date) {
      return { page: 'known', changed: true, ...outcome };
    }
    const corrected = { ...(row.date !== null && { from: row.date }), to: date };
    return { page: 'corrected', corrected, changed: true, ...outcome };
  }

  return {
    ...createPaperReader(database, paperIdOf),

    async importPage(page, by) {
      return takeStep((revision) => {
        const row = findPage.get(page.signature);
        return row ? importKnownPage(page, row, revision, by) : importNewPage(page, revision, by);
      });
    },

    async importRecords(file, records, by) {
      return takeStep((revision): Step => {
        const written = writeAll(records, revision, by);
        const changed = written.some((paper) => paper.changed);
        return { page: 'known', changed, ...outcomeOf(file, written) };
      });
    },

    async noteImport(at) {
      writeLastImport.run(at);
    },

    async startImport(started) {
      startImport.immediate(started);
    },

    async undoImport(id, server, now) {
      const { undone } = takeStep((revision) => {
        const taken = undoing.undo(id, server, now, revision);
        return { undone: taken, changed: taken !== undefined };
      });
      return undone;
    },
  };
}

/** A page that was kept, and the titles that are on it more than once. */
interface KeptPage {
  readonly id: number;
  readonly repeated: readonly string[];
}

/** Keeps a page and its listings, and the day, on which a page without a date is placed. */
function prepareNewPage(
  database: Database,
  clock: Clock,
): (page: PageRecord, written: readonly WrittenPaper[]) => KeptPage {
  const addPage = database
    .prepare<
      {
        signature: string;
        name: string;
        date: Day | null;
        inferred: 0 | 1;
        bulk: 0 | 1;
        readOn: Day;
      },
      number
    >(`
      INSERT INTO pages (signature, name, date, inferred, bulk, read_on)
      VALUES ($signature, $name, $date, $inferred, $bulk, $readOn) RETURNING id
    `)
    .pluck();
  const addListing = database.prepare<
    [page: number, rank: number, paper: PaperId, abstract: number | null]
  >(`
    INSERT INTO listings (page, rank, paper, abstract) VALUES (?, ?, ?, ?)
    ON CONFLICT (paper, page) DO NOTHING
  `);

  return (page, written) => {
    const { signature, name, date = null, dateIs, isBulk = false } = page;
    const inferred = date !== null && dateIs === 'inferred' ? 1 : 0;
    const readOn = utcDayOf(clock.now());
    const id = addPage.get({ signature, name, date, inferred, bulk: isBulk ? 1 : 0, readOn });
    if (id === undefined) {
      throw new Error('A page was not kept.');
    }
    const repeated = written.map((paper, index) => {
      const listed = addListing.run(id, index + 1, paper.id, paper.abstract ?? null);
      return listed.changes === 0 ? page.entries[index]?.title : undefined;
    });
    return { id, repeated: repeated.filter((title) => title !== undefined) };
  };
}

/** Gives a page, and so its listings, a stated date. */
function prepareCorrection(
  database: Database,
): (page: number, date: Day, revision: Revision) => void {
  const setDate = database.prepare<[Day, number]>(
    'UPDATE pages SET date = ?, inferred = 0 WHERE id = ?',
  );
  const touchPapers = database.prepare<[Revision, number]>(`
    UPDATE papers SET revision = ? WHERE id IN (SELECT paper FROM listings WHERE page = ?)
  `);
  return (page, date, revision) => {
    setDate.run(date, page);
    touchPapers.run(revision, page);
  };
}
