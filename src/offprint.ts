import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from './corpus/clock.ts';
import { type ImportOptions, type ImportSummary, importFiles } from './corpus/import-files.ts';
import { paperIdOf } from './corpus/paper-id.ts';
import type { PaperReader } from './corpus/paper-reader.ts';
import { createDigests, type Digests } from './digest/digests.ts';
import type { Poster } from './digest/poster.ts';
import type { ScheduleStore, ZoneStore } from './digest/schedule.ts';
import { importInThread } from './import-thread.ts';
import { createLibrary, type Library } from './library/library.ts';
import { keepZotero } from './library/zotero/keep-zotero.ts';
import { createZoteroApi } from './library/zotero/zotero-api.ts';
import { pushServer } from './library/zotero/zotero-push.ts';
import type { Logger } from './log.ts';
import type { ViewStore } from './reply/view-store.ts';
import { createSearch } from './search/create-search.ts';
import { openOnnxEncoder } from './search/onnx-encoder.ts';
import type { Search } from './search/search.ts';
import { type FoundFiles, findSavedFiles } from './sources/folder.ts';
import { readFolder } from './sources/read-folder.ts';
import { loadStarter } from './sources/starter.ts';
import { openFtsEngine } from './store/fts-engine.ts';
import { openStore, type Store } from './store/open-store.ts';
import type { EventStore } from './trending/attention-source.ts';
import { createTrending, type Trending } from './trending/trending.ts';

/** What an import may be told beside the files. */
export type ImportHints = Pick<ImportOptions, 'savedOn' | 'statedYear' | 'onProgress'>;

/** The rooms, joined: what commands and the command line work with. */
export interface Offprint {
  readonly corpus: PaperReader;
  readonly search: Search;
  readonly views: ViewStore;
  readonly trending: Trending;
  /** What draws attention, as it is kept. */
  readonly events: EventStore;
  readonly digests: Digests;
  readonly schedules: ScheduleStore & ZoneStore;
  /** Where digests go. */
  readonly poster: Poster;
  readonly library: Library;
  /** Reads files and folders into the corpus; what they bring can be found when it resolves. */
  importPaths(paths: readonly string[], hints?: ImportHints): Promise<ImportSummary>;
  /** Copies everything to a file, as of one moment, and checks the copy. */
  backup(file: string): Promise<void>;
  /** True until the first import of the pages folder has ended. */
  reading(): boolean;
  /** Lets what is under way end, and closes everything. */
  close(): Promise<void>;
}

export interface OffprintOptions {
  /** Path of the SQLite file, or `:memory:`. */
  readonly database: string;
  /** One bot runs on a database; commands may work beside it. */
  readonly role: 'bot' | 'command';
  /** Path of the records that an empty store is filled with. */
  readonly starter?: string | undefined;
  /** Path of the folder of saved pages that is imported at start and watched. */
  readonly pages?: string | undefined;
  /** Path of the folder of a local sentence model. */
  readonly model?: string | undefined;
  /** How digests get out; absent where nothing is to be posted. */
  readonly poster?: Poster | undefined;
  /** The group on Zotero that a server's library is pushed to, now and every hour. */
  readonly zotero?: ZoteroTarget | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface ZoteroTarget {
  readonly key: string;
  readonly group: string;
  /** Whose library; the only server's where not given. */
  readonly server?: string | undefined;
  /** Base of Zotero's API; Zotero's own where not given. */
  readonly api?: string | undefined;
}

/**
 * Opens the store and the search over it. The folder of pages is read after that, in the
 * background.
 * @throws {Error} with a sentence for the person where the database cannot be used.
 */
export async function openOffprint(options: OffprintOptions): Promise<Offprint> {
  const { database: file, role, starter, clock, log } = options;
  const store = openStore({ file, role, paperIdOf, clock, log });
  try {
    if (starter) await loadStarter({ store: store.corpus, file: starter, clock });
    return await join(store, options);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function join(store: Store, options: OffprintOptions): Promise<Offprint> {
  const { database: file, role, pages, model, zotero, poster = noPoster, clock, log } = options;
  const search = createSearch({
    papers: store.corpus,
    log,
    openLargeEngine: openFtsEngine,
    ...(model && { encoder: await openOnnxEncoder(model) }),
  });
  let refreshing = search.refresh();
  const refresh = () => {
    refreshing = refreshing.catch(() => {}).then(() => search.refresh());
    return refreshing;
  };
  let importing = 0;
  const importFound = async ({ files, oddities }: FoundFiles, hints: ImportHints = {}) => {
    importing += 1;
    try {
      // A bot answers meanwhile. A database in memory has one connection.
      const summary =
        role === 'bot' && file !== ':memory:'
          ? await importInThread({ database: file, files, clock, ...hints })
          : await importFiles({ store: store.corpus, files, clock, ...hints });
      return { ...summary, oddities: [...oddities, ...summary.oddities] };
    } finally {
      importing -= 1;
      await refresh();
    }
  };
  const stopListening = store.onCorpusChange(() => {
    // An import of our own is taken in whole, at its end.
    if (importing > 0) return;
    refresh().catch((err: unknown) => log.error({ err }, 'search could not take in changes'));
  });
  await refreshing;
  const { events, schedules, teamEvents } = store;
  const trending = createTrending({ events, others: [teamEvents] });
  const library = createLibrary({ stores: store.library, papers: store.corpus, search, clock });
  const digests = createDigests({
    ledger: store.digestLedger,
    schedules,
    notices: store.notices,
    poster,
    clock,
    sources: {
      corpus: store.corpus,
      search,
      trending,
      pages: events,
      savedLately: (server, most) => teamEvents.savedLately(server, most),
      saveCounts: async (server, papers) => {
        const saved = await library.reading.savedBy(server, '', papers);
        return new Map([...saved].map(([id, { count }]) => [id, count]));
      },
    },
    messageShown: (message) =>
      library.saving.messageShown(message).catch((err: unknown) => {
        // Another host with the same token may show papers that this corpus does not have.
        log.error({ err, message: message.id }, 'digest could not be kept for reactions');
      }),
    log,
  });
  const folder = pages ? readFolder({ folder: pages, importFound, log }) : undefined;
  const stopZotero = zotero ? startZotero(store, zotero, log) : undefined;
  return {
    corpus: store.corpus,
    search,
    views: store.views,
    trending,
    events,
    digests,
    schedules,
    poster,
    library,
    importPaths: async (paths, hints) => importFound(await findSavedFiles(paths), hints),
    backup: (file) => store.backup(file),
    reading: () => folder?.reading() ?? false,
    async close() {
      stopListening();
      await stopZotero?.();
      await folder?.close();
      await refreshing.catch(() => {});
      await search.close();
      store.close();
    },
  };
}

/** The command line reaches no channel. */
const noPoster: Poster = {
  post: notHere,
  readBack: notHere,
  publish: notHere,
  tell: notHere,
  check: notHere,
};

async function notHere(): Promise<never> {
  throw new Error('only the running bot reaches Discord');
}

/** @returns how to stop it, after the request that is under way. */
function startZotero(store: Store, target: ZoteroTarget, log: Logger): () => Promise<void> {
  const stopping = new AbortController();
  const wait = (milliseconds: number) =>
    delay(milliseconds, undefined, { signal: stopping.signal });
  const api = createZoteroApi({ ...target, wait });
  const push = () => pushServer({ stores: store.library, papers: store.corpus, ...target, api });
  const stop = keepZotero(push, log);
  return async () => {
    stopping.abort();
    await stop();
  };
}
