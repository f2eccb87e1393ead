import { expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import type { Postgres } from '../../../src/store/postgres/database/sql.ts';
import { StoreError } from '../../../src/store/store-error.ts';
import { describePostgres } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

/** Whatever is written to these tables fails as on a server without room. */
async function failWrites(postgres: Postgres, code: string, ...tables: string[]): Promise<void> {
  await postgres.query(`
    CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '${code}'; END $$;
  `);
  for (const table of tables) {
    await postgres.query(
      `CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON ${table} EXECUTE FUNCTION no_room()`,
    );
  }
}

async function thrownBy(step: Promise<unknown>): Promise<unknown> {
  return step.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describePostgres((engine) => {
  it.each([
    ['53100', 'disk-full', 'cannot be written: the disk of the server is full'],
    ['53200', 'overloaded', 'too little memory'],
    ['53300', 'overloaded', 'too many connections'],
  ])(
    'a step that fails with %s says what is wrong with the server',
    async (code, trouble, says) => {
      const database = await engine.createDatabase();
      const store = await openTestStore({ on: database });
      await failWrites(await database.connect(), code, 'papers');
      for (const step of [
        store.corpus.importPage(pageOf(['A'])),
        store.corpus.importRecords('b.jsonl', [{ title: 'B' }]),
      ]) {
        const error = await thrownBy(step);
        expect(error).toBeInstanceOf(StoreError);
        expect(error).toMatchObject({ trouble });
        expect((error as Error).message).toContain(says);
      }
      expect(await store.corpus.overview()).toMatchObject({ papers: 0, pages: 0 });
    },
  );

  it('a view that cannot be written costs nothing until the bot is started again', async () => {
    const database = await engine.createDatabase();
    const { views } = await openTestStore({ on: database });
    const written = await views.keepView({ query: 'written' });
    await failWrites(await database.connect(), '53100', 'views');
    const key = await views.keepView({ query: 'x' });
    expect(await views.openView(key)).toEqual({ query: 'x' });
    expect(await views.openView(written)).toEqual({ query: 'written' });
    const other = await openTestStore({ on: database });
    expect(await other.views.openView(key)).toBeUndefined();
  });

  it('an open that cannot be counted is no fault', async () => {
    const database = await engine.createDatabase();
    const { corpus, events } = await openTestStore({ on: database });
    await corpus.importPage(pageOf(['A']));
    const paper = paperIdOf('A');
    await failWrites(await database.connect(), '53100', 'opens');
    const at = new Date('2026-11-21T12:00:00Z');
    await events.recordOpen({ paper, server: 's', person: 'p', at, fromSearch: false });
    expect(await events.eventsOf([paper], { server: 's' })).toEqual([]);
  });

  it('an error that only concerns the step stays the fault that it is', async () => {
    const database = await engine.createDatabase();
    const store = await openTestStore({ on: database });
    await failWrites(await database.connect(), '22000', 'papers', 'views');
    expect(await thrownBy(store.corpus.importPage(pageOf(['A'])))).not.toBeInstanceOf(StoreError);
    expect(await thrownBy(store.views.keepView({ query: 'x' }))).not.toBeInstanceOf(StoreError);
  });
});
