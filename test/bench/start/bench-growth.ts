import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import type { Paper } from '../../../src/corpus/paper.ts';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { openLocalDiscord } from '../../../src/local-discord/open-local-discord.ts';
import { textOf } from '../../../src/local-discord/text-of.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { BuiltProject } from '../../main/build-project.ts';
import { startProgram } from '../../main/start-program.ts';
import { fillDigestWorld } from '../digests/digest-world.ts';
import { distinctQueries } from '../distinct-queries.ts';
import { processUsage } from '../process-usage.ts';
import { say, table } from '../search/say.ts';
import { readRecipe } from './read-recipe.ts';

const recipe = readRecipe('Dockerfile');
/** As the recipes start the bot; a large corpus needs more, as the README says. */
const flagsFor = (papers: number) =>
  papers > 20_000 ? [...recipe.flags, '--max-old-space-size=1536'] : recipe.flags;
const interactions = 2_000;
/** Part of the queries that may stay without papers. */
const mostUnanswered = 0.01;
/** People who ask at the same time. */
const askers = 8;
/** What is promised, in seconds until every paper is searched and in megabytes; none for other sizes. */
const limits: Readonly<Record<number, { readonly seconds?: number; readonly megabytes?: number }>> =
  {
    474: { megabytes: 200 },
    10000: { seconds: 2, megabytes: 200 },
    100000: { seconds: 8 },
  };

/**
 * The built bot at growing sizes on the local Discord: the first start, which makes the search index and
 * keeps it in a file, and a later one, which reads it from there.
 */
export async function benchGrowth(
  project: BuiltProject,
  vocabulary: readonly Paper[],
  sizes: readonly number[],
): Promise<void> {
  say(
    `\nStarts of the built bot with the recipes' flags (1,536 MB of heap above 20,000 papers), and its memory after ${interactions} interactions`,
  );
  const rows: string[][] = [];
  for (const papers of sizes) {
    const database = join(project.folder, `data/${papers}.sqlite`);
    await fill(database, vocabulary, papers);
    const first = await measureStart(project, database, papers, 0);
    const later = await measureStart(project, database, papers, interactions);
    for (const end of ['', '-wal', '-shm', '.index']) {
      await rm(`${database}${end}`, { force: true });
    }
    const { seconds, megabytes } = limits[papers] ?? {};
    rows.push(
      rowOf(String(papers), 'first', first, undefined, undefined),
      rowOf('', 'later', later, seconds, megabytes),
    );
  }
  table(
    [
      'papers',
      'start',
      's to connect',
      's to all papers',
      'limit',
      's of CPU',
      'MB',
      'limit',
      'peak',
    ],
    rows,
  );
}

async function fill(database: string, vocabulary: readonly Paper[], papers: number): Promise<void> {
  const clock = { now: () => new Date() };
  const store = await openStore({ database, role: 'command', paperIdOf, clock });
  await fillDigestWorld(store, vocabulary, { papers, channels: 1 });
  await store.close();
}

/** A new index is kept at once, and once more, in another file, with the topics that it guesses. */
async function keptWithTopics(file: string): Promise<void> {
  const written = async () => (await stat(file).catch(() => undefined))?.ino;
  const files = new Set<number>();
  while (files.size < 2) {
    const now = await written();
    if (now !== undefined) {
      files.add(now);
    }
    await delay(100);
  }
}

interface Start {
  readonly connected: number;
  /** Seconds until a query is answered from all papers. */
  readonly whole: number;
  /** Seconds of CPU until then. */
  readonly cpu: number;
  readonly megabytes: number;
  readonly peak: number;
}

async function measureStart(
  project: BuiltProject,
  database: string,
  papers: number,
  asked: number,
): Promise<Start> {
  const isFirst = (await stat(`${database}.index`).catch(() => undefined)) === undefined;
  const discord = await openLocalDiscord();
  const since = performance.now();
  const seconds = () => (performance.now() - since) / 1000;
  const bot = startProgram(project, 'main', {
    flags: flagsFor(papers),
    environment: {
      ...recipe.environment,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      OFFPRINT_DB: database,
      OFFPRINT_STARTER: 'false',
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
  });
  await bot.lineWith('Connected');
  const connected = seconds();
  const ask = (query: string) =>
    discord.person('ada').runCommand('papers', 'search', { query }).message();
  for (let n = 0, isWhole = false; !isWhole; n += 1) {
    // On a busy machine an answer may take longer than the local Discord waits.
    const answer = await ask(`reward models ${n}`).catch(() => undefined);
    isWhole =
      answer !== undefined &&
      /matching/.test(textOf(answer)) &&
      !/is being built/.test(textOf(answer));
  }
  const whole = seconds();
  const cpu = processUsage(bot.child.pid).cpuMs / 1000;
  const queries = distinctQueries(asked);
  const unanswered: string[] = [];
  await Promise.all(
    Array.from({ length: askers }, async () => {
      for (let query = queries.pop(); query !== undefined; query = queries.pop()) {
        const answer = await ask(query).catch(() => undefined);
        if (answer === undefined || !isFound(answer)) {
          unanswered.push(query);
        }
      }
    }),
  );
  const { residentMb, peakMb } = processUsage(bot.child.pid);
  if (isFirst) {
    await keptWithTopics(`${database}.index`);
  }
  bot.child.kill('SIGTERM');
  await bot.ended;
  await discord.close();
  // Where the machine is busy, the local Discord may not wait for all of them.
  if (unanswered.length > asked * mostUnanswered) {
    throw new Error(`${unanswered.length} queries without papers, as “${unanswered[0]}”`);
  }
  return { connected, whole, cpu, megabytes: residentMb, peak: peakMb };
}

/** Whether an answer lists papers for what was asked. */
function isFound(answer: APIMessage): boolean {
  return /\d+ matching paper|close in meaning/.test(textOf(answer).replaceAll('\\', ''));
}

function rowOf(
  papers: string,
  name: string,
  { connected, whole, cpu, megabytes, peak }: Start,
  seconds: number | undefined,
  most: number | undefined,
): string[] {
  return [
    papers,
    name,
    connected.toFixed(1),
    whole.toFixed(1),
    String(seconds ?? ''),
    cpu.toFixed(1),
    megabytes.toFixed(0),
    String(most ?? ''),
    peak.toFixed(0),
  ];
}
