import type { Clock } from '../corpus/clock.ts';
import type { CorpusStore } from '../corpus/corpus-store.ts';
import type { PaperId } from '../corpus/paper.ts';
import type { Revision } from '../corpus/paper-reader.ts';
import type { AlertStore } from '../digest/post/alert-store.ts';
import type { DigestLedger } from '../digest/post/digest-ledger.ts';
import type { ScheduleStore, ZoneStore } from '../digest/schedule/schedule.ts';
import type { LibraryStores } from '../library/library-stores.ts';
import type { Logger } from '../log.ts';
import type { ViewStore } from '../reply/view-store.ts';
import type { ResolutionStore } from '../sources/resolve/resolution-store.ts';
import type { SourceStore } from '../sources/source-store.ts';
import type { EventStore } from '../trending/attention-source.ts';
import type { ShardsTakenError, StoreTrouble } from './store-error.ts';
import type { TeamEvents } from './team-events.ts';

/** Which database is opened, and for what; can be sent to a thread, which opens it for itself. */
export interface StoreSettings {
  /**
   * Path of a SQLite file, made with its folder where it is not there, or `:memory:`; or the
   * `postgres://` address of a database.
   */
  readonly database: string;
  /** There is one bot on a SQLite file; commands may run at the same time. */
  readonly role: 'bot' | 'command';
}

/** What a store needs besides its settings. */
export interface StoreOptions extends StoreSettings {
  /** The identity of a title, as the corpus room defines it. */
  readonly paperIdOf: (title: string) => PaperId;
  readonly clock: Clock;
  readonly log?: Logger;
}

/** Called with the revision after a change of the corpus. */
export type CorpusListener = (revision: Revision) => void;

/** What one of all bot processes does for the others. */
export type ExclusiveTask = 'pages' | 'sources' | 'zotero' | 'housekeeping';

/** Starts a task. @returns how to stop it. */
export type StartTask = () => Promise<() => Promise<void>>;

/** Discord's shards `first` to `last` of `count` of a bot. */
export interface BotShards {
  /** Which bot: several may have one database. */
  readonly bot: string;
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** Shards that this process alone connects. */
export interface HeldShards {
  /**
   * Resolves when another process has taken one of them while the connection to the database was lost; else
   * never.
   */
  readonly lost: Promise<ShardsTakenError>;
}

/** Everything that is kept, behind the storing interfaces of the rooms. */
export interface Store {
  readonly corpus: CorpusStore;
  readonly views: ViewStore;
  readonly events: EventStore;
  readonly schedules: ScheduleStore & ZoneStore;
  readonly digestLedger: DigestLedger;
  readonly alerts: AlertStore;
  readonly teamEvents: TeamEvents;
  readonly library: LibraryStores;
  readonly sources: SourceStore;
  readonly resolutions: ResolutionStore;
  /**
   * Tells within a second that the corpus changed, whichever process changed it; many changes may
   * be reported once. Listen first and read then, and nothing is missed.
   * @returns how to stop listening.
   */
  readonly onCorpusChange: (listener: CorpusListener) => () => void;
  /**
   * Does something in one process at a time: starts it here as soon as no other process does it, and stops it
   * where this process may have lost that right. Another one takes over within a minute.
   * @returns how to give it up.
   */
  readonly exclusive: (task: ExclusiveTask, start: StartTask) => () => Promise<void>;
  /**
   * Makes this process the only one that connects these shards, until the store is closed or the process
   * dies. With SQLite the bot's lock has settled it.
   * @throws ShardsTakenError where another process connects one of them, or shares the bot out over another
   * number of shards, and has not ended after half a minute.
   */
  readonly holdShards: (shards: BotShards) => Promise<HeldShards>;
  /** What was found to be wrong with the database since it was opened, and stays so until it is mended. */
  trouble(): StoreTrouble | undefined;
  /** Copies everything, as of one moment, to a file while others go on working, and checks the copy. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}
