import { parentPort, workerData } from 'node:worker_threads';
import type {
  ImportOptions,
  ImportProgress,
  ImportSummary,
  SavedFile,
} from '../corpus/import/import.ts';
import { importFiles } from '../corpus/import/import-files.ts';
import { paperIdOf } from '../corpus/paper-id.ts';
import { readBytes } from '../sources/saved-pages/folder.ts';
import { openStore } from '../store/open-store.ts';
import type { StoreSettings } from '../store/store.ts';

/** A file without the function that reads it, so that it can be sent to a thread. */
export type RequestedFile = Omit<SavedFile, 'read'>;

/** What the thread is to do: an import, as far as it can be sent. */
export interface ImportRequest
  extends Pick<ImportOptions, 'statedYear' | 'savedOn' | 'until' | 'by' | 'maxWarnings'> {
  readonly settings: StoreSettings;
  readonly files: readonly RequestedFile[];
  readonly now: Date;
}

/** What it says meanwhile, and at last. */
export type ImportMessage =
  | { readonly progress: ImportProgress }
  | { readonly summary: ImportSummary };

/** A second small composition root: the rooms that an import takes, joined in a thread. */
const { settings, files, now, ...hints } = workerData as ImportRequest;
const started = performance.now();
const clock = { now: () => new Date(now.getTime() + performance.now() - started) };
const say = (message: ImportMessage) => parentPort?.postMessage(message);

const store = await openStore({ ...settings, paperIdOf, clock });
try {
  const summary = await importFiles({
    ...hints,
    store: store.corpus,
    files: files.map((each) => ({
      ...each,
      read: async () => each.content ?? (await readBytes(each.path)),
    })),
    clock,
    onProgress: (progress) => say({ progress }),
  });
  say({ summary });
} finally {
  await store.close();
}
