import PQueue from 'p-queue';
import type { Clock } from '../corpus/clock.ts';
import type { ImportHints, ImportSummary } from '../corpus/import/import.ts';
import { importFiles } from '../corpus/import/import-files.ts';
import type { Logger } from '../log.ts';
import { createSearch } from '../search/create-search.ts';
import { openOnnxEncoder } from '../search/meaning/onnx-encoder.ts';
import type { Search } from '../search/search.ts';
import type { FoundFiles } from '../sources/saved-pages/folder.ts';
import { openIndexKeeper } from '../store/open-index-keeper.ts';
import type { Store, StoreSettings } from '../store/store.ts';
import { importInThread } from './import-thread.ts';
import { openSearchThread } from './search-thread.ts';

/** The database that is searched, and how. */
export interface SearchOptions extends StoreSettings {
  /** Path of the folder of a local sentence model. */
  readonly model?: string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Search over a store, and imports into it. */
export interface OpenSearch {
  readonly search: Search;
  /** What the files bring can be found when it resolves. */
  importFound(found: FoundFiles, hints?: ImportHints): Promise<ImportSummary>;
  /** Lets what is under way end. */
  close(): Promise<void>;
}

/** Opens search over a store and keeps it up to date with it, whoever writes there. */
export async function openSearch(store: Store, options: SearchOptions): Promise<OpenSearch> {
  const { database, role, model, clock, log } = options;
  const isBot = role === 'bot';
  // A database in memory has one connection.
  const inThreads = isBot && database !== ':memory:';
  const settings: StoreSettings = { database, role: 'command' };
  const keeper = openIndexKeeper(settings);
  const search = inThreads
    ? await openSearchThread({ settings, model, log })
    : createSearch({
        papers: store.corpus,
        log,
        // Only the bot keeps the index up to date.
        ...(keeper && { keeper: { read: () => keeper.read() } }),
        ...(model && { encoder: await openOnnxEncoder(model) }),
      });
  const counts = new PQueue({ concurrency: 1 });
  let importing = 0;

  function refresh(): Promise<void> {
    const refreshed = search.refresh();
    if (isBot) {
      void refreshed.then(countKeywords).catch(() => {});
    }
    return refreshed;
  }

  /** Counting them takes seconds in a large corpus, and whoever types expects suggestions at once. */
  function countKeywords(): void {
    counts
      .add(() => search.keywords())
      .catch((err: unknown) => log.debug({ err }, 'keywords not counted yet'));
  }

  function refreshInBackground(): void {
    refresh().catch((err: unknown) => log.error({ err }, 'search index could not be updated'));
  }

  const stopListening = store.onCorpusChange(() => {
    // An import of our own is taken in whole, at its end.
    if (importing > 0) {
      return;
    }
    refreshInBackground();
  });
  if (inThreads) {
    // The bot answers meanwhile.
    refreshInBackground();
  } else {
    await refresh();
  }
  return {
    search,
    async importFound({ files, warnings }, hints = {}) {
      importing += 1;
      try {
        const summary = inThreads
          ? await importInThread({ settings, files, clock, ...hints })
          : await importFiles({ store: store.corpus, files, clock, ...hints });
        return { ...summary, warnings: [...warnings, ...summary.warnings] };
      } finally {
        importing -= 1;
        await refresh();
      }
    },
    async close() {
      stopListening();
      await search.close();
    },
  };
}
