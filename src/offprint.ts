import type { Clock } from './corpus/clock.ts';
import type { PaperRecord } from './corpus/corpus-store.ts';
import type { ImportHints, ImportSummary } from './corpus/import/import.ts';
import type { ImportedBy, ImportId, UndoneImport } from './corpus/import/import-undo.ts';
import type { Day, Paper } from './corpus/paper.ts';
import type { PaperReader } from './corpus/paper-reader.ts';
import type { Digests } from './digest/digests.ts';
import type { Poster } from './digest/post/poster.ts';
import type { ScheduleStore, ZoneStore } from './digest/schedule/schedule.ts';
import type { Library } from './library/library.ts';
import type { ViewStore } from './reply/view-store.ts';
import type { Search } from './search/search.ts';
import type { LiveSources } from './sources/open-live-sources.ts';
import type { Resolver } from './sources/resolve/resolver.ts';
import type { PaceStore } from './sources/web/web-client.ts';
import type { Store } from './store/store.ts';
import type { StoreTrouble } from './store/store-error.ts';
import type { EventStore } from './trending/attention-source.ts';
import type { Trending } from './trending/trending.ts';

/** A file that somebody handed over, whatever it is called. */
export interface HandedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The pages that come with Offprint, brought in one after the other as the clock reaches their days. */
export interface Replay {
  /** The day of the first page that has not come yet. */
  nextPage(): Day | undefined;
  /** Brings in the pages whose day has come. */
  catchUp(): Promise<void>;
}

/** The rooms, joined: what commands and the command line work with. */
export interface Offprint {
  readonly clock: Clock;
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
  /** Does for all processes what one of them is enough for. */
  readonly exclusive: Store['exclusive'];
  /** Makes this process the only one that connects some shards. */
  readonly holdShards: Store['holdShards'];
  /** Turns that all processes on the database take one after the other. */
  readonly turns: Pick<PaceStore, 'takeTurn'>;
  /** Reads files and folders into the corpus; what they bring can be found when it resolves. */
  importPaths(paths: readonly string[], hints?: ImportHints): Promise<ImportSummary>;
  /** Reads a file into the corpus; what it brings can be found when it resolves, and undone for an hour. */
  importFile(file: HandedFile, by: ImportedBy): Promise<ImportSummary & { readonly id: ImportId }>;
  /** Takes an import of this server back; undefined where it can no longer be undone. */
  undoImport(id: ImportId, server: string): Promise<UndoneImport | undefined>;
  /**
   * Asks the live sources for the paper with an arXiv number; undefined where none has it. Absent
   * where there are no live sources.
   * @throws {UserError} where they do not answer.
   */
  readonly lookUp?: (number: string) => Promise<PaperRecord | undefined>;
  /** Adds a paper to the corpus; it can be found when it resolves. */
  addPaper(record: PaperRecord): Promise<Paper>;
  /** Where the corpus is a replay of the starter's pages. */
  readonly replay?: Replay;
  /** What was found to be wrong with the database while it was used. */
  trouble(): StoreTrouble | undefined;
  /** Copies everything to a file, as of one moment, and checks the copy. */
  backup(file: string): Promise<void>;
  /** True until the first import of the pages folder has ended. */
  isImporting(): boolean;
  /** Lets what is under way end, and closes everything. */
  close(): Promise<void>;
}
