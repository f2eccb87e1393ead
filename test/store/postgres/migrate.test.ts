import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openPostgres } from '../../../src/store/postgres/database/postgres.ts';
import type { Postgres } from '../../../src/store/postgres/database/sql.ts';
import { migrate } from '../../../src/store/postgres/migrations/migrate.ts';
import { migrations } from '../../../src/store/postgres/migrations/migrations.ts';
import { openSqlite } from '../../../src/store/sqlite/database/open-sqlite.ts';
import { createTestSchema, hasServer } from '../engines.ts';
import { makeTestFolder } from '../make-test-folder.ts';
import { openPgliteSchema, startPglite } from '../open-pglite.ts';
import { openTestStore } from '../open-test-store.ts';

const name = 'postgres://lab/papers';

/** Connections to one new database, on each kind of server. */
const servers = [
  { server: 'PGlite', isThere: true, create: openPgliteSchema },
  { server: 'PostgreSQL', isThere: hasServer, create: openServerSchema },
];

async function openServerSchema(): Promise<{ connect(): Promise<Postgres> }> {
  const address = await createTestSchema();
  return {
    async connect() {
      const postgres = await openPostgres(address);
      onTestFinished(() => postgres.close());
      return postgres;
    },
  };
}

beforeAll(async () => void (await startPglite()));

it('lists its migrations in order, without a gap', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1));
});

describe.each(servers)('$server', ({ isThere, create }) => {
  it.skipIf(!isThere)(
    'has the tables and columns of SQLite, so that rows can be moved',
    async () => {
      const postgres = await (await create()).connect();
      await migrate({ postgres, name, migrations });
      const file = `${makeTestFolder()}/offprint.sqlite`;
      await openTestStore({ file });
      const sqlite = openSqlite(file);
      onTestFinished(() => void sqlite.close());
      // What SQLite keeps for itself, and what a backup alone has.
      const columns = sqlite
        .prepare<[], string>(`
        SELECT tables.name || '.' || columns.name FROM sqlite_schema AS tables
          JOIN pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND tables.name NOT IN ('sqlite_sequence', 'backup')
      `)
        .pluck();
      const found = await postgres.query<{ name: string }>(`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name <> 'offprint'
    `);
      const own = 'papers.rowid';
      expect(found.map((column) => column.name).toSorted()).toEqual(
        [...columns.all(), own].toSorted(),
      );
    },
  );

  it.skipIf(!isThere)('is brought up to date once by processes that start together', async () => {
    const database = await create();
    const all = await Promise.all([1, 2, 3].map(() => database.connect()));
    await Promise.all(all.map((postgres) => migrate({ postgres, name, migrations })));
    const [first] = all;
    expect(await first?.query('SELECT schema_version FROM offprint')).toEqual([
      { schema_version: migrations.length },
    ]);
  });

  it.skipIf(!isThere)('stays as it was when a step fails', async () => {
    const postgres = await (await create()).connect();
    const half = {
      version: 1,
      name: 'half',
      up: async (sql: Pick<Postgres, 'query'>) => {
        await sql.query('CREATE TABLE half (a text)');
        throw new Error('step failed');
      },
    };
    await expect(migrate({ postgres, name, migrations: [half] })).rejects.toThrow('step failed');
    await migrate({ postgres, name, migrations });
    expect(await postgres.query(`SELECT to_regclass('half')::text AS half`)).toEqual([
      { half: null },
    ]);
  });

  it.skipIf(!isThere)('is refused where a newer program wrote it', async () => {
    const postgres = await (await create()).connect();
    await migrate({ postgres, name, migrations });
    const older = migrations.slice(0, -1);
    await expect(migrate({ postgres, name, migrations: older })).rejects.toThrow(
      /lab\/papers was written by a newer Offprint/,
    );
  });

  it.skipIf(!isThere)('is refused where another program made it', async () => {
    const postgres = await (await create()).connect();
    await postgres.query('CREATE TABLE theirs (a text)');
    await expect(migrate({ postgres, name, migrations })).rejects.toThrow(
      /lab\/papers is a database of another program/,
    );
  });
});
