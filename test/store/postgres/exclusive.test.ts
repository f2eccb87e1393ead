import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createExclusive } from '../../../src/store/postgres/database/exclusive.ts';
import { lockHolders } from '../../../src/store/postgres/database/locks.ts';
import { openPostgres } from '../../../src/store/postgres/database/postgres.ts';
import type { Postgres } from '../../../src/store/postgres/database/sql.ts';
import { createTestSchema, hasServer } from '../engines.ts';

/** Milliseconds between two looks of a test. */
const every = 20;

const patience = { timeout: 20_000 };

/** A process of its own, as far as the database can tell, which notes when it starts and stops. */
async function openProcess(address: string, name: string, events: string[]) {
  const postgres = await openPostgres(address);
  const tasks = createExclusive(postgres, undefined, every);
  onTestFinished(async () => {
    await tasks.close();
    await postgres.close();
  });
  const start = () =>
    tasks.exclusive('pages', async () => {
      events.push(`${name} starts`);
      return async () => void events.push(`${name} stops`);
    });
  return { postgres, start };
}

/** Ends every session that holds one of our locks, as a server that restarts does. */
async function endHolders(postgres: Postgres): Promise<void> {
  await postgres.query('SELECT pg_terminate_backend(unnest($1::integer[]))', [
    await lockHolders(postgres),
  ]);
}

describe.skipIf(!hasServer)('a task on a PostgreSQL server', () => {
  it('is done by one process, and by another once that one has given it up', async () => {
    const address = await createTestSchema();
    const events: string[] = [];
    const first = await openProcess(address, 'first', events);
    const second = await openProcess(address, 'second', events);
    const giveUp = first.start();
    await vi.waitFor(() => expect(events).toEqual(['first starts']), patience);
    second.start();
    await giveUp();
    await vi.waitFor(
      () => expect(events).toEqual(['first starts', 'first stops', 'second starts']),
      patience,
    );
  });

  it('is stopped where the connection is lost, and taken up by one of them', async () => {
    const address = await createTestSchema();
    const events: string[] = [];
    const first = await openProcess(address, 'first', events);
    const second = await openProcess(address, 'second', events);
    first.start();
    await vi.waitFor(() => expect(events).toEqual(['first starts']), patience);
    second.start();
    await endHolders(second.postgres);
    await vi.waitFor(() => {
      expect(events).toContain('first stops');
      expect(events.filter((event) => event.endsWith('starts'))).toHaveLength(2);
    }, patience);
  });
});
