import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { openPostgres } from '../../../src/store/postgres/database/postgres.ts';
import { type Postgres, queryOne } from '../../../src/store/postgres/database/sql.ts';
import { StoreError } from '../../../src/store/store-error.ts';
import { createTestSchema, hasServer } from '../engines.ts';

/** A port of this machine where nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The sentence with which an address is refused. */
async function refusal(database: string): Promise<string> {
  const opening = openStore({
    database,
    role: 'command',
    paperIdOf,
    clock: { now: () => new Date() },
  });
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  return error instanceof StoreError ? error.message : '';
}

it('says so where no server answers, without the password', async () => {
  const port = await freePort();
  expect(await refusal(`postgres://ada:secret@127.0.0.1:${port}/papers`)).toBe(
    `postgres://ada@127.0.0.1:${port}/papers does not answer: nothing listens there. Is the server running?`,
  );
});

it('says so where the host has no such name', async () => {
  expect(await refusal('postgres://ada@nowhere.invalid/papers')).toMatch(/cannot be found/);
});

it('says how to write a password that breaks the address, and not the password', async () => {
  const said = await refusal('postgres://ada:se/cr#et@127.0.0.1/papers');
  expect(said).toMatch(/^The PostgreSQL database has an address that cannot be read\..*%2F/);
  expect(said).not.toContain('cr#et');
});

describe.skipIf(!hasServer)('on a PostgreSQL server', () => {
  async function open(address: string): Promise<Postgres> {
    const postgres = await openPostgres(address);
    onTestFinished(() => postgres.close());
    return postgres;
  }

  it('a database that is not there is refused with what to do', async () => {
    const address = new URL(await createTestSchema());
    address.pathname = '/not_there';
    expect(await refusal(address.href)).toContain('is not there. Create it first');
  });

  it('a step that meets another one is taken again', async () => {
    const postgres = await open(await createTestSchema());
    await postgres.query('CREATE TABLE counter (value integer); INSERT INTO counter VALUES (0)');
    const addOne = () =>
      postgres.transaction(async (sql) => {
        const { value } = await queryOne<{ value: number }>(sql, 'SELECT value FROM counter');
        await sql.query('UPDATE counter SET value = $1', [value + 1]);
      });
    await Promise.all(Array.from({ length: 12 }, addOne));
    expect(await postgres.query('SELECT value FROM counter')).toEqual([{ value: 12 }]);
  });

  it('a step that fails leaves nothing, and its connection can be used again', async () => {
    const postgres = await open(await createTestSchema());
    await postgres.query('CREATE TABLE kept (value integer)');
    const failing = postgres.transaction(async (sql) => {
      await sql.query('INSERT INTO kept VALUES (1)');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await postgres.query('SELECT value FROM kept')).toEqual([]);
  });

  it('connections that the server ends are replaced', async () => {
    const address = await createTestSchema();
    const [postgres, other] = [await open(address), await open(address)];
    const { pid } = await queryOne<{ pid: number }>(postgres, 'SELECT pg_backend_pid() AS pid');
    await other.query('SELECT pg_terminate_backend($1)', [pid]);
    // What is sent just then fails; whatever comes after is answered.
    await postgres.query('SELECT 1').catch(() => {});
    expect(await postgres.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
