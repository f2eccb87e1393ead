import { once } from 'node:events';
import { Command, InvalidArgumentError } from 'commander';
import { type AppConfig, readAppConfig } from './config/read-app-config.ts';
import { ConfigError } from './config/read-config.ts';
import { RefusedError } from './discord/connection/refused-error.ts';
import { createLog, type Logger } from './log.ts';
import { hasParent, tellConnected } from './parent-process.ts';
import type { PlaygroundStart } from './place.ts';
import { runBot } from './run-bot.ts';
import { runProcesses } from './run-processes.ts';
import { type Closers, createClosers, stopOnSignal } from './shut-down.ts';

/**
 * `EX_CONFIG` of sysexits.h: the settings are wrong or Discord refuses them, so a restart does not
 * help. Everything else that stops the program is 1.
 */
const exitRefused = 78;

/**
 * How long stopping may take, in milliseconds: Docker kills what is there after ten seconds. A parent waits
 * for its processes.
 */
const [maxStop, maxStopOfParent] = [8000, 9500];

/** What is asked for on the command line. */
interface StartFlags extends PlaygroundStart {
  readonly stayIfRefused?: true;
  readonly processes?: number;
}

function readFlags(): StartFlags {
  return new Command('npm start --')
    .description('Start the bot: on Discord with DISCORD_TOKEN, otherwise in a playground.')
    .option('--replay', 'playground: start on 6 August 2025 and go through two months of papers')
    .option('--fresh', 'playground: start a new one; the old one is renamed to *.old')
    .option(
      '--processes <number>',
      'on PostgreSQL: share the shards out over this many processes',
      readProcesses,
    )
    .option(
      '--stay-if-refused',
      'for containers: after an error that a restart cannot fix, wait instead of exiting',
    )
    .parse()
    .opts();
}

/** @throws {InvalidArgumentError} where it is no number of processes. */
function readProcesses(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 999.');
  }
  return Number(text);
}

async function main(): Promise<void> {
  const flags = readFlags();
  const stopping = stopOnSignal(hasParent());
  try {
    await runUntil(stopping, flags);
  } catch (error) {
    fail(error);
  }
  if (process.exitCode === exitRefused && flags.stayIfRefused && !stopping.aborted) {
    const staying = setInterval(() => {}, 60 * 60 * 1000);
    await once(stopping, 'abort');
    clearInterval(staying);
  }
  // Nothing that is left over, such as a connection being made, keeps the program or comes back.
  process.exit();
}

async function runUntil(stopping: AbortSignal, flags: StartFlags): Promise<void> {
  const { replay, fresh, processes } = flags;
  const settings = readAppConfig(process.env);
  if (settings.token && (replay || fresh)) {
    throw new Error('--replay and --fresh are only for the playground, but DISCORD_TOKEN is set.');
  }
  const log = settings.token ? createLog(settings) : quietly(createLog(settings));
  if (processes !== undefined) {
    await untilStopped({ stopping, log, maxStop: maxStopOfParent }, (closers) =>
      runProcesses(settings, { processes, exitRefused, log, closers, say }),
    );
    return;
  }
  if (!settings.token) {
    say(
      'DISCORD_TOKEN is not set, so this is the playground: a Discord of its own on this machine.',
    );
  }
  // A parent says when all its processes are connected.
  const tell = hasParent() ? tellConnected : say;
  let port = await runOnce(settings, { replay, fresh, log, say: tell, stopping });
  while (port !== undefined) {
    const again = { replay: true, log, say: () => {}, stopping };
    port = await runOnce({ ...settings, port }, again);
  }
}

interface OneRun extends PlaygroundStart {
  readonly log: Logger;
  readonly say: (line: string) => void;
  readonly stopping: AbortSignal;
}

/**
 * Runs until it is stopped or a replay is to be started in its place.
 * @returns the port of the replay.
 * @throws {Error} with a sentence where it cannot start or Discord refuses it.
 */
async function runOnce(settings: AppConfig, options: OneRun): Promise<number | undefined> {
  let startReplay: (port: number) => void = () => {};
  const replayed = new Promise<number>((resolve) => {
    startReplay = resolve;
  });
  return untilStopped({ ...options, maxStop }, (closers) =>
    Promise.race([runBot(settings, { ...options, closers, startReplay }), replayed]),
  );
}

/** How what runs is stopped. */
interface Stoppable {
  readonly stopping: AbortSignal;
  readonly log: Logger;
  readonly maxStop: number;
}

/**
 * Does some work until it ends or is stopped, and closes what was started.
 * @throws {RefusedError} where that is how it ends.
 */
async function untilStopped<Result>(
  { stopping, log, maxStop: maxMilliseconds }: Stoppable,
  work: (closers: Closers) => Promise<Result | RefusedError>,
): Promise<Result | undefined> {
  const closers = createClosers();
  const stopped = stopping.aborted ? Promise.resolve() : once(stopping, 'abort');
  try {
    const ended = await Promise.race([work(closers), stopped.then(() => undefined)]);
    if (ended instanceof RefusedError) {
      throw ended;
    }
    return ended;
  } finally {
    const { errors, complete } = await closers.close(maxMilliseconds);
    errors.forEach(fail);
    if (!complete) {
      log.warn({ afterMilliseconds: maxMilliseconds }, 'stopped before everything had finished');
    }
  }
}

/** What is done for each request is nothing to show where people read the terminal for an address. */
function quietly(log: Logger): Logger {
  return {
    debug: (fields, event) => log.debug(fields, event),
    info: (fields, event) => log.debug(fields, event),
    warn: (fields, event) => log.warn(fields, event),
    error: (fields, event) => log.error(fields, event),
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(error: unknown): void {
  const sentence = error instanceof Error ? error.message : String(error);
  if (sentence) {
    process.stderr.write(`${sentence}\n`);
  }
  const refused = error instanceof ConfigError || error instanceof RefusedError;
  process.exitCode = refused ? exitRefused : 1;
}

await main();
