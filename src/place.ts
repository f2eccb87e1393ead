import { existsSync } from 'node:fs';
import type { AppConfig } from './config/read-app-config.ts';
import { addHealth, checkHealth, type HealthSources, serveHealth } from './health.ts';
import type { Logger } from './log.ts';
import type { Offprint } from './offprint.ts';
import { answerParent, hasParent } from './parent-process.ts';
import type { TimedBot } from './playground/world/move-time.ts';
import { openWorld, type PlaygroundWorld } from './playground/world/playground-world.ts';
import { putWorldAside, readWorldFile } from './playground/world/world-file.ts';
import { putDatabaseAside } from './store/put-database-aside.ts';

/** A Discord to connect to: the real one, or a playground of our own. */
export interface Place {
  readonly apiUrl: string;
  readonly token: string;
  /** Said to the person once the bot answers. */
  readonly welcome: string;
  /** Said as well where there is something to be careful about. */
  readonly warning?: string;
  /** What a new place needs once the bot answers. */
  setUp(): Promise<void>;
  close(): Promise<void>;
}

/** The real Discord; only /healthz is served here, or asked for by the process that started this one. */
export async function openDiscord(
  { host, port, apiUrl, token = '' }: AppConfig,
  health: HealthSources,
): Promise<Place> {
  const check = () => checkHealth(health);
  if (hasParent()) {
    const stopAnswering = answerParent(check);
    return {
      apiUrl,
      token,
      welcome: '',
      setUp: async () => {},
      close: async () => stopAnswering(),
    };
  }
  const server = await serveHealth({ host, port }, check);
  return {
    apiUrl,
    token,
    welcome: `Connected. Health: ${server.url}/healthz`,
    setUp: async () => {},
    close: () => server.close(),
  };
}

/** How the playground is started. */
export interface PlaygroundStart {
  /** From the day before the first dated page, which come as its time is moved. */
  readonly replay?: boolean | undefined;
  /** With a new world and database. */
  readonly fresh?: boolean | undefined;
}

/** The morning before the first page of the starter, by the machine's clock. */
const replayFrom = new Date(2025, 7, 6, 10);

/**
 * The playground's world as it was kept. A new one always begins with a new database: what either
 * holds refers to the other.
 * @throws {Error} with a sentence for the person where it cannot be opened as wished.
 */
export function openPlaygroundWorld(
  { playgroundDatabase: database, playgroundWorld: file, starterFile }: AppConfig,
  { replay = false, fresh = false }: PlaygroundStart,
  log: Logger,
): PlaygroundWorld {
  if (replay && starterFile === undefined) {
    throw new Error('A replay needs the starter papers, but OFFPRINT_STARTER is false.');
  }
  const kept = fresh ? undefined : readWorldFile(file);
  if (replay && kept?.isUsed && !kept.isReplay) {
    throw new Error(
      'You already have a playground. To put it aside and start a replay: npm start -- --replay --fresh',
    );
  }
  if (kept === undefined || (replay && !kept.isReplay) || !existsSync(database)) {
    putDatabaseAside(database);
    putWorldAside(file);
  }
  return openWorld({
    file,
    ...(replay && { replayFrom }),
    onError: (err) => log.error({ err }, 'playground could not be saved'),
  });
}

/** What a playground needs besides its settings. */
export interface PlaygroundParts {
  readonly world: PlaygroundWorld;
  readonly offprint: Offprint;
  readonly health: HealthSources;
  /** Opens a replay in the place of this playground, at this port. */
  readonly startReplay: (port: number) => void;
}

/** @throws {Error} with a sentence where the port cannot be had. */
export async function openPlaygroundPlace(
  { host, port }: AppConfig,
  { world, offprint, health, startReplay }: PlaygroundParts,
): Promise<Place> {
  // A bot on the real Discord does without: its own Discord takes 10 MB.
  const { openPlayground } = await import('./playground/open-playground.ts');
  const playground = await openPlayground({
    host,
    port,
    world,
    bot: timedBot(offprint),
    startReplay: () => startReplay(Number(new URL(playground.origin).port)),
    serve: (app) => addHealth(app, () => checkHealth(health)),
  }).catch((cause: unknown) => {
    const sentence = `The playground cannot listen on ${host}:${port}; change HOST or PORT.`;
    throw new Error(sentence, { cause });
  });
  const open = !isLoopback(host);
  return {
    apiUrl: playground.url,
    token: playground.token,
    welcome: `Open ${playground.origin}/ in a browser and type /search.`,
    ...(open && {
      warning: `HOST is ${host}, so other machines may reach the playground. Whoever does can act as anybody in it, managers included.`,
    }),
    async setUp() {
      if (world.isReplay && !world.isUsed()) {
        const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        const ada = playground.person('ada');
        const options = { time: '09:00', time_zone, shelf_days: 'mondays' };
        await ada.runCommand('papers', 'digest setup', options).message();
      }
    },
    close: () => playground.close(),
  };
}

/** Whether an address is reached from this machine alone. */
function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){1,3}|(0*:)*0*1|::ffff:127(\.\d+){3})$/i.test(host);
}

function timedBot({ digests, schedules, replay }: Offprint): TimedBot {
  return {
    async catchUp() {
      await replay?.catchUp();
      await digests.tick();
    },
    async nextDigest() {
      const all = await schedules.schedules();
      const due = await Promise.all(all.map((schedule) => digests.nextRun(schedule)));
      return due.flatMap((moment) => moment ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0];
    },
    nextPage() {
      const day = replay?.nextPage();
      return day === undefined ? undefined : new Date(day);
    },
  };
}
