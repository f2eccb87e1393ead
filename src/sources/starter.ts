import type { Clock } from '../corpus/clock.ts';
import type { CorpusStore } from '../corpus/corpus-store.ts';
import type { ImportSummary } from '../corpus/import/import.ts';
import type { Day } from '../corpus/paper.ts';
import { findSavedFiles } from './saved-pages/folder.ts';

/** The store to fill, and with which file. */
export interface StarterOptions {
  readonly store: CorpusStore;
  /** Path of `starter.jsonl`. */
  readonly file: string;
  /** Leaves out the pages of later days. */
  readonly until?: Day | undefined;
  readonly clock: Clock;
}

/**
 * Loads the papers that the project ships into an empty store, so that a fresh clone answers at
 * once. A load that was interrupted is done again: the store counts as empty until an import ended.
 * @returns nothing where the store has papers of its own.
 */
export async function loadStarter(options: StarterOptions): Promise<ImportSummary | undefined> {
  const { store, file, until, clock } = options;
  const { papers, lastImport } = await store.overview();
  if (papers > 0 && lastImport !== undefined) {
    return undefined;
  }
  // Loaded once in the life of a database: its readers would take 15 MB ever after.
  const { importFiles } = await import('../corpus/import/import-files.ts');
  const found = await findSavedFiles([file]);
  const summary = await importFiles({ store, files: found.files, until, clock });
  return { ...summary, warnings: [...found.warnings, ...summary.warnings] };
}
