import type { ImportHints, ImportSummary } from './corpus/import/import.ts';
import type { PaperReader } from './corpus/paper-reader.ts';
import type { Digests } from './digest/digests.ts';
import type { Poster } from './digest/post/poster.ts';
import type { ScheduleStore, ZoneStore } from './digest/schedule/schedule.ts';
import type { Library } from './library/library.ts';
import type { ViewStore } from './reply/view-store.ts';
import type { Search } from './search/search.ts';
import type { LiveSources } from './sources/open-live-sources.ts';
import type { Resolver } from './sources/resolve/resolver.ts';
import type { EventStore } from './trending/attention-source.ts';
import type { Trending } from './trending/trending.ts';

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
  /** What the corpus grows from by itself. */
  readonly sources: LiveSources;
  /** Looks for arXiv numbers, when it is told to. */
  readonly resolver: Resolver;
  /** Reads files and folders into the corpus; what they bring can be found when it resolves. */
  importPaths(paths: readonly string[], hints?: ImportHints): Promise<ImportSummary>;
  /** Copies everything to a file, as of one moment, and checks the copy. */
  backup(file: string): Promise<void>;
  /** True until the first import of the pages folder has ended. */
  isImporting(): boolean;
  /** Lets what is under way end, and closes everything. */
  close(): Promise<void>;
}
