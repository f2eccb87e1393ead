import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { migrations } from '../../../../src/store/sqlite/migrations/migrations.ts';
import { makeTestFolder } from '../../make-test-folder.ts';
import { openTestStore } from '../../open-test-store.ts';

const updated = [
  ...migrations,
  { version: migrations.length + 1, name: 'a step', up: () => undefined },
];

it('drops a copy from before an update with the last record of who was forgotten since', async () => {
  const file = join(makeTestFolder(), 'offprint.sqlite');
  const clock = { now: () => new Date('2026-01-15T12:00:00Z') };
  await (await openTestStore({ file, clock })).close();
  const store = await openTestStore({ file, clock, migrations: updated });
  const copies = () =>
    readdirSync(dirname(file)).filter((name) => name.includes('before-update')).length;

  await store.library.people.expireForgotten(new Date('2026-01-15T11:59:59Z'));
  expect(copies()).toBe(1);
  await store.library.people.expireForgotten(new Date('2026-01-15T12:00:01Z'));
  expect(copies()).toBe(0);
});
