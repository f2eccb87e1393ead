import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createViewStore } from '../../../../src/store/sqlite/corpus/view-store.ts';
import { openDatabase } from '../../../../src/store/sqlite/database/open-database.ts';
import { makeTestFolder } from '../../make-test-folder.ts';
import { openTestStore } from '../../open-test-store.ts';

it('keeps the newest views in memory while the disk is full, and gives out the others', async () => {
  const file = join(makeTestFolder(), 'views.sqlite');
  await (await openTestStore({ file })).close();
  const database = openDatabase(file);
  onTestFinished(() => void database.close());
  const views = createViewStore(database, { now: () => new Date('2026-01-01T00:00:00Z') });
  const written = await views.keepView({ query: 'x'.repeat(100) });
  database.pragma(`max_page_count = ${String(database.pragma('page_count', { simple: true }))}`);
  const large = { query: 'y'.repeat(100_000) };
  const key = await views.keepView(large);
  expect(await views.openView(key)).toEqual(large);
  expect(await views.openView(written)).toEqual({ query: 'x'.repeat(100) });
  for (let i = 0; i < 500; i++) {
    await views.keepView({ query: `${i}`.repeat(10_000) });
  }
  expect(await views.openView(key)).toBeUndefined();
});
