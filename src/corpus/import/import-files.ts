import { setTimeout } from 'node:timers/promises';
import type { Day } from '../paper.ts';
import type { ImportOptions, ImportSummary } from './import.ts';
import { createTally } from './import-tally.ts';
import { readSavedFile } from './read-saved-file.ts';

/** Records without a page are stored in steps of this many. */
const batchSize = 500;

/**
 * Milliseconds between two steps: a long import would hold up everything else here, and whoever
 * waits to write into the same database.
 */
const yieldMs = 1;

/**
 * Reads files into the store, one store step a page, so that it may be stopped at any moment. A bad
 * file is refused and told; only a failing store or source ends the import early.
 */
export async function importFiles(options: ImportOptions): Promise<ImportSummary> {
  const tally = createTally(options);
  for await (const file of options.files) {
    const found = await readSavedFile(file, options);
    tally.read(file, found);
    for (const page of found.pages.filter(({ date }) => !isLater(date, options.until))) {
      const isRepeated = tally.hasPage(page);
      const outcome = await options.store.importPage(page, options.by);
      tally.keep(page.entries.length, outcome, isRepeated ? undefined : page);
      await setTimeout(yieldMs);
    }
    for (let start = 0; start < found.unlisted.length; start += batchSize) {
      const batch = found.unlisted.slice(start, start + batchSize);
      tally.keep(0, await options.store.importRecords(file.name, batch, options.by));
      await setTimeout(yieldMs);
    }
    tally.close();
  }
  await options.store.noteImport(options.clock.now().toISOString());
  return tally.summary();
}

function isLater(date: Day | undefined, until: Day | undefined): boolean {
  return date !== undefined && until !== undefined && date > until;
}
