import { openOffprint } from './composition/open-offprint.ts';
import { type AppConfig, readAppConfig } from './config/read-app-config.ts';
import { startDigestScheduler } from './digest/digest-scheduler.ts';
import { type Connection, connectDiscord, createDiscordClient } from './discord/connect-discord.ts';
import { onGatewayBack } from './discord/on-gateway-back.ts';
import { createPoster, type PostingClient } from './discord/posting/create-poster.ts';
import { loadCommands } from './discord/registration/load-commands.ts';
import { addHealth, type HealthSources, serveHealth } from './health.ts';
import { createLog } from './log.ts';
import { openPlayground } from './playground/open-playground.ts';
import { startSourceTicks } from './sources/start-source-ticks.ts';

/** A Discord to connect to: the real one, or a playground of our own. */
interface Place {
  readonly apiUrl: string;
  readonly token: string;
  /** Said to the person once the bot answers. */
  readonly welcome: string;
  close(): Promise<void>;
}

/** @throws {Error} with a sentence where the port cannot be had. */
async function openPlace(settings: AppConfig, health: HealthSources): Promise<Place> {
  const { host, port, apiUrl, token } = settings;
  if (token) {
    const server = await serveHealth({ ...health, host, port });
    return {
      apiUrl,
      token,
      welcome: `Connected. Health: ${server.url}/healthz`,
      close: () => server.close(),
    };
  }
  const playground = await openPlayground({
    host,
    port,
    serve: (app) => addHealth(app, health),
  }).catch((cause: unknown) => {
    const sentence = `The playground cannot listen on ${host}:${port}; change HOST or PORT.`;
    throw new Error(sentence, { cause });
  });
  return {
    apiUrl: playground.url,
    token: playground.token,
    welcome: `Open ${playground.origin}/ in a browser and type /search.`,
    close: () => playground.close(),
  };
}

/** Starts everything. @returns how to stop it, the last started first. */
async function start(settings: AppConfig): Promise<() => Promise<void>> {
  const log = createLog(settings);
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).toReversed()) {
      await close();
    }
  };
  try {
    const commands = await loadCommands(new URL('../commands/', import.meta.url));
    let posting: PostingClient | undefined;
    const offprint = await openOffprint({
      poster: createPoster(() => posting),
      database: settings.token ? settings.database : settings.playgroundDatabase,
      role: 'bot',
      starter: settings.starterFile,
      pages: settings.pages,
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
      clock: { now: () => new Date() },
      log,
    });
    closers.push(() => offprint.close());
    let connection: Connection | undefined;
    const place = await openPlace(settings, {
      corpus: offprint.corpus,
      gateway: () => connection?.state() ?? 'connecting',
      sources: () => offprint.sources.states(),
    });
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
  const settings = readAppConfig(process.env);
  const starting = start(settings);
  // Once: a second signal ends the program at once. What stops the start itself is reported below.
  const stopOnce = () => {
    process.off('SIGINT', stopOnce).off('SIGTERM', stopOnce);
    void starting.then((stop) => stop().catch(fail)).catch(() => {});
  };
  process.on('SIGINT', stopOnce).on('SIGTERM', stopOnce);
  if (!settings.token) {
    say(
      'DISCORD_TOKEN is not set, so this is the playground: a Discord of its own on this machine.',
    );
  }
  await starting;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

main().catch(fail);
