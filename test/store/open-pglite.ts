import { openAsBlob } from 'node:fs';
import { PGlite, types } from '@electric-sql/pglite';
import { onTestFinished } from 'vitest';
import type { Postgres, Sql } from '../../src/store/postgres/database/sql.ts';
import { pgliteImage } from './pglite-image.ts';

/** The one instance of this process. */
let starting: Promise<PGlite> | undefined;
let schemas = 0;

/** Big integers are numbers, as with the driver of the real server. */
const parsers = { [types.INT8]: Number, [types.NUMERIC]: Number };

/** Starts PGlite, for all tests of a file: seconds on a busy machine. */
export function startPglite(): Promise<PGlite> {
  starting ??= openAsBlob(pgliteImage).then((image) =>
    PGlite.create({ loadDataDir: image, parsers }),
  );
  return starting;
}

/** An empty schema in PGlite, dropped when the test ends. */
export async function openPgliteSchema(): Promise<{ connect(): Promise<Postgres> }> {
  const pglite = await startPglite();
  schemas += 1;
  const schema = `offprint_test_${schemas}`;
  await pglite.exec(`CREATE SCHEMA ${schema}`);
  onTestFinished(async () => void (await pglite.exec(`DROP SCHEMA ${schema} CASCADE`)));
  return { connect: async () => postgresOn(pglite, schema) };
}

/** What is common to PGlite and to a transaction on it. */
type Runner = Pick<PGlite, 'query' | 'exec'>;

function postgresOn(pglite: PGlite, schema: string): Postgres {
  // Every step is a transaction, because all schemas share one connection.
  const transaction: Postgres['transaction'] = (run) =>
    pglite.transaction(async (on) => {
      await on.exec(`SET LOCAL search_path TO ${schema}`);
      return run(sqlOn(on));
    });
  const sql: Sql = {
    query: (text, values) => transaction((on) => on.query(text, values)),
  };
  return {
    ...sql,
    transaction,
    listen: (channel, listener) => pglite.listen(channel, listener),
    openSession: async () => ({ ...sql, onEnd: () => {}, close: async () => {} }),
    close: async () => {},
  };
}

function sqlOn(runner: Runner): Sql {
  return {
    async query<Row>(text: string, values?: readonly unknown[]) {
      if (values === undefined) {
        const results = await runner.exec(text);
        return (results.at(-1)?.rows ?? []) as Row[];
      }
      return (await runner.query<Row>(text, values.map(storable))).rows;
    },
  };
}

/** As the real driver has them. */
function storable(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(storable);
  }
  return typeof value === 'string' ? value.replaceAll('\0', '\u{fffd}') : (value ?? null);
}
