import { once } from 'node:events';
import { Command } from 'commander';
import { type AppConfig, readAppConfig } from './config/read-app-config.ts';
import { ConfigError } from './config/read-config.ts';
import { RefusedError } from './discord/connection/refused-error.ts';
import { createLog, type Logger } from './log.ts';
import type { PlaygroundStart } from './place.ts';
import { runBot } from './run-bot.ts';
import { createClosers, stopOnSignal } from './shut-down.ts';

/**
 * `EX_CONFIG` of sysexits.h: the settings are wrong or Discord refuses them, so a restart does not
 * help. Everything else that stops the program is 1.
 */
const exitRefused = 78;

/** How long stopping may take, in milliseconds: Docker kills what is there after ten seconds. */
const maxStop = 8000;

/** What is asked for on the command line. */
interface StartFlags extends PlaygroundStart {
  readonly stayIfRefused?: true;
}

function readFlags(): StartFlags {
  return new Command('npm start --')
    .description('Starts the bot: on Discord with DISCORD_TOKEN, else in a playground.')
    .option('--replay', 'playground: start on 6 August 2025; pages come as time is moved on')
    .option('--fresh', 'playground: put its world and database aside and start with new ones')
    .option(
      '--stay-if-refused',
      'for containers: where a restart would not help, do nothing until stopped',
    )
    .parse()
    .opts();
}

async function main(): Promise<void> {
  const flags = readFlags();
  const stopping = stopOnSignal();
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

async function runUntil(stopping: AbortSignal, { replay, fresh }: PlaygroundStart): Promise<void> {
  const settings = readAppConfig(process.env);
  if (settings.token && (replay || fresh)) {
    throw new Error('--replay and --fresh are for the playground, and DISCORD_TOKEN is set.');
  }
  const log = settings.token ? createLog(settings) : quietly(createLog(settings));
  if (!settings.token) {
    say(
      'DISCORD_TOKEN is not set, so this is the playground: a Discord of its own on this machine.',
    );
  }
  let port = await runOnce(settings, { replay, fresh, log, say, stopping });
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
  const { log, stopping } = options;
  const closers = createClosers();
  let startReplay: (port: number) => void = () => {};
  const replayed = new Promise<number>((resolve) => {
    startReplay = resolve;
  });
  const stopped = stopping.aborted ? Promise.resolve() : once(stopping, 'abort');
  try {
    const ended = await Promise.race([
      runBot(settings, { ...options, closers, startReplay }),
      stopped.then(() => undefined),
      replayed,
    ]);
    if (ended instanceof RefusedError) {
      throw ended;
    }
    return ended;
  } finally {
    const { errors, complete } = await closers.close(maxStop);
    errors.forEach(fail);
    if (!complete) {
      log.warn({ afterMilliseconds: maxStop }, 'stopped before everything had ended');
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
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  const refused = error instanceof ConfigError || error instanceof RefusedError;
  process.exitCode = refused ? exitRefused : 1;
}

await main();
