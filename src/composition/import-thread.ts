import type { ImportOptions, ImportSummary, SavedFile } from '../corpus/import/import.ts';
import { startThread } from '../store/start-thread.ts';
import type { StoreSettings } from '../store/store.ts';
import type { ImportMessage, ImportRequest, RequestedFile } from './import-worker.ts';

/** An import for a thread of its own, which opens the database itself. */
export interface ThreadImportOptions extends Omit<ImportOptions, 'store' | 'files'> {
  /** The store that the thread opens. */
  readonly settings: StoreSettings;
  /** Files on the disk, which the thread reads by their paths, or with their content. */
  readonly files: readonly SavedFile[];
}

/**
 * Imports files as `importFiles` does, in a thread that has its own connection to the database and
 * ends with the import: however large a page is, the event loop here, and the gateway's heartbeat
 * with it, goes on.
 */
export function importInThread(options: ThreadImportOptions): Promise<ImportSummary> {
  const { files, clock, onProgress, ...rest } = options;
  const request: ImportRequest = {
    ...rest,
    files: files.map(withoutRead),
    now: clock.now(),
  };
  const thread = startThread(new URL('./import-worker', import.meta.url), request);
  return new Promise((resolve, reject) => {
    thread.on('message', (message: ImportMessage) => {
      if ('summary' in message) {
        resolve(message.summary);
      } else {
        onProgress?.(message.progress);
      }
    });
    thread.on('error', reject);
    thread.on('exit', (code) =>
      reject(new Error(`The thread that imports has ended too early (code ${code}).`)),
    );
  });
}

/** A file without the function that reads it, which cannot be sent. */
function withoutRead({ name, path, modifiedAt, savedOn, content }: SavedFile): RequestedFile {
  return {
    name,
    path,
    modifiedAt,
    ...(savedOn !== undefined && { savedOn }),
    ...(content !== undefined && { content }),
  };
}
