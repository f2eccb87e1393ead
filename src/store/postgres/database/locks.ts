import type { ExclusiveTask } from '../../store.ts';
import { queryOne, type Sql } from './sql.ts';

/** What each advisory lock is for; one of them is held for as long as a transaction migrates. */
export type LockName = ExclusiveTask | 'migration';

/** The locks that bots hold while they run. */
const taskLocks: readonly ExclusiveTask[] = ['pages', 'sources', 'zotero', 'housekeeping'];

/**
 * The number of the advisory lock whose name is `$1`. Locks are the database's, and there may be several
 * Offprints in one, each in a schema of its own.
 */
export const lockKey = `hashtextextended('offprint ' || current_schema() || ' ' || $1::text, 0)`;

const holders = `
  SELECT DISTINCT pid FROM pg_locks
    JOIN unnest($1::text[]) AS name
      ON (classid::bigint << 32 | objid::bigint) = ${lockKey.replace('$1::text', 'name')}
  WHERE locktype = 'advisory' AND objsubid = 1 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
`;

/** The server processes behind the bots that are running. */
export async function lockHolders(sql: Sql): Promise<number[]> {
  const rows = await sql.query<{ pid: number }>(holders, [taskLocks]);
  return rows.map(({ pid }) => pid);
}

/** Takes a lock for the session; false where another one has it. */
export async function tryLock(sql: Sql, name: LockName): Promise<boolean> {
  const { mine } = await queryOne<{ mine: boolean }>(
    sql,
    `SELECT pg_try_advisory_lock(${lockKey}) AS mine`,
    [name],
  );
  return mine;
}
