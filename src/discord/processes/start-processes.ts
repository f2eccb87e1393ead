import type { ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type Shard, ShardingManager } from 'discord.js';
import type { Logger } from '../../log.ts';
import { describeRange, type ShardRange } from './split-shards.ts';

/** Pauses before a process that ended is started again, in milliseconds: the first, and the longest. */
const [firstPause, longestPause] = [1000, 30_000];

/** A process that lived this long, in milliseconds, has nothing wrong with its start. */
const longLife = 60_000;

/** How long a process may take to say how it is, in milliseconds. */
const maxAnswer = 5000;

/** Which processes are started, and how. */
export interface ProcessesOptions {
  /** Path of the program that each of them runs. */
  readonly file: string;
  readonly args?: readonly string[];
  /** Arguments of Node itself. */
  readonly execArgv: readonly string[];
  readonly token: string;
  /** The shards of each process. */
  readonly ranges: readonly ShardRange[];
  /** An exit code after which starting again does not help. */
  readonly exitRefused: number;
  readonly log: Logger;
}

/** Bot processes on this machine. */
export interface Processes {
  /** Resolves when each of them said that it is connected. */
  readonly connected: Promise<void>;
  /** Resolves when one of them ended with `exitRefused`. */
  readonly refused: Promise<void>;
  /** The shards of each and what it says of its health; undefined where it does not answer. */
  states(): Promise<readonly { readonly shards: string; readonly health: unknown }[]>;
  /** Asks all of them to stop; ends what is left after some milliseconds. */
  stop(maxMilliseconds: number): Promise<void>;
  /** Ends all of them at once. */
  kill(): void;
}

/** What the processes and their parent say to each other. */
export const processWords = { connected: 'connected', askHealth: 'health' } as const;

/**
 * Starts bot processes by discord.js's ShardingManager, each with some shards. One that ends is started
 * again, after growing pauses.
 */
export function startProcesses(options: ProcessesOptions): Processes {
  const { ranges, exitRefused, log } = options;
  const manager = new ShardingManager(options.file, {
    token: options.token,
    totalShards: ranges.length,
    respawn: false,
    shardArgs: [...(options.args ?? [])],
    execArgv: [...options.execArgv],
  });
  const ending = new AbortController();
  const refusal = openGate();

  function keepRunning(shard: Shard, range: ShardRange): Promise<void> {
    const connection = openGate();
    let startedAt = 0;
    let shortLives = 0;
    // One process has several shards of Discord's; discord.js expects one.
    Object.assign(shard.env as object, { OFFPRINT_SHARDS: describeRange(range), PORT: '0' });

    async function start(): Promise<void> {
      startedAt = performance.now();
      const child = (await shard.spawn(-1)) as ChildProcess;
      child.on('error', (err) => log.error({ err }, 'process could not be started'));
    }

    async function startAgain(): Promise<void> {
      shortLives = performance.now() - startedAt < longLife ? shortLives + 1 : 1;
      const pause = Math.min(firstPause * 2 ** (shortLives - 1), longestPause);
      log.warn({ shards: describeRange(range), pauseMilliseconds: pause }, 'process ended');
      await wait(pause, undefined, { signal: ending.signal });
      await start();
    }

    const run = (work: Promise<void>) =>
      void work.catch((err: unknown) => {
        if (!ending.signal.aborted) {
          log.error({ err }, 'process could not be started');
        }
      });
    shard.on('message', (message) => {
      if (message === processWords.connected) {
        connection.open();
      }
    });
    shard.on('death', (ended) => {
      if ((ended as ChildProcess).exitCode === exitRefused) {
        ending.abort();
        refusal.open();
      }
      if (!ending.signal.aborted) {
        run(startAgain());
      }
    });
    run(start());
    return connection.opened;
  }

  function kill(): void {
    for (const { shard } of shards) {
      shard.process?.kill('SIGKILL');
    }
  }

  const shards = ranges.map((range, at) => ({ shard: manager.createShard(at), range }));
  const connections = shards.map(({ shard, range }) => keepRunning(shard, range));

  return {
    connected: Promise.all(connections).then(() => {}),
    refused: refusal.opened,
    states: () =>
      Promise.all(
        shards.map(async ({ shard, range }) => ({
          shards: describeRange(range),
          health: await healthOf(shard),
        })),
      ),
    async stop(maxMilliseconds) {
      ending.abort();
      const living = shards.flatMap(({ shard }) => shard.process ?? []);
      const ended = living.map((child) => once(child, 'exit'));
      for (const child of living) {
        child.kill('SIGTERM');
      }
      await Promise.race([Promise.all(ended), wait(maxMilliseconds, undefined, { ref: false })]);
      kill();
      await Promise.all(ended);
    },
    kill,
  };
}

/** Asks a process; undefined where it is not there, or does not answer in time. */
async function healthOf(shard: Shard): Promise<unknown> {
  if (!shard.process) {
    return undefined;
  }
  try {
    const messages = on(shard, 'message', { signal: AbortSignal.timeout(maxAnswer) });
    await shard.send(processWords.askHealth);
    for await (const [message] of messages as AsyncIterable<[{ readonly health?: unknown }]>) {
      if (message.health) {
        return message.health;
      }
    }
  } catch {
    // It ended, or is too busy.
  }
  return undefined;
}

function openGate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
