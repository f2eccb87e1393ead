import type { ImportSummary } from '../../corpus/import/import.ts';
import type { Logger } from '../../log.ts';
import { type FoundFiles, findSavedFiles } from './folder.ts';
import { type FolderWatch, watchFolder } from './watch-folder.ts';

/** What `importFolder` needs. */
export interface ImportFolderOptions {
  readonly folder: string;
  readonly importFound: (found: FoundFiles) => Promise<ImportSummary>;
  readonly log: Logger;
}

/** A folder that is imported and then watched. */
export interface FolderImport {
  /** True until the pages that were there at the start are imported. */
  importing(): boolean;
  close(): Promise<void>;
}

/**
 * Imports a folder of pages and keeps watching it. Errors are logged and never end the program:
 * the bot answers from what it has.
 */
export function importFolder({ folder, importFound, log }: ImportFolderOptions): FolderImport {
  let reading = true;
  let watch: FolderWatch | undefined;

  async function importAndLog(found: FoundFiles): Promise<void> {
    if (found.files.length === 0 && found.warnings.length === 0) {
      return;
    }
    const { pages, listings, papers, warnings, inferredYears } = await importFound(found);
    for (const warning of warnings) {
      log.warn({ warning }, 'import warning');
    }
    if (inferredYears) {
      log.info({ pages: inferredYears }, 'pages without a year were given the latest possible one');
    }
    log.info({ folder, pages, listings, papers }, 'pages imported');
  }

  /** The watch begins first, so that a page that arrives during the import is not missed. */
  async function start(): Promise<void> {
    try {
      watch = await watchFolder({ folder, onFiles: importAndLog, log });
      await importAndLog(await findSavedFiles([folder]));
    } catch (err) {
      log.error({ err, folder }, 'pages could not be imported');
    } finally {
      reading = false;
    }
  }

  const started = start();
  return {
    importing: () => reading,
    async close() {
      await started;
      await watch?.close();
    },
  };
}
