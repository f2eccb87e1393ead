import { fileURLToPath } from 'node:url';
import type { AppConfig } from './config/read-app-config.ts';
import { ConfigError } from './config/read-config.ts';
import { canBeShared } from './config/read-shards.ts';
import { RefusedError } from './discord/connection/refused-error.ts';
import { recommendedShards } from './discord/processes/recommended-shards.ts';
import { type ShardRange, splitShards } from './discord/processes/split-shards.ts';
import { startProcesses } from './discord/processes/start-processes.ts';
import { type Health, joinHealth, serveHealth } from './health.ts';
import type { Logger } from './log.ts';
import type { Closers } from './shut-down.ts';

/** How several processes are run besides their settings. */
export interface RunProcessesOptions {
  readonly processes: number;
  readonly exitRefused: number;
  readonly log: Logger;
  /** Filled with how to stop what was started. */
  readonly closers: Closers;
  readonly say: (line: string) => void;
}

/** How long the processes may take to stop, in milliseconds; each gives up by itself before. */
const maxStop = 9000;

/**
 * Runs the shards of this machine in several processes until one of them is refused.
 * @throws {Error} with a sentence where they cannot be started.
 */
export async function runProcesses(
  settings: AppConfig,
  { processes: wanted, exitRefused, log, closers, say }: RunProcessesOptions,
): Promise<RefusedError> {
  const { token, database } = settings;
  if (token === undefined) {
    throw new ConfigError('--processes is for Discord, and DISCORD_TOKEN is not set.');
  }
  if (wanted > 1 && !canBeShared(database)) {
    throw new ConfigError(
      `--processes ${wanted} needs a PostgreSQL database, since one process works on a SQLite file. Set OFFPRINT_DB to a postgres:// address.`,
    );
  }
  const ranges = splitShards(await shardsFor(settings, token, wanted), wanted);
  const processes = startProcesses({
    file: fileURLToPath(new URL('main.js', import.meta.url)),
    execArgv: process.execArgv,
    token,
    ranges,
    exitRefused,
    log,
  });
  // A second signal ends this process at once, and the others with it.
  process.on('exit', () => processes.kill());
  await closers.add(() => processes.stop(maxStop));
  const server = await serveHealth(settings, async () =>
    joinHealth(
      (await processes.states()).map(({ shards, health }) => ({
        shards,
        health: health as Health | undefined,
      })),
    ),
  );
  await closers.add(() => server.close());
  const refused = processes.refused.then(
    // The process that was refused has said why.
    () => new RefusedError(''),
  );
  const connected = processes.connected.then(() =>
    say(
      `Connected: ${wanted} ${wanted === 1 ? 'process' : 'processes'}. Health: ${server.url}/healthz`,
    ),
  );
  await Promise.race([connected, refused]);
  return refused;
}

/** The shards of this machine. Those of OFFPRINT_SHARDS, where one for each process is there. */
async function shardsFor(
  { shards, apiUrl }: AppConfig,
  token: string,
  processes: number,
): Promise<ShardRange> {
  const recommended = await recommendedShards(apiUrl, token);
  const isAutomatic = shards === 'auto' || shards.count === 1;
  const all = Math.max(recommended, processes);
  const range = isAutomatic ? { first: 0, last: all - 1, count: all } : shards;
  const here = range.last - range.first + 1;
  if (here < processes) {
    throw new ConfigError(
      `--processes ${processes} needs a shard for each process, and OFFPRINT_SHARDS names ${here}.`,
    );
  }
  return range;
}
