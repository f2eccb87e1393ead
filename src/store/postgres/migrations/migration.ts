import type { Sql } from '../database/sql.ts';

/** One step from the schema before it to the next; all that are missing run in one transaction. */
export interface Migration {
  /** Its place in the list, from 1; the database keeps the last one that ran. */
  readonly version: number;
  /** What it brings, in a few words. */
  readonly name: string;
  up(sql: Sql): Promise<void>;
}
