import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LookUp } from '../../src/composition/open-imports.ts';
import { openOffprint } from '../../src/composition/open-offprint.ts';
import type { Clock } from '../../src/corpus/clock.ts';
import { connectDiscord } from '../../src/discord/connect-discord.ts';
import {
  createDiscordClient,
  endClient,
} from '../../src/discord/connection/create-discord-client.ts';
import { createPoster, type PostingClient } from '../../src/discord/posting/create-poster.ts';
import { loadCommands } from '../../src/discord/registration/load-commands.ts';
import type { LocalClock } from '../../src/local-discord/clock.ts';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import type { Scene } from '../../src/local-discord/scene.ts';
import type { Logger } from '../../src/log.ts';
import type { Offprint } from '../../src/offprint.ts';
import { createAddressed } from '../store/engines.ts';

const root = new URL('../..', import.meta.url);
export const starterFile = new URL('data/starter.jsonl', root).pathname;

/** What the bot logged, as its reader would see it. */
export interface Logged {
  readonly level: keyof Logger;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly event: string;
}

export interface TestBot {
  readonly discord: LocalDiscord;
  readonly offprint: Offprint;
  readonly logged: readonly Logged[];
  /** Path or address of the database, for other processes. */
  readonly database: string;
  /** The bot goes and comes back, with nothing but its database. */
  restart(meanwhile?: () => void): Promise<void>;
  /** New servers and people for the next case, with nothing saved, set up, logged or reported. */
  startOver(): Promise<void>;
  /** Resolves when every reaction that was heard or missed is taken in. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface TestBotOptions {
  /** Folder of saved pages, imported before the promise resolves. */
  readonly pages?: string;
  /** Another time than the real one, for the bot and its Discord. */
  readonly clock?: LocalClock;
  /** Who and what is there; the usual scene by default. */
  readonly scene?: Scene;
  /** Milliseconds between two edits of a message's save counts; short by default. */
  readonly countsEvery?: number;
  /** What the live sources know; none are asked by default. */
  readonly lookUp?: LookUp;
  /** Servers whose managers may import; the only one by default. */
  readonly curators?: readonly string[];
  /** A bot of the same token that is there already: this is a second host with its own database. */
  readonly beside?: TestBot;
}

/** The whole bot on the starter's papers, connected to a local Discord by the real discord.js. */
export async function openTestBot(options: TestBotOptions = {}): Promise<TestBot> {
  const { pages, clock, scene, beside } = options;
  const folder = await mkdtemp(join(tmpdir(), 'offprint-'));
  const { address: database, drop } = await createAddressed(join(folder, 'offprint.sqlite'));
  const discord =
    beside?.discord ??
    (await openLocalDiscord({ ...(clock && { clock }), ...(scene && { scene }) }));
  const time: Clock = { now: () => new Date(discord.clock.now()) };
  const logged: Logged[] = [];
  const start = () => startBot({ discord, database, clock: time, logged, options });
  let running = await start();
  if (pages) {
    await running.offprint.importPaths([pages], { statedYear: 2025 });
  }
  return {
    discord,
    get offprint() {
      return running.offprint;
    },
    logged,
    database,
    async restart(meanwhile) {
      await running.stop();
      meanwhile?.();
      running = await start();
    },
    async startOver() {
      await running.settled();
      discord.startOver();
      await discord.person('ada').runCommand('papers', 'help').message();
      logged.length = 0;
    },
    async settled() {
      // The gateway keeps its order: what happened before this command was heard before it.
      await discord.person('ada').runCommand('papers', 'help').message();
      await running.settled();
    },
    async close() {
      await running.stop();
      if (!beside) {
        await discord.close();
      }
      await drop();
      await rm(folder, { recursive: true });
    },
  };
}

interface BotParts {
  readonly discord: LocalDiscord;
  readonly database: string;
  readonly clock: Clock;
  readonly logged: Logged[];
  readonly options: TestBotOptions;
}

async function startBot({ discord, database, clock, logged, options }: BotParts) {
  const { countsEvery = 50, lookUp, curators } = options;
  const log = recordingLog(logged);
  let posting: PostingClient | undefined;
  const offprint = await openOffprint({
    poster: createPoster(() => posting),
    database,
    role: 'bot',
    starter: starterFile,
    lookUp,
    clock,
    log,
  });
  const client = createDiscordClient(discord.url);
  const connection = await connectDiscord({
    client,
    token: discord.token,
    commands: await loadCommands(new URL('commands/', root)),
    curators,
    offprint,
    clock,
    log,
    countsEvery,
    onReady: (ready) => {
      posting = ready;
    },
  });
  return {
    offprint,
    settled: () => connection.settled(),
    async stop() {
      await connection.close();
      await endClient(client);
      await offprint.close();
    },
  };
}

/** A log that keeps what it is told. */
export function recordingLog(logged: Logged[]): Logger {
  const record =
    (level: keyof Logger) => (fields: Readonly<Record<string, unknown>>, event: string) =>
      void logged.push({ level, fields, event });
  return {
    debug: record('debug'),
    info: record('info'),
    warn: record('warn'),
    error: record('error'),
  };
}
