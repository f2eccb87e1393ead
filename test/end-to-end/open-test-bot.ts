import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDiscord, createDiscordClient } from '../../src/discord/connect-discord.ts';
import { loadCommands } from '../../src/discord/load-commands.ts';
import type { Logger } from '../../src/log.ts';
import { type Offprint, openOffprint } from '../../src/offprint.ts';
import type { LocalDiscord } from '../../src/playground/local-discord.ts';
import { openLocalDiscord } from '../../src/playground/open-local-discord.ts';

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
  /** Path of the database, for other processes. */
  readonly database: string;
  /** The bot goes and comes back, with nothing but its database. */
  restart(meanwhile?: () => void): Promise<void>;
  /** Resolves when every reaction that was heard or missed is taken in. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface TestBotOptions {
  /** Folder of saved pages, imported before the promise resolves. */
  readonly pages?: string;
}

/** The whole bot on the starter's papers, connected to a local Discord by the real discord.js. */
export async function openTestBot({ pages }: TestBotOptions = {}): Promise<TestBot> {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-'));
  const database = join(folder, 'offprint.sqlite');
  const discord = await openLocalDiscord();
  const logged: Logged[] = [];
  let running = await startBot(discord, database, logged);
  if (pages) await running.offprint.importPaths([pages], { statedYear: 2025 });
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
      running = await startBot(discord, database, logged);
    },
    async settled() {
      // The gateway keeps its order: what happened before this command was heard before it.
      await discord.person('ada').runCommand('papers', 'help').message();
      await running.settled();
    },
    async close() {
      await running.stop();
      await discord.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function startBot(discord: LocalDiscord, database: string, logged: Logged[]) {
  const log = recordingLog(logged);
  const offprint = await openOffprint({
    database,
    role: 'bot',
    starter: starterFile,
    clock: { now: () => new Date() },
    log,
  });
  const client = createDiscordClient(discord.url);
  const connection = await connectDiscord({
    client,
    token: discord.token,
    commands: await loadCommands(new URL('commands/', root)),
    offprint,
    log,
    countsEvery: 50,
  });
  return {
    offprint,
    settled: () => connection.settled(),
    async stop() {
      await connection.close();
      await client.destroy();
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
