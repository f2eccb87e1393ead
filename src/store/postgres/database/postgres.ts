import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../../../log.ts';
import type { StoreSettings } from '../../store.ts';
import { codeOf, StoreError } from '../../store-error.ts';
import { shownAddress } from './address.ts';
import { explainPostgresError } from './explain-postgres-error.ts';
import { listenTo } from './listen.ts';
import { type Postgres, queryOne, type Session, type Sql } from './sql.ts';

/** The oldest release that Offprint is tested with, as `server_version_num` has it. */
const oldestServer = 150_000;

/**
 * Connections of a bot and of whatever works beside it (its threads, a command): a step takes one for some
 * milliseconds. Four processes with two threads each stay below PostgreSQL's default of 100.
 */
const maxConnections = { bot: 8, command: 3 };

/** Milliseconds that a connection may take to be made, and a step may wait for a lock. */
const connectTimeout = 10_000;
const lockTimeout = 30_000;

/** Milliseconds after which the server ends a step whose process does nothing with it any more. */
const idleStepTimeout = 60_000;

/** Milliseconds that a statement of a session may take. */
const sessionTimeout = 10_000;

/** Milliseconds until a step that is taken again and again gives up. */
const maxRetries = 30_000;

/**
 * Opens a pool of connections to a PostgreSQL database.
 * @param address - `postgres://user:password@host/database`; `sslmode` and other settings of the
 * driver's in its query.
 * @throws StoreError with a sentence where it cannot be used.
 */
export async function openPostgres(
  address: string,
  { role = 'command', log }: { readonly role?: StoreSettings['role']; readonly log?: Logger } = {},
): Promise<Postgres> {
  const settings = settingsOf(address);
  const pool = new pg.Pool({ ...settings, max: maxConnections[role] });
  // A connection that ends is replaced; without a listener its error would end the process.
  pool.on('error', (err) => log?.warn({ err }, 'a connection to the database has ended'));
  pool.on('connect', (client) => client.on('error', () => {}));
  const sql = sqlOn(pool);
  try {
    await requireServer(sql, address);
  } catch (error) {
    await pool.end();
    throw explainPostgresError(error, address);
  }
  return {
    ...sql,
    transaction: (run, isolation = 'serializable') =>
      retried(() => takeStep(pool, `BEGIN ISOLATION LEVEL ${isolation}`, run)),
    listen: (channel, listener) =>
      listenTo({ connect: () => new pg.Client(settings), channel, listener, log }),
    openSession: () => openSession(new pg.Client({ ...settings, query_timeout: sessionTimeout })),
    close: () => pool.end(),
  };
}

async function openSession(client: pg.Client): Promise<Session> {
  // The connection ends with the error.
  client.on('error', () => {});
  await client.connect();
  const session = sqlOn(client);
  await session.query(
    'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3',
  );
  return {
    ...session,
    onEnd: (listener) => void client.once('end', listener),
    close: () => client.end(),
  };
}

/** How the driver connects. Big integers are numbers: moments and counts are far below 2^53. */
function settingsOf(address: string): pg.ClientConfig {
  const numeric: ReadonlySet<number> = new Set([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);
  return {
    connectionString: address,
    application_name: 'offprint',
    connectionTimeoutMillis: connectTimeout,
    lock_timeout: lockTimeout,
    idle_in_transaction_session_timeout: idleStepTimeout,
    keepAlive: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        numeric.has(oid)
          ? Number
          : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  };
}

async function requireServer(sql: Sql, address: string): Promise<void> {
  const { version, number, encoding } = await queryOne<{
    version: string;
    number: number;
    encoding: string;
  }>(
    sql,
    `SELECT current_setting('server_version') AS version,
      current_setting('server_version_num')::int AS number,
      current_setting('server_encoding') AS encoding`,
  );
  if (number < oldestServer) {
    throw new StoreError(
      `${shownAddress(address)} is on PostgreSQL ${version}. Offprint needs PostgreSQL 15 or later.`,
    );
  }
  if (encoding !== 'UTF8') {
    throw new StoreError(
      `${shownAddress(address)} keeps texts as ${encoding}. Create a database with the encoding UTF8.`,
    );
  }
}

function sqlOn(runner: pg.Pool | pg.ClientBase): Sql {
  return {
    async query<Row>(text: string, values?: readonly unknown[]) {
      const result = await runner.query(text, values?.map(storable));
      // Several statements have several results.
      const last = Array.isArray(result) ? (result.at(-1) as pg.QueryResult) : result;
      return last.rows as Row[];
    },
  };
}

/** PostgreSQL has no zero character; other programs' texts may have one. */
function storable(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(storable);
  }
  return typeof value === 'string' ? value.replaceAll('\0', '\u{fffd}') : value;
}

/** A step that did not begin, because there was no connection for it. */
class NotBegunError extends Error {
  override name = 'NotBegunError';
}

async function takeStep<T>(
  pool: pg.Pool,
  begin: string,
  run: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let ended: Error | undefined;
  try {
    await client.query(begin).catch((cause: unknown) => {
      throw new NotBegunError('The connection was lost before the step began.', { cause });
    });
    const result = await run(sqlOn(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that cannot roll back is not used again.
    await client.query('ROLLBACK').catch((cause: Error) => {
      ended = cause;
    });
    throw error;
  } finally {
    client.release(ended);
  }
}

/** Serialisation failure and deadlock: the step did not happen and may well succeed now. */
const again: ReadonlySet<string | undefined> = new Set(['40001', '40P01']);

async function retried<T>(step: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + maxRetries;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await step();
    } catch (error) {
      const mayRetry = error instanceof NotBegunError || again.has(codeOf(error));
      if (!mayRetry || performance.now() > giveUpAt) {
        throw error instanceof NotBegunError ? error.cause : error;
      }
      // At random, so that steps that met do not meet again.
      await wait(Math.random() * Math.min(200, 5 * 2 ** attempt));
    }
  }
}
