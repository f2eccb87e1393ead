import PQueue from 'p-queue';
import type { Clock } from '../corpus/clock.ts';
import type { ImportHints, ImportOptions, ImportSummary } from '../corpus/import/import.ts';
import type { Logger } from '../log.ts';
import type { SentenceEncoder } from '../search/meaning/sentence-encoder.ts';
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
  const { database, role, clock, log } = options;
  const isBot = role === 'bot';
  // A database in memory has one connection.
  const inThreads = isBot && database !== ':memory:';
  const settings: StoreSettings = { database, role: 'command' };
  const search = inThreads
    ? await openSearchThread({ settings, model: options.model, log })
    : await openSearchHere(store, options, settings);
  const counts = new PQueue({ concurrency: 1 });
  let importing = 0;
  let isClosing = false;

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
    refresh().catch((err: unknown) => {
      // The next start makes an index that this one did not finish.
      if (!isClosing) {
        log.error({ err }, 'search index could not be updated');
      }
    });
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
          : await importHere({ store: store.corpus, files, clock, ...hints });
        return { ...summary, warnings: [...warnings, ...summary.warnings] };
      } finally {
        importing -= 1;
        await refresh();
      }
    },
    async close() {
      isClosing = true;
      stopListening();
      await search.close();
    },
  };
}

/** Loads what a bot has in its threads alone, and so does not hold twice. */
async function openSearchHere(
  store: Store,
  { model, log }: SearchOptions,
  settings: StoreSettings,
): Promise<Search> {
  const { createSearch } = await import('../search/create-search.ts');
  const keeper = openIndexKeeper(settings);
  return createSearch({
    papers: store.corpus,
    log,
    // Only the bot keeps the index up to date.
    ...(keeper && { keeper: { read: () => keeper.read() } }),
    ...(model && { encoder: await openEncoder(model) }),
  });
}

async function openEncoder(model: string): Promise<SentenceEncoder> {
  const { openOnnxEncoder } = await import('../search/meaning/onnx-encoder.ts');
  return openOnnxEncoder(model);
}

/** The readers of saved pages and of reference managers' files take 15 MB. */
async function importHere(options: ImportOptions): Promise<ImportSummary> {
  const { importFiles } = await import('../corpus/import/import-files.ts');
  return importFiles(options);
}
