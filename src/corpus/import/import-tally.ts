import type { ImportWarning, PageOutcome, PageRecord } from '../corpus-store.ts';
import type { PaperId } from '../paper.ts';
import type { ImportOptions, ImportSummary, InferredYear, SavedFile } from './import.ts';
import type { FoundInFile } from './read-saved-file.ts';

/** Counts what was read and kept, a page and a paper once each. */
export function createTally({
  onProgress,
  maxWarnings = 50,
}: Pick<ImportOptions, 'onProgress' | 'maxWarnings'>) {
  const warnings: ImportWarning[] = [];
  const refused: string[] = [];
  const inferredYears: InferredYear[] = [];
  const pages = new Map<string, string>();
  const papers = new Map<PaperId, 'known' | 'new'>();
  let listings = 0;
  let files = 0;
  let current = { name: '', told: 0 };

  function addWarning(warning: ImportWarning): void {
    current.told += 1;
    if (current.told <= maxWarnings) {
      warnings.push(warning);
    }
  }

  return {
    read(file: SavedFile, found: FoundInFile): void {
      files += 1;
      current = { name: file.name, told: 0 };
      if (found.pages.length === 0 && found.unlisted.length === 0) {
        refused.push(file.path);
      }
      found.warnings.forEach(addWarning);
    },

    /** Whether this import has met the page before; says so if it has. */
    hasPage(page: PageRecord): boolean {
      const before = pages.get(page.signature);
      if (before !== undefined) {
        addWarning({
          file: page.name,
          message: `This is the same page as ${before}, so it was imported once.`,
        });
      }
      return before !== undefined;
    },

    /** @param page - the page that was kept, where it counts. */
    keep(entries: number, outcome: PageOutcome, page?: PageRecord): void {
      if (page !== undefined) {
        pages.set(page.signature, page.name);
        listings += entries;
        if (outcome.page === 'new' && page.dateIs === 'inferred' && page.date !== undefined) {
          inferredYears.push({ file: page.name, date: page.date });
        }
      }
      for (const { id, known } of outcome.papers) {
        if (!papers.has(id)) {
          papers.set(id, known ? 'known' : 'new');
        }
      }
      if (outcome.corrected !== undefined) {
        const { from, to } = outcome.corrected;
        const before = from === undefined ? '' : `, not ${from}`;
        addWarning({
          file: current.name,
          message: `The page and its listings are now dated ${to}${before}.`,
        });
      }
      outcome.warnings.forEach(addWarning);
      const { name: file } = current;
      onProgress?.({ file, files, pages: pages.size, listings, papers: papers.size });
    },

    close(): void {
      const untold = current.told - maxWarnings;
      if (untold > 0) {
        warnings.push({ file: current.name, message: `And ${untold} more like these.` });
      }
    },

    summary(): ImportSummary {
      const known = [...papers.values()].filter((paper) => paper === 'known').length;
      return {
        pages: pages.size,
        listings,
        papers: { new: papers.size - known, known },
        warnings,
        ...(inferredYears.length > 0 && { inferredYears }),
        refused,
      };
    },
  };
}
