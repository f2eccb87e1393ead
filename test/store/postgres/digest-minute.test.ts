import { expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { createDigests } from '../../../src/digest/digests.ts';
import { askedFor } from '../../../src/library/saves/save-rules.ts';
import { createPostgresStore } from '../../../src/store/postgres/create-postgres-store.ts';
import type { Postgres, Sql } from '../../../src/store/postgres/database/sql.ts';
import { migrate } from '../../../src/store/postgres/migrations/migrate.ts';
import { migrations } from '../../../src/store/postgres/migrations/migrations.ts';
import type { Store } from '../../../src/store/store.ts';
import { createTrending } from '../../../src/trending/trending.ts';
import { createFakeChannels } from '../../digest/fake-channels.ts';
import { scheduleOf } from '../../digest/schedule-of.ts';
import { searchOver } from '../../digest/search-over.ts';
import { openPgliteSchema } from '../open-pglite.ts';
import { pageOf } from '../open-test-store.ts';

const clock = { now: () => new Date('2026-01-15T08:00:00Z') };
const log = { debug() {}, info() {}, warn() {}, error() {} };

it('asks as much for a channel whose team saved many papers as for one that saved few', async () => {
  const forChannel = async (papers: number) =>
    (await statementsOf(3, papers)) - (await statementsOf(2, papers));
  const few = await forChannel(6);
  expect(few).toBeGreaterThan(0);
  expect(await forChannel(60)).toBe(few);
}, 120_000);

/** How many statements the digests of a minute take, in this many channels of a team that saved all papers. */
async function statementsOf(channels: number, papers: number): Promise<number> {
  let asked = 0;
  const counting = (sql: Sql): Sql => ({
    query(text, values) {
      asked += 1;
      return sql.query(text, values);
    },
  });
  const postgres = await (await openPgliteSchema()).connect();
  await migrate({ postgres, name: 'the test database', migrations });
  const counted: Postgres = {
    ...postgres,
    ...counting(postgres),
    transaction: (run, isolation) => postgres.transaction((sql) => run(counting(sql)), isolation),
  };
  const options = { database: 'postgres://test', role: 'bot', paperIdOf, clock } as const;
  const store = await createPostgresStore(counted, options);
  await fill(store, channels, papers);
  asked = 0;
  await digestsOf(store).tick();
  const statements = asked;
  expect((await store.digestLedger.entries('channel 0', 1))[0]?.outcome).toBe('posted');
  await store.close();
  return statements;
}

async function fill(store: Store, channels: number, papers: number): Promise<void> {
  const titles = Array.from({ length: papers }, (_, n) => `Paper ${n}`);
  await store.corpus.importPage(pageOf(titles, { date: '2026-01-14' }));
  for (const title of titles) {
    const key = { library: 'lab', person: 'ada', paper: paperIdOf(title) };
    await store.library.saves.change(key, askedFor(clock.now()));
  }
  for (let n = 0; n < channels; n += 1) {
    const destination = `channel ${n}`;
    const activeSince = new Date('2026-01-14T12:00:00Z');
    await store.schedules.keepSchedule(scheduleOf({ destination, server: 'lab', activeSince }));
  }
}

function digestsOf({ corpus, events, teamEvents, ...store }: Store) {
  return createDigests({
    ledger: store.digestLedger,
    schedules: store.schedules,
    alerts: store.alerts,
    poster: createFakeChannels(clock),
    clock,
    sources: {
      corpus,
      search: searchOver(corpus),
      trending: createTrending({ events, others: [teamEvents] }),
      pages: events,
      savedLately: (server, max) => teamEvents.savedLately(server, max),
    },
    messageShown: async () => {},
    log,
  });
}
