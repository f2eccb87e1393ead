import type { Database } from 'better-sqlite3';

/** One step from the schema before it to the next; it runs inside a transaction. */
export interface Migration {
  /** Its place in the list, from 1; the file keeps the last one that ran as `user_version`. */
  readonly version: number;
  /** What it brings, in a few words. */
  readonly name: string;
  up(database: Database): void;
}
