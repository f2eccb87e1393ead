import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openPostgres } from '../../../src/store/postgres/database/postgres.ts';
import { createShardLocks } from '../../../src/store/postgres/database/shard-locks.ts';
import type { Postgres } from '../../../src/store/postgres/database/sql.ts';
import type { BotShards } from '../../../src/store/store.ts';
import { ShardsTakenError } from '../../../src/store/store-error.ts';
import { createTestSchema, hasServer } from '../engines.ts';

/** Milliseconds; a process that waits gives up at once unless a test says otherwise. */
const times = { every: 20, pause: 20, maxWait: 0 };
const patience = { timeout: 20_000 };

/** A process of its own, as far as the database can tell, and what it logs as errors. */
async function openProcess(address: string, { maxWait = times.maxWait } = {}) {
  const postgres = await openPostgres(address);
  const said: string[] = [];
  const note = (_: object, event: string) => void said.push(event);
  const log = { debug: () => {}, info: note, warn: () => {}, error: note };
  const locks = createShardLocks(postgres, 'postgres://lab/papers', log, { ...times, maxWait });
  onTestFinished(async () => {
    await locks.close();
    await postgres.close();
  });
  return { postgres, said, ...locks };
}

function shardsOf(text: string, bot = 'papers'): BotShards {
  const [, first, last, count] = /^(\d+)-(\d+)\/(\d+)$/.exec(text) ?? [];
  return { bot, first: Number(first), last: Number(last), count: Number(count) };
}

/** Ends every session that holds shards, as a server that restarts does. */
async function endHolders(postgres: Postgres): Promise<void> {
  await postgres.query(`
    SELECT pg_terminate_backend(pid) FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 2 AND pid <> pg_backend_pid() AND classid IN (
      SELECT (hashtext('offprint ' || current_schema() || ' shards of papers')::bigint & 4294967295)::oid
    )
  `);
}

describe.skipIf(!hasServer)('a shard on a PostgreSQL server', () => {
  it('is for one process: another one learns who has it, and gets it when that one ends', async () => {
    const address = await createTestSchema();
    const first = await openProcess(address);
    const second = await openProcess(address);
    await first.holdShards(shardsOf('0-7/16'));
    const refused = second.holdShards(shardsOf('7-15/16'));
    await expect(refused).rejects.toThrow(ShardsTakenError);
    await expect(refused).rejects.toThrow(
      /^Shard 7 of 16 is taken: another process \(on 127\.0\.0\.1\) on postgres:\/\/lab\/papers connects it/,
    );
    await second.holdShards(shardsOf('8-15/16'));
    await first.close();
    const third = await openProcess(address);
    await third.holdShards(shardsOf('0-7/16'));
  });

  it('is not the same for another bot on the database', async () => {
    const address = await createTestSchema();
    await (await openProcess(address)).holdShards(shardsOf('0-0/1'));
    await (await openProcess(address)).holdShards(shardsOf('0-0/1', 'another bot'));
    const again = (await openProcess(address)).holdShards(shardsOf('0-0/1'));
    await expect(again).rejects.toThrow('This bot is running already');
  });

  it('of another number of shards is refused while the bot runs with the first number', async () => {
    const address = await createTestSchema();
    const first = await openProcess(address);
    await first.holdShards(shardsOf('0-3/8'));
    const second = await openProcess(address);
    await expect(second.holdShards(shardsOf('8-15/16'))).rejects.toThrow(
      'over 8 shards, and this one over 16',
    );
    await first.close();
    await second.holdShards(shardsOf('8-15/16'));
  });

  it('is waited for where its process is ending', async () => {
    const address = await createTestSchema();
    const first = await openProcess(address);
    await first.holdShards(shardsOf('0-1/2'));
    const second = await openProcess(address, { maxWait: 20_000 });
    const held = second.holdShards(shardsOf('0-1/2'));
    await first.close();
    await held;
  });

  it('is held again after the connection was lost', async () => {
    const address = await createTestSchema();
    const first = await openProcess(address);
    const { lost } = await first.holdShards(shardsOf('0-1/2'));
    const ended = vi.fn();
    void lost.then(ended);
    await endHolders(first.postgres);
    await vi.waitFor(
      () => expect(first.said).toEqual(['this process holds its shards again']),
      patience,
    );
    expect(ended).not.toHaveBeenCalled();
    const second = await openProcess(address);
    await expect(second.holdShards(shardsOf('1-1/2'))).rejects.toThrow('Shard 1 of 2 is taken');
  });

  it('is lost where another process took it before the connection was back', async () => {
    const address = await createTestSchema();
    const first = await openProcess(address);
    const { lost } = await first.holdShards(shardsOf('0-1/2'));
    const second = await openProcess(address, { maxWait: 20_000 });
    const open = vi.spyOn(first.postgres, 'openSession').mockRejectedValue(new Error('no network'));
    await endHolders(first.postgres);
    await second.holdShards(shardsOf('1-1/2'));
    open.mockRestore();
    expect((await lost).message).toContain('Shard 1 of 2 is taken');
    expect(first.said).toEqual(['another process has taken a shard of this one']);
  });
});
