import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { splitShards } from '../../../src/discord/processes/split-shards.ts';
import { startProcesses } from '../../../src/discord/processes/start-processes.ts';
import { createManualClock } from '../../../src/local-discord/clock.ts';
import type { LocalDiscord } from '../../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../../src/local-discord/open-local-discord.ts';
import type { OptionValues } from '../../../src/local-discord/people/person.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { openSharedClock } from './shared-clock.ts';

/** How many of everything there are. */
export interface ShardedSize {
  readonly processes: number;
  readonly shards: number;
  readonly servers: number;
}

/** A server with one channel. */
export interface Lab {
  readonly id: string;
  readonly channel: string;
  readonly shard: number;
}

/** A bot of several processes on one database, whose time the test moves. */
export interface ShardedBot {
  readonly discord: LocalDiscord;
  readonly store: Store;
  readonly labs: readonly Lab[];
  /** The folder of pages that one of the processes imports. */
  readonly pages: string;
  setTime(moment: Date): void;
  /** Kills a process. @returns its shards. */
  kill(process: number): readonly number[];
  /** Resolves when every shard is connected, and what was heard or missed is taken in. */
  settled(): Promise<void>;
  /** What the processes logged as errors. */
  errors(): string;
}

export const people = ['ada', 'grace', 'alan'] as const;

/** How long a process may take until it is back and has taken everything in, in milliseconds of real time. */
const patience = { timeoutMs: 240_000 } as const;

/** Opens everything on a PostgreSQL database; gone when the test ends. */
export async function openShardedBot(
  database: string,
  start: Date,
  { processes: count, shards, servers }: ShardedSize,
): Promise<ShardedBot> {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-shards-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const pages = join(folder, 'pages');
  await mkdir(pages);
  const time = createManualClock(start.getTime());
  const shared = openSharedClock(join(folder, 'clock'), 'w+');
  onTestFinished(() => shared.close());
  shared.set(start);
  const discord = await openLocalDiscord({
    clock: time,
    sharding: { recommended: shards, maxConcurrency: shards, identifyEvery: 5000, required: true },
    scene: {
      people: [...people],
      guilds: Array.from({ length: servers }, (_, at) => ({
        name: `Lab ${at}`,
        channels: ['papers'],
        members: [{ name: 'ada', permissions: ['ManageGuild', 'ManageMessages'] }, 'grace', 'alan'],
      })),
    },
  });
  onTestFinished(() => discord.close());
  const labs = Array.from({ length: servers }, (_, at): Lab => {
    const { id } = discord.guild(`Lab ${at}`);
    const shard = Number((BigInt(id) >> 22n) % BigInt(shards));
    return { id, channel: discord.channel(`Lab ${at}/papers`).id, shard };
  });
  const store = await openStore({ database, role: 'command', paperIdOf, clock: shared });
  onTestFinished(() => store.close());
  const errors = join(folder, 'errors');
  const ranges = splitShards({ first: 0, last: shards - 1, count: shards }, count);
  const quiet = () => {};
  const processes = startProcesses({
    file: fileURLToPath(new URL('shard-process.ts', import.meta.url)),
    execArgv: ['--import', 'tsx'],
    args: [database, discord.url, join(folder, 'clock'), pages, errors],
    token: discord.token,
    ranges,
    exitRefused: 78,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  onTestFinished(() => processes.stop(1000));
  let pids: readonly number[] = [];

  async function settled(): Promise<void> {
    await discord.until(() => discord.connectedShards.length === shards, {
      ...patience,
      what: 'all shards',
    });
    // What the gateway told before is heard before this command is.
    await Promise.all(
      Array.from({ length: shards }, async (_, shard) => {
        const lab = labs.find((each) => each.shard === shard);
        await (lab && answered(discord, lab.channel, 'help'));
      }),
    );
    pids = await allSettled();
  }

  async function allSettled(): Promise<readonly number[]> {
    for (;;) {
      const states = (await processes.states()) as readonly { health?: { pid: number } }[];
      const known = states.flatMap(({ health }) => health?.pid ?? []);
      if (known.length === count) {
        return known;
      }
      await wait(100);
    }
  }

  await processes.connected;
  await settled();
  return {
    discord,
    store,
    labs,
    pages,
    setTime(moment) {
      time.set(moment.getTime());
      shared.set(moment);
    },
    kill(at) {
      const { first, last } = ranges[at] ?? { first: 0, last: -1 };
      process.kill(pids[at] ?? 0, 'SIGKILL');
      return Array.from({ length: last - first + 1 }, (_, shard) => first + shard);
    },
    settled,
    errors: () => (existsSync(errors) ? readFileSync(errors, 'utf8') : ''),
  };
}

/** Asks until there is an answer: a process may take long to start where the machine is busy. */
export async function answered(
  discord: LocalDiscord,
  channel: string,
  command: string,
  options?: OptionValues,
): Promise<void> {
  const end = performance.now() + patience.timeoutMs;
  for (;;) {
    try {
      await discord.person('grace').runCommand(channel, command, options).message();
      return;
    } catch (error) {
      if (performance.now() > end) {
        throw error;
      }
    }
  }
}
