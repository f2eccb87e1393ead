import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, onTestFinished } from 'vitest';
import { createPostgresStore } from '../../src/store/postgres/create-postgres-store.ts';
import { openPostgres } from '../../src/store/postgres/database/postgres.ts';
import type { Postgres } from '../../src/store/postgres/database/sql.ts';
import { migrate } from '../../src/store/postgres/migrations/migrate.ts';
import { migrations } from '../../src/store/postgres/migrations/migrations.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import type { Store, StoreOptions } from '../../src/store/store.ts';
import { longTests } from '../long-tests.ts';
import { makeTestFolder } from './make-test-folder.ts';
import { openPgliteSchema, startPglite } from './open-pglite.ts';

/** What a test says of the store that it opens on a database. */
export type OpenOptions = Omit<StoreOptions, 'database'>;

/** A database of one test, gone when the test ends. */
export interface TestDatabase {
  /** Several stores may be open on it at the same time, as those of several processes. */
  open(options: OpenOptions): Promise<Store>;
}

/** A database of PostgreSQL's. */
export interface TestPostgres extends TestDatabase {
  /** Whoever administers the server, on the same schema; closed when the test ends. */
  connect(): Promise<Postgres>;
}

/** A database engine that stores are tested on. */
export interface TestEngine<Database extends TestDatabase = TestDatabase> {
  readonly name: 'SQLite' | 'PGlite' | 'PostgreSQL';
  readonly isThere: boolean;
  /** A new, empty database. */
  createDatabase(): Promise<Database>;
}

const sqlite: TestEngine = {
  name: 'SQLite',
  isThere: true,
  async createDatabase() {
    const database = join(makeTestFolder(), 'offprint.sqlite');
    return { open: async (options) => openSqliteStore({ ...options, database }) };
  },
};

/**
 * PostgreSQL in this process: a bare clone has no server, and where there is one, that is enough but for the
 * long tests. All stores share its one connection.
 */
const pglite: TestEngine<TestPostgres> = {
  name: 'PGlite',
  isThere: longTests || process.env.OFFPRINT_TEST_POSTGRES === undefined,
  async createDatabase() {
    const schema = await openPgliteSchema();
    return {
      open: async (options) => openOn(await schema.connect(), options),
      connect: () => schema.connect(),
    };
  },
};

/** The address of a real server, whose user may make schemas: `.ci/with-postgres` starts one. */
const server = process.env.OFFPRINT_TEST_POSTGRES ?? '';

/** Whether there is a real server. */
export const hasServer = server !== '';

/** A real server. */
export const postgresql: TestEngine<TestPostgres> = {
  name: 'PostgreSQL',
  isThere: hasServer,
  async createDatabase() {
    const address = await createTestSchema();
    return {
      open: async (options) => openOn(await openPostgres(address), options),
      async connect() {
        const postgres = await openPostgres(address);
        onTestFinished(() => postgres.close());
        return postgres;
      },
    };
  },
};

/** A database that can be opened by its address, also by other threads and processes. */
export interface AddressedDatabase {
  readonly address: string;
  /** Drops what a server keeps of it. */
  readonly drop: () => Promise<void>;
}

/**
 * A new database of the engine in OFFPRINT_TEST_ENGINE, for tests that open it by its address.
 * @param file - where SQLite keeps it; a path of the test's own, or in memory by default.
 */
export async function createAddressed(file = ':memory:'): Promise<AddressedDatabase> {
  return defaultEngine === postgresql ? createSchema() : { address: file, drop: async () => {} };
}

/**
 * A schema of one test on the real server, dropped when the test ends.
 * @returns the address of the database with that schema.
 */
export async function createTestSchema(): Promise<string> {
  const { address, drop } = await createSchema();
  onTestFinished(drop);
  return address;
}

async function createSchema(): Promise<AddressedDatabase> {
  const schema = `offprint_test_${randomBytes(8).toString('hex')}`;
  const admin = await openPostgres(server);
  await admin.query(`CREATE SCHEMA ${schema}`);
  const address = new URL(server);
  address.searchParams.set('options', `-csearch_path=${schema}`);
  return {
    address: address.href,
    async drop() {
      await admin.query(`DROP SCHEMA ${schema} CASCADE`);
      await admin.close();
    },
  };
}

async function openOn(postgres: Postgres, options: OpenOptions): Promise<Store> {
  await migrate({ postgres, name: 'the test database', migrations });
  return createPostgresStore(postgres, { ...options, database: 'postgres://test' });
}

/** Engines of which a bare clone has the first two. */
export const engines: readonly TestEngine[] = [sqlite, pglite, postgresql];

/** The engine of tests that name none: OFFPRINT_TEST_ENGINE, else SQLite. */
export const defaultEngine: TestEngine =
  engines.find(({ name }) => name === process.env.OFFPRINT_TEST_ENGINE) ?? sqlite;

/** How many databases a test makes: a tenth where a server has to make their tables each time. */
export function fewerOnServer(databases: number): number {
  return defaultEngine === postgresql ? databases / 10 : databases;
}

/** Runs a suite over every engine; one that is not there is skipped by name. */
export function describeEngines(suite: (engine: TestEngine) => void): void {
  describeEach(engines, suite);
}

/** The same over those of PostgreSQL's. */
export function describePostgres(suite: (engine: TestEngine<TestPostgres>) => void): void {
  describeEach([pglite, postgresql], suite);
}

function describeEach<Engine extends TestEngine>(
  among: readonly Engine[],
  suite: (engine: Engine) => void,
): void {
  for (const engine of among) {
    describe.skipIf(!engine.isThere)(engine.name, () => {
      if (engine.name === 'PGlite') {
        beforeAll(async () => void (await startPglite()));
      }
      suite(engine);
    });
  }
}
