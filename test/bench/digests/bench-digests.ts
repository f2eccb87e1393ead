import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { openSearchThread } from '../../../src/composition/search-thread.ts';
import { addDays } from '../../../src/corpus/days.ts';
import type { Paper } from '../../../src/corpus/paper.ts';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { createDigests, type Digests } from '../../../src/digest/digests.ts';
import type { Poster } from '../../../src/digest/post/poster.ts';
import type { Logger } from '../../../src/log.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import type { Search } from '../../../src/search/search.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { createTrending } from '../../../src/trending/trending.ts';
import { customIdsOf } from '../../digest/fake-channels.ts';
import { say, table } from '../search/say.ts';
import { type DigestWorld, fillDigestWorld, firstDay } from './digest-world.ts';

const days = 3;
const quiet = () => {};
const log: Logger = {
  debug: quiet,
  info: quiet,
  warn: (fields) => say(JSON.stringify(fields)),
  error: (fields) => say(JSON.stringify(fields)),
};

/** How many papers and channels there are. */
export interface DigestSize {
  readonly papers: number;
  readonly channels: number;
}

/** A minute in which the digests of all channels are due. */
export interface DigestMinute {
  readonly day: string;
  readonly posted: number;
  /** Milliseconds of CPU for each channel, of all threads. */
  readonly cpuEach: number;
  readonly perSecond: number;
  /** Milliseconds for which the event loop was kept, at the longest and at the 99th percentile. */
  readonly kept: number;
  readonly keptP99: number;
  /** Of everything that was posted: the same digests have the same. */
  readonly hash: string;
}

/**
 * A minute in which every channel's digest is due, with free places filled from the shelf, on three
 * days; search is in a thread, as in the bot, and the poster answers at once.
 * @param dump - a file that gets every posted digest, to compare two versions paper by paper.
 */
export async function benchDigests(
  real: readonly Paper[],
  sizes: readonly DigestSize[],
  dump?: string,
): Promise<void> {
  say('\nDigests due in the same minute, shelf included: CPU and how long the event loop is kept');
  const rows: string[][] = [];
  for (const size of sizes) {
    for (const minute of await measureDigests(real, size, dump)) {
      rows.push([
        String(size.papers),
        String(size.channels),
        minute.day,
        String(minute.posted),
        minute.cpuEach.toFixed(2),
        minute.perSecond.toFixed(0),
        minute.kept.toFixed(1),
        minute.keptP99.toFixed(1),
        minute.hash.slice(0, 12),
      ]);
    }
  }
  table(
    [
      'papers',
      'channels',
      'day',
      'posted',
      'ms CPU each (limit 5)',
      'a second (Discord takes 50)',
      'loop kept, ms (limit 20)',
      'p99',
      'digests',
    ],
    rows,
  );
}

/** Three days of one size. */
export async function measureDigests(
  real: readonly Paper[],
  size: DigestSize,
  dump?: string,
): Promise<DigestMinute[]> {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-bench-'));
  const file = join(folder, 'offprint.sqlite');
  const clock = { at: new Date(`${firstDay}T09:00:30Z`), now: () => new Date(clock.at) };
  const store = await openStore({ database: file, role: 'command', paperIdOf, clock });
  const minutes: DigestMinute[] = [];
  try {
    const world = await fillDigestWorld(store, real, size);
    keepSaves(file, world);
    const search = await openSearchThread({ settings: { database: file, role: 'command' }, log });
    const posted: Posted[] = [];
    const digests = openDigests(store, search, clock, posted);
    for (const schedule of world.schedules) {
      await store.schedules.keepSchedule(schedule);
    }
    for (let n = 0; n < days; n += 1) {
      const day = addDays(firstDay, n);
      clock.at = new Date(`${day}T09:00:30Z`);
      await world.importPageOf(day);
      await search.refresh();
      // Guessing topics belongs to a start, which has its own bench; who browses waits for them.
      await search.browse({ on: day, topics: [], phrases: [], authors: [], limit: 1 });
      const before = posted.length;
      const minute = await measureTick(digests, size.channels);
      const hash = createHash('sha256')
        .update(canonical(posted.slice(before)))
        .digest('hex');
      minutes.push({ day, posted: posted.length - before, ...minute, hash });
    }
    if (dump) {
      await writeFile(`${dump}-${size.papers}-${size.channels}.jsonl`, canonical(posted));
    }
    await search.close();
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
  return minutes;
}

async function measureTick(
  digests: Digests,
  channels: number,
): Promise<Pick<DigestMinute, 'cpuEach' | 'perSecond' | 'kept' | 'keptP99'>> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const cpu = process.cpuUsage();
  const start = performance.now();
  await digests.tick();
  const took = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  delays.disable();
  return {
    cpuEach: (user + system) / 1000 / channels,
    perSecond: (1000 * channels) / took,
    kept: delays.max / 1e6,
    keptP99: delays.percentile(99) / 1e6,
  };
}

interface Posted {
  readonly destination: string;
  readonly nonce: string;
  readonly reply: Reply;
}

function canonical(posted: readonly Posted[]): string {
  return posted
    .map((each) => JSON.stringify(each))
    .toSorted()
    .join('\n');
}

function keepSaves(file: string, { saves }: DigestWorld): void {
  const database = new Database(file);
  const keep = database.prepare(
    'INSERT INTO saves (shelf, person, paper, asked, saved_at) VALUES (?, ?, ?, 1, ?)',
  );
  database.transaction(() => {
    for (const { server, paper, at } of saves) {
      keep.run(server, '300000000000000001', paper, at.getTime());
    }
  })();
  database.close();
}

function openDigests(
  store: Store,
  search: Search,
  clock: { now(): Date },
  posted: Posted[],
): Digests {
  const { events, teamEvents, schedules } = store;
  return createDigests({
    ledger: store.digestLedger,
    schedules,
    alerts: store.alerts,
    poster: createInstantPoster(clock, posted),
    clock,
    sources: {
      corpus: store.corpus,
      search,
      trending: createTrending({ events, others: [teamEvents] }),
      pages: events,
      savedLately: (server, max) => teamEvents.savedLately(server, max),
    },
    messageShown: async () => {},
    log,
  });
}

function createInstantPoster(clock: { now(): Date }, posted: Posted[]): Poster {
  return {
    async post(destination, reply, nonce) {
      posted.push({ destination, nonce, reply });
      return {
        sent: {
          id: String(posted.length),
          channel: destination,
          sentAt: clock.now(),
          customIds: reply.blocks.flatMap(customIdsOf),
          values: reply.blocks.flatMap((block) =>
            block.kind === 'select' && typeof block.of !== 'string'
              ? block.of.map(({ value }) => value)
              : [],
          ),
        },
      };
    },
    readBack: async () => [],
    publish: async () => {},
    tell: async () => true,
    check: async () => undefined,
  };
}
