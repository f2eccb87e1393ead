import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/database/open-sqlite.ts';
import type { Migration } from '../../src/store/sqlite/migrations/migration.ts';
import { migrations } from '../../src/store/sqlite/migrations/migrations.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { makeTestFolder } from './make-test-folder.ts';
import { openTestStore, pageOf } from './open-test-store.ts';

/** The history so far and, after it, steps that each add a table. */
function withSteps(count: number, up?: Migration['up']): Migration[] {
  const first = migrations.length + 1;
  const steps = Array.from({ length: count }, (_, index) => ({
    version: first + index,
    name: `step ${index}`,
    up: up ?? ((database) => void database.exec(`CREATE TABLE step_${index} (a TEXT) STRICT`)),
  }));
  return [...migrations, ...steps];
}

function newFile(): string {
  return join(makeTestFolder(), 'data', 'offprint.sqlite');
}

function copiesOf(file: string): string[] {
  return readdirSync(join(file, '..')).filter((name) => name.includes('before-update'));
}

it('lists its migrations in order, without a gap', async () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1));
});

describe('a database', () => {
  it('is made with its folder and keeps what it was given', async () => {
    const file = newFile();
    const first = await openTestStore({ file });
    await first.corpus.importPage(pageOf(['A']));
    const key = await first.views.keepView({ query: 'x' });
    await first.close();

    const second = await openTestStore({ file });
    expect((await second.corpus.paperByTitle('A'))?.title).toBe('A');
    expect(await second.views.openView(key)).toEqual({ query: 'x' });
    expect(copiesOf(file)).toEqual([]);
  });

  it('is one to the bot lock, by whatever name it is reached', async () => {
    const file = newFile();
    await openTestStore({ file, role: 'bot' });
    const link = join(makeTestFolder(), 'link.sqlite');
    symlinkSync(file, link);
    await expect(openTestStore({ file: link, role: 'bot' })).rejects.toThrow(
      'Another Offprint bot',
    );
  });

  it('is copied whole to a back-up', async () => {
    const file = newFile();
    const store = await openTestStore({ file });
    await store.corpus.importPage(pageOf(['A']));
    const copy = join(makeTestFolder(), 'copy.sqlite');
    await store.backup(copy);
    const reopened = await openTestStore({ file: copy });
    expect((await reopened.corpus.overview()).papers).toBe(1);
    expect(readdirSync(join(copy, '..')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('an older database', () => {
  it('is copied before it is updated, with what stood in its log, and three copies stay', async () => {
    const file = newFile();
    let now = Date.parse('2026-11-21T12:00:00Z');
    const clock = { now: () => new Date(now) };
    // Stays open, so that nothing is moved from the write-ahead log into the file.
    const first = await openTestStore({ file });
    await first.corpus.importPage(pageOf(['A']));
    for (const steps of [1, 2, 3, 4]) {
      await (await openTestStore({ file, clock, migrations: withSteps(steps) })).close();
      now += 60_000;
    }

    const copies = copiesOf(file).sort();
    const schemas = [1, 2, 3].map((step) => `schema-${migrations.length + step}`);
    expect(copies.map((name) => name.slice(name.indexOf('schema')))).toEqual(schemas);
    const copy = join(file, '..', copies[0] ?? '');
    const old = await openTestStore({ file: copy, migrations: withSteps(1) });
    expect((await old.corpus.paperByTitle('A'))?.title).toBe('A');
  });

  it('stays as it was when a step fails', async () => {
    const file = newFile();
    await (await openTestStore({ file })).close();
    const failing = withSteps(1, (database) => {
      database.exec('CREATE TABLE half (a TEXT) STRICT');
      throw new Error('step failed');
    });
    await expect(openTestStore({ file, migrations: failing })).rejects.toThrow('step failed');
    const store = await openTestStore({ file });
    await store.corpus.importPage(pageOf(['A']));
    const tables = openSqlite(file).prepare("SELECT name FROM sqlite_schema WHERE name = 'half'");
    expect(tables.all()).toEqual([]);
  });

  it('is not left with broken references', async () => {
    const file = newFile();
    const first = await openTestStore({ file });
    await first.corpus.importPage(pageOf(['A']));
    await first.close();
    const breaking = withSteps(1, (database) => void database.exec('DELETE FROM papers'));
    await expect(openTestStore({ file, migrations: breaking })).rejects.toThrow(
      'breaks 2 references',
    );
    const reopened = await openTestStore({ file });
    expect((await reopened.corpus.overview()).papers).toBe(1);
  });

  it('is not updated by a command under a running bot', async () => {
    const file = newFile();
    await openTestStore({ file, role: 'bot' });
    await expect(openTestStore({ file, migrations: withSteps(1) })).rejects.toThrow(
      'Stop the bot first',
    );
    expect(copiesOf(file)).toEqual([]);
  });
});

describe('a file that is no database of ours', () => {
  async function refusal(file: string): Promise<string> {
    try {
      await openTestStore({ file });
    } catch (error) {
      if (error instanceof StoreError) {
        return error.message;
      }
      throw error;
    }
    throw new Error('It was opened.');
  }

  it('is refused where a newer program wrote it', async () => {
    const file = newFile();
    await (await openTestStore({ file, migrations: withSteps(2) })).close();
    expect(await refusal(file)).toContain('was written by a newer Offprint');
  });

  it('is refused where it is not SQLite', async () => {
    const file = join(makeTestFolder(), 'notes.txt');
    writeFileSync(file, 'Just some notes. '.repeat(300));
    expect(await refusal(file)).toContain('notes.txt is not an SQLite database');
  });

  it('is refused where another program made it', async () => {
    const file = join(makeTestFolder(), 'other.sqlite');
    openSqlite(file).exec('CREATE TABLE theirs (a)').close();
    expect(await refusal(file)).toContain('other.sqlite belongs to another program');
  });

  it('is refused where it is damaged', async () => {
    const file = newFile();
    const store = await openTestStore({ file });
    await store.corpus.importPage(pageOf(['A']));
    await store.close();
    const whole = readFileSync(file);
    writeFileSync(file, whole.fill(7, 100));
    expect(await refusal(file)).toContain('is damaged');
  });

  it('is refused where it is a folder, or under a file', async () => {
    const folder = makeTestFolder();
    mkdirSync(join(folder, 'taken'));
    expect(await refusal(join(folder, 'taken'))).toContain('cannot be opened');
    writeFileSync(join(folder, 'file'), '');
    expect(await refusal(join(folder, 'file', 'offprint.sqlite'))).toContain(
      'part of its path is a file',
    );
  });
});
