import { openOffprint } from './composition/open-offprint.ts';
import type { AppConfig } from './config/read-app-config.ts';
import { canBeShared } from './config/read-shards.ts';
import { startDigestScheduler } from './digest/digest-scheduler.ts';
import { type Connection, connectDiscord } from './discord/connect-discord.ts';
import { createDiscordClient, endClient } from './discord/connection/create-discord-client.ts';
import { holdShards } from './discord/connection/hold-shards.ts';
import { onGatewayBack } from './discord/connection/on-gateway-back.ts';
import { isOnOwnShard } from './discord/connection/own-shards.ts';
import { RefusedError } from './discord/connection/refused-error.ts';
import { createPoster, type PostingClient } from './discord/posting/create-poster.ts';
import { loadCommands } from './discord/registration/load-commands.ts';
import type { Logger } from './log.ts';
import {
  openDiscord,
  openPlaygroundPlace,
  openPlaygroundWorld,
  type PlaygroundStart,
} from './place.ts';
import type { Closers } from './shut-down.ts';
import { startSourceTicks } from './sources/start-source-ticks.ts';
import { freeSpaceFor } from './store/inspect-database.ts';
import { ShardsTakenError } from './store/store-error.ts';

/** How the bot is run besides its settings. */
export interface RunOptions extends PlaygroundStart {
  readonly log: Logger;
  /** Filled with how to stop what was started. */
  readonly closers: Closers;
  readonly say: (line: string) => void;
  /** Starts a replay, at this port, in the place of what runs. */
  readonly startReplay: (port: number) => void;
}

/** The machine's time: the playground's own can be moved, and a connection is as old as it is. */
const machineClock = { now: () => new Date() };

/**
 * Starts everything and runs until Discord refuses the bot, or another process has taken its shards.
 * @throws {Error} with a sentence where it cannot start.
 */
export async function runBot(settings: AppConfig, options: RunOptions): Promise<RefusedError> {
  const { log, closers, say, startReplay } = options;
  const started = machineClock.now();
  const commands = await loadCommands(new URL('../commands/', import.meta.url));
  let posting: PostingClient | undefined;
  const world = settings.token ? undefined : openPlaygroundWorld(settings, options, log);
  const database = world ? settings.playgroundDatabase : settings.database;
  const offprint = await openOffprint({
    poster: createPoster(() => posting),
    isOurs: (server) => posting !== undefined && isOnOwnShard(posting.client, server),
    database,
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
    clock: world ? { now: () => new Date(world.clock.now()) } : machineClock,
    log,
  });
  await closers.add(() => offprint.close());
  let connection: Connection | undefined;
  const health = {
    corpus: offprint.corpus,
    gateway: () => connection?.gateway() ?? ({ state: 'connecting', since: started } as const),
    sources: () => offprint.sources.states(),
    trouble: () => offprint.trouble(),
    // The disk of a server is not this machine's.
    ...(!canBeShared(database) && { freeSpace: () => freeSpaceFor(database) }),
    clock: machineClock,
  };
  const place = await (world
    ? openPlaygroundPlace(settings, { world, offprint, health, startReplay })
    : openDiscord(settings, health));
  await closers.add(() => place.close());
  const { apiUrl, token } = place;
  const { shards, lost } = await holdShards({
    apiUrl,
    token,
    shards: settings.token ? settings.shards : undefined,
    offprint,
  }).catch(refuseTaken);
  const client = createDiscordClient(apiUrl, shards, offprint.turns);
  await closers.add(() => endClient(client));
  const { guildId, curators } = settings;
  connection = await connectDiscord({
    client,
    token,
    guildId,
    curators,
    commands,
    offprint,
    clock: machineClock,
    log,
    onReady: (ready) => {
      posting = ready;
    },
  });
  const { invite, refused, close } = connection;
  await closers.add(close);
  const scheduler = startDigestScheduler(offprint.digests, log);
  await closers.add(() => scheduler.stop());
  scheduler.tickNow();
  const stopReading = offprint.exclusive('sources', async () => startSourceTicks(offprint.sources));
  await closers.add(stopReading);
  onGatewayBack(client, () => scheduler.tickNow());
  await place.setUp();
  say(place.welcome);
  if (place.warning) {
    say(place.warning);
  }
  if (invite) {
    say(`The bot is in no server yet. Invite it: ${invite}`);
  }
  return Promise.race([refused, lost.then(refusedShards)]);
}

/** @throws {RefusedError} instead of an error that says that another process connects the shards. */
function refuseTaken(error: unknown): never {
  throw error instanceof ShardsTakenError ? refusedShards(error) : error;
}

function refusedShards(taken: ShardsTakenError): RefusedError {
  return new RefusedError(taken.message, { cause: taken });
}
