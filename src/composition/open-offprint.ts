import type { Clock } from '../corpus/clock.ts';
import { utcDayOf } from '../corpus/days.ts';
import { paperIdOf } from '../corpus/paper-id.ts';
import { createDigests } from '../digest/digests.ts';
import { noPoster } from '../digest/post/no-poster.ts';
import type { Poster } from '../digest/post/poster.ts';
import { tellFailing } from '../digest/post/tell-failing.ts';
import { createLibrary } from '../library/library.ts';
import { startZoteroSync, type ZoteroTarget } from '../library/zotero/zotero-sync.ts';
import type { Logger } from '../log.ts';
import type { Offprint } from '../offprint.ts';
import { type FoundFiles, findSavedFiles } from '../sources/saved-pages/folder.ts';
import { type FolderImport, importFolder } from '../sources/saved-pages/import-folder.ts';
import { loadStarter } from '../sources/starter.ts';
import type { WebClientOptions } from '../sources/web/web-client.ts';
import { openStore } from '../store/open-store.ts';
import type { Store, StoreSettings } from '../store/store.ts';
import { createTrending } from '../trending/trending.ts';
import { type LookUp, openImports } from './open-imports.ts';
import { type LiveOptions, openLive } from './open-live.ts';
import { openReplay } from './open-replay.ts';
import { openSearch } from './open-search.ts';

/** What an Offprint is opened on. */
export interface OffprintOptions extends StoreSettings {
  /** Path of the records that an empty store is filled with. */
  readonly starter?: string | undefined;
  /** The starter's pages come one after the other, each when the clock reaches its day. */
  readonly isReplay?: boolean | undefined;
  /** Path of the folder of saved pages that is imported at start and watched. */
  readonly pages?: string | undefined;
  /** Path of the folder of a local sentence model. */
  readonly model?: string | undefined;
  /** How digests get out; absent if nothing is posted. */
  readonly poster?: Poster | undefined;
  /** Whether digests for this server, or (undefined) for people, are posted here; all by default. */
  readonly isOurs?: (server: string | undefined) => boolean;
  /** Finds papers outside by their arXiv numbers; the live sources by default, where there are any. */
  readonly lookUp?: LookUp | undefined;
  /** The live sources by name, the contact sent to their services, and keys. */
  readonly sources?: LiveOptions;
  /** Tests only: how requests wait where the clock is not the real one. */
  readonly wait?: WebClientOptions['wait'];
  /** The group on Zotero that a server's library is pushed to, now and every hour. */
  readonly zotero?: ZoteroTarget | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Opens the store and the search over it. The folder of pages is read after that, in the
 * background.
 * @example
 * const log = createLog({ logLevel: 'info', secrets: [] });
 * const clock = { now: () => new Date() };
 * const offprint = await openOffprint({ database: ':memory:', role: 'command', clock, log });
 * @throws {Error} with a sentence for the person where the database cannot be used.
 */
export async function openOffprint(options: OffprintOptions): Promise<Offprint> {
  const { database, role, starter, clock, log } = options;
  const store = await openStore({ database, role, paperIdOf, clock, log });
  try {
    if (starter) {
      const until = options.isReplay ? utcDayOf(clock.now()) : undefined;
      await loadStarter({ store: store.corpus, file: starter, until, clock });
    }
    return await join(store, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function join(store: Store, options: OffprintOptions): Promise<Offprint> {
  const { starter, isReplay, pages, zotero: target, poster = noPoster, clock, log } = options;
  const finding = await openSearch(store, options);
  const { search } = finding;
  const { events, schedules, teamEvents } = store;
  const trending = createTrending({ events, others: [teamEvents] });
  const library = createLibrary({ stores: store.library, papers: store.corpus, search, clock });
  const digests = createDigests({
    ledger: store.digestLedger,
    schedules,
    alerts: store.alerts,
    poster,
    clock,
    ...(options.isOurs && { isOurs: options.isOurs }),
    sources: {
      corpus: store.corpus,
      search,
      trending,
      pages: events,
      savedLately: (server, max) => teamEvents.savedLately(server, max),
      saveCounts: async (server, papers) => {
        const saved = await library.queries.savedBy(server, '', papers);
        return new Map([...saved].map(([id, { count }]) => [id, count]));
      },
    },
    messageShown: (message, by) =>
      library.saving.messageShown(message, by).catch((err: unknown) => {
        // Another host with the same token may show papers that this corpus does not have.
        log.error({ err, message: message.id }, 'papers of a digest could not be recorded');
      }),
    log,
  });
  const live = openLive({
    ...options,
    store,
    onFailing: (state) => tellFailing({ state, schedules, poster, log }),
  });
  const lookUpLive: LookUp = (number) => live.sources.lookUp(number);
  const { lookUp = live.sources.names.length > 0 ? lookUpLive : undefined } = options;
  let folder: FolderImport | undefined;
  const stopFolder = pages
    ? store.exclusive('pages', async () => {
        const importFound = (found: FoundFiles) => finding.importFound(found);
        const started = importFolder({ folder: pages, importFound, log });
        folder = started;
        return () => started.close();
      })
    : undefined;
  const replay = isReplay && starter ? await openReplay(starter, finding, clock) : undefined;
  const stopZotero =
    target &&
    store.exclusive('zotero', async () =>
      startZoteroSync({ target, stores: store.library, papers: store.corpus, log }),
    );
  return {
    clock,
    corpus: store.corpus,
    search,
    views: store.views,
    trending,
    events,
    digests: {
      ...digests,
      async tick() {
        // What is posted by itself is chosen from all papers.
        await search.complete();
        return digests.tick();
      },
    },
    schedules,
    poster,
    library,
    ...openImports(store, finding, { clock, log, ...(lookUp && { lookUp }) }),
    sources: live.sources,
    resolver: live.resolver,
    exclusive: store.exclusive,
    holdShards: store.holdShards,
    turns: store.sources,
    importPaths: async (paths, hints) => finding.importFound(await findSavedFiles(paths), hints),
    trouble: () => store.trouble(),
    backup: (file) => store.backup(file),
    ...(replay && { replay }),
    isImporting: () => folder?.importing() ?? false,
    async close() {
      await live.close();
      await stopZotero?.();
      await stopFolder?.();
      await finding.close();
      await store.close();
    },
  };
}
