import type { BotShards, ExclusiveTask } from '../../store.ts';
import { queryOne, type Sql } from './sql.ts';

/** What each advisory lock is for; one of them is held for as long as a transaction migrates. */
export type LockName = ExclusiveTask | 'migration';

/** The lock of a shard of a bot. */
type ShardLockName = `shard ${string} ${number}`;

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
export async function tryLock(sql: Sql, name: LockName | ShardLockName): Promise<boolean> {
  const { mine } = await queryOne<{ mine: boolean }>(
    sql,
    `SELECT pg_try_advisory_lock(${lockKey}) AS mine`,
    [name],
  );
  return mine;
}

/** A shard of a bot is one lock, whatever the number of shards. */
const shardLock = (bot: string, shard: number): ShardLockName => `shard ${bot} ${shard}`;

/** Takes a shard for the session; false where another one has it. */
export function tryShard(sql: Sql, bot: string, shard: number): Promise<boolean> {
  return tryLock(sql, shardLock(bot, shard));
}

const holderOf = `
  SELECT host(client_addr) AS host FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND objsubid = 1 AND granted
    AND (classid::bigint << 32 | objid::bigint) = ${lockKey}
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
`;

/** The host of the process that has a shard, where the server knows it. */
export async function whoHasShard(
  sql: Sql,
  bot: string,
  shard: number,
): Promise<string | undefined> {
  const [holder] = await sql.query<{ host: string | null }>(holderOf, [shardLock(bot, shard)]);
  return holder?.host ?? undefined;
}

/** Locks of two numbers: a bot, and over how many shards it is shared out. */
const countClass = `hashtext('offprint ' || current_schema() || ' shards of ' || $1::text)`;

const holdCount = `
  SELECT pg_try_advisory_lock_shared(${countClass}, $2::integer) WHERE NOT EXISTS (
    SELECT 1 FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory' AND objsubid = 2
  )
`;

const otherCount = `
  SELECT objid::bigint AS count, host(client_addr) AS host
  FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND objsubid = 2 AND granted
    AND classid::bigint = (${countClass}::bigint & 4294967295) AND objid::bigint <> $2
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  LIMIT 1
`;

/** Says for the session how many shards there are. @returns who shares the bot out over another number. */
export async function whoHasOtherCount(
  sql: Sql,
  { bot, count }: BotShards,
): Promise<{ readonly count: number; readonly host?: string } | undefined> {
  await sql.query(holdCount, [bot, count]);
  const [other] = await sql.query<{ count: number; host: string | null }>(otherCount, [bot, count]);
  return other && { count: other.count, ...(other.host !== null && { host: other.host }) };
}
