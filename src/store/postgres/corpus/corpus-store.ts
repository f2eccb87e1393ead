import type { Clock } from '../../../corpus/clock.ts';
import type { CorpusStore, PageOutcome } from '../../../corpus/corpus-store.ts';
import type { PaperId } from '../../../corpus/paper.ts';
import type { Revision } from '../../../corpus/paper-reader.ts';
import { outcomeOf } from '../../rows/corpus/written-paper.ts';
import { type Postgres, queryOne } from '../database/sql.ts';
import { type CorpusStep, createCorpusStep } from './corpus-step.ts';
import { corpusChannel } from './corpus-watch.ts';
import { importPage } from './import-page.ts';
import { createPaperReader } from './paper-reader.ts';
import { startImport, undoImport } from './undo-import.ts';

/** The database, and what identifies a paper. */
export interface CorpusStoreOptions {
  readonly postgres: Postgres;
  /** The identity of a title, as the corpus room defines it. */
  readonly paperIdOf: (title: string) => PaperId;
  readonly clock: Clock;
}

/** The corpus in PostgreSQL. */
export function createCorpusStore({ postgres, paperIdOf, clock }: CorpusStoreOptions): CorpusStore {
  /**
   * Runs a step that works at the next revision, which counts only where something changed. One step at a
   * time writes papers: it holds the corpus's row, and sees all that the steps before it did.
   */
  async function takeStep<Taken extends { readonly changed: boolean }>(
    run: (step: CorpusStep) => Promise<Taken>,
  ): Promise<Omit<Taken, 'changed'>> {
    const { changed: _, ...outcome } = await postgres.transaction(async (sql) => {
      const { revision: before } = await queryOne<{ revision: Revision }>(
        sql,
        'SELECT revision FROM corpus FOR UPDATE',
      );
      const revision = before + 1;
      const taken = await run(createCorpusStep(sql, paperIdOf, revision));
      if (taken.changed) {
        await sql.query('UPDATE corpus SET revision = $1', [revision]);
        await sql.query(`NOTIFY ${corpusChannel}`);
      }
      return taken;
    }, 'read committed');
    return outcome;
  }

  return {
    ...createPaperReader(postgres, paperIdOf),

    importPage: (page, by) => takeStep((step) => importPage(step, { page, by, clock })),

    importRecords: (file, records, by) =>
      takeStep(async ({ writeAll }): Promise<PageOutcome & { changed: boolean }> => {
        const written = await writeAll(records, by);
        const changed = written.some((paper) => paper.changed);
        return { page: 'known', changed, ...outcomeOf(file, written) };
      }),

    async noteImport(at) {
      await postgres.query('UPDATE corpus SET last_import = $1', [at]);
    },

    startImport: (started) =>
      postgres.transaction((sql) => startImport(sql, started), 'read committed'),

    async undoImport(id, server, now) {
      const { undone } = await takeStep(async ({ sql, revision }) => {
        const taken = await undoImport(sql, { id, server, now, revision });
        return { undone: taken, changed: taken !== undefined };
      });
      return undone;
    },
  };
}
