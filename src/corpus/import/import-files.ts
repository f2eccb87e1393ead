import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { CorpusStore, Oddity } from '../corpus-store.ts';
import type { Day } from '../paper.ts';
import { createTally } from './import-tally.ts';
import { readSavedFile } from './read-saved-file.ts';

/** A saved page or a file of records, found by a source and not read yet. */
export interface SavedFile {
  /** Without its folder. */
  readonly name: string;
  /** As the person wrote it or the folder listed it. */
  readonly path: string;
  readonly modifiedAt: Date;
  /** The day that a `pages.json` beside the file states for it. */
  readonly savedOn?: Day;
  /** Rejects where the file cannot be read. */
  read(): Promise<Uint8Array>;
}

/** How far an import has come. */
export interface ImportProgress {
  /** The file that was just read. */
  readonly file: string;
  readonly files: number;
  readonly pages: number;
  readonly listings: number;
  readonly papers: number;
}

export interface ImportOptions {
  readonly store: CorpusStore;
  readonly files: Iterable<SavedFile> | AsyncIterable<SavedFile>;
  /** Sets the year of every dated page outright. */
  readonly statedYear?: number;
  /** The day on which the pages were saved; goes before what a `pages.json` states. */
  readonly savedOn?: Day;
  readonly clock: Clock;
  /** Told after each page and each batch of records that was kept. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** What an import read: counts of pages and of the listings on them, papers counted once each. */
export interface ImportSummary {
  readonly pages: number;
  readonly listings: number;
  /** `known`: in the store before this import. */
  readonly papers: { readonly new: number; readonly known: number };
  readonly oddities: readonly Oddity[];
  /** Files in which nothing was found to import; each has an oddity that says why. */
  readonly refused: readonly string[];
}

/** Records without a page are kept in steps of so many. */
const batchSize = 500;

/**
 * Milliseconds between two steps: a long import would hold up everything else here, and whoever
 * waits to write into the same database.
 */
const breath = 1;

/**
 * Reads files into the store, one store step a page, so that it may be stopped at any moment. A bad
 * file is refused and told; only a failing store or source ends the import early.
 */
export async function importFiles(options: ImportOptions): Promise<ImportSummary> {
  const tally = createTally(options.onProgress);
  for await (const file of options.files) {
    const found = await readSavedFile(file, options);
    tally.read(file, found);
    for (const page of found.pages) {
      const isRepeated = tally.hasPage(page);
      const outcome = await options.store.importPage(page);
      tally.keep(page.entries.length, outcome, isRepeated ? undefined : page);
      await setTimeout(breath);
    }
    for (let start = 0; start < found.loose.length; start += batchSize) {
      const batch = found.loose.slice(start, start + batchSize);
      tally.keep(0, await options.store.importRecords(file.name, batch));
      await setTimeout(breath);
    }
    tally.close();
  }
  await options.store.noteImport(options.clock.now().toISOString());
  return tally.summary();
}
