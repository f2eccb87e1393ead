import { Command } from 'commander';
import { openOffprint } from './composition/open-offprint.ts';
import { type AppConfig, readAppConfig } from './config/read-app-config.ts';
import { startDigestScheduler } from './digest/digest-scheduler.ts';
import { type Connection, connectDiscord, createDiscordClient } from './discord/connect-discord.ts';
import { onGatewayBack } from './discord/on-gateway-back.ts';
import { createPoster, type PostingClient } from './discord/posting/create-poster.ts';
import { loadCommands } from './discord/registration/load-commands.ts';
import { createLog, type Logger } from './log.ts';
import {
  openDiscord,
  openPlaygroundPlace,
  openPlaygroundWorld,
  type PlaygroundStart,
} from './place.ts';
import { startSourceTicks } from './sources/start-source-ticks.ts';

/** How the program is started besides its settings. */
interface StartOptions extends PlaygroundStart {
  readonly say: (line: string) => void;
  /** Starts a replay, at this port, in the place of what runs. */
  readonly startReplay: (port: number) => void;
}

/** Starts everything. @returns how to stop it, the last started first. */
async function start(settings: AppConfig, options: StartOptions): Promise<() => Promise<void>> {
  const log = settings.token ? createLog(settings) : quietly(createLog(settings));
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).toReversed()) {
      await close();
    }
  };
  try {
    const commands = await loadCommands(new URL('../commands/', import.meta.url));
    let posting: PostingClient | undefined;
    const world = settings.token ? undefined : openPlaygroundWorld(settings, options, log);
    const offprint = await openOffprint({
      poster: createPoster(() => posting),
      database: world ? settings.playgroundDatabase : settings.database,
      role: 'bot',
      starter: settings.starterFile,
      isReplay: world?.isReplay,
      // Other pages than the starter's have no place in the time of a replay.
      pages: world?.isReplay ? undefined : settings.pages,
      ...(settings.zotero && { zotero: { ...settings.zotero, server: settings.guildId } }),
      model: settings.model,
      // The playground never asks the network.
      ...(settings.token && {
        sources: {
          names: settings.sources,
          contact: settings.contact,
          semanticScholarKey: settings.semanticScholarKey,
        },
      }),
      clock: { now: () => (world ? new Date(world.clock.now()) : new Date()) },
      log,
    });
    closers.push(() => offprint.close());
    let connection: Connection | undefined;
    const health = {
      corpus: offprint.corpus,
      gateway: () => connection?.state() ?? 'connecting',
      sources: () => offprint.sources.states(),
    };
    const { say, startReplay } = options;
    const place = await (world
      ? openPlaygroundPlace(settings, { world, offprint, health, startReplay })
      : openDiscord(settings, health));
    closers.push(() => place.close());
    const client = createDiscordClient(place.apiUrl);
    closers.push(() => client.destroy());
    const { token } = place;
    const { guildId, curators } = settings;
    const joined = await connectDiscord({
      client,
      token,
      guildId,
      curators,
      commands,
      offprint,
      log,
    });
    connection = joined;
    closers.push(() => joined.close());
    posting = joined;
    const scheduler = startDigestScheduler(offprint.digests, log);
    closers.push(() => scheduler.stop());
    scheduler.tickNow();
    const reading = startSourceTicks(offprint.sources);
    closers.push(async () => reading.stop());
    onGatewayBack(client, () => scheduler.tickNow());
    await place.setUp();
    say(place.welcome);
    if (joined.invite) {
      say(`The bot is in no server yet. Invite it: ${joined.invite}`);
    }
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function main(): Promise<void> {
  const { replay, fresh } = new Command('npm start --')
    .description('Starts the bot: on Discord with DISCORD_TOKEN, else in a playground.')
    .option('--replay', 'playground: start on 6 August 2025; pages come as time is moved on')
    .option('--fresh', 'playground: put its world and database aside and start with new ones')
    .parse()
    .opts<{ replay?: true; fresh?: true }>();
  const settings = readAppConfig(process.env);
  if (settings.token && (replay || fresh)) {
    throw new Error('--replay and --fresh are for the playground, and DISCORD_TOKEN is set.');
  }
  let isStopping = false;
  const startReplay = (port: number) => {
    running = running
      .then((stop) => stop())
      .then(async () => {
        const again = { replay: true, startReplay, say: () => {} } as const;
        return isStopping ? async () => {} : start({ ...settings, port }, again);
      });
    running.catch(fail);
  };
  let running = start(settings, { replay, fresh, startReplay, say });
  // Once: a second signal ends the program at once. What stops the start itself is reported below.
  const stopOnce = () => {
    isStopping = true;
    process.off('SIGINT', stopOnce).off('SIGTERM', stopOnce);
    void running.then((stop) => stop().catch(fail)).catch(() => {});
  };
  process.on('SIGINT', stopOnce).on('SIGTERM', stopOnce);
  if (!settings.token) {
    say(
      'DISCORD_TOKEN is not set, so this is the playground: a Discord of its own on this machine.',
    );
  }
  await running;
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
  process.exitCode = 1;
}

main().catch(fail);
