import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openOffprint } from '../../../src/composition/open-offprint.ts';
import { addDays } from '../../../src/corpus/days.ts';
import type { Paper } from '../../../src/corpus/paper.ts';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { countMatches } from '../../../src/digest/gather/count-matches.ts';
import type { Poster } from '../../../src/digest/post/poster.ts';
import type { Offprint } from '../../../src/offprint.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { pageWithDate } from '../../corpus/page/invented-page.ts';
import { customIdsOf } from '../../digest/fake-channels.ts';
import { fillDigestWorld, firstDay } from '../digests/digest-world.ts';
import { say, table } from '../search/say.ts';
import { syntheticPapers } from '../search/synthetic-papers.ts';
import { type KeptLoop, keptDuring } from './loop-sampler.ts';

/** Milliseconds that the event loop may be kept. */
const limit = 50;
/** Channels whose digests are due in the same minute. */
const channels = 200;
/** Papers of the page that is imported. */
const pageSize = 10_000;

/**
 * A day of a bot with a large corpus: what people and pages may ask of it, one step after the other,
 * and how long each keeps the event loop that the gateway's heartbeat needs. By CPU time it is what an
 * idle machine would show.
 */
export async function benchDay(vocabulary: readonly Paper[], papers: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-day-'));
  try {
    const database = join(folder, 'offprint.sqlite');
    const clock = { now: () => new Date(`${firstDay}T09:00:30Z`) };
    const store = await openStore({ database, role: 'command', paperIdOf, clock });
    const world = await fillDigestWorld(store, vocabulary, { papers, channels });
    for (const schedule of world.schedules) {
      await store.schedules.keepSchedule(schedule);
    }
    await world.importPageOf(addDays(firstDay, 0));
    await store.close();
    say(`\nA day with ${papers} papers: the longest stretch that each step keeps the event loop`);
    await runDay({ folder, database, vocabulary });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Where the day takes place. */
export interface DaySetting {
  readonly folder: string;
  /** Path of a database that is filled. */
  readonly database: string;
  readonly vocabulary: readonly Paper[];
}

/** Runs the steps and prints a table of them. */
export async function runDay({ folder, database, vocabulary }: DaySetting): Promise<void> {
  const rows: string[][] = [];
  const step = async (name: string, run: () => Promise<unknown>) => {
    const start = performance.now();
    const kept = await keptDuring(run);
    rows.push(rowOf(name, kept, performance.now() - start));
  };
  const open = () => openBot(database);
  const page = join(folder, 'page.txt');
  const large = syntheticPapers(vocabulary, pageSize + 1).slice(1);
  await writeFile(
    page,
    pageWithDate(large.map((each) => ({ ...each, title: `Day ${each.title}` }))),
  );

  let offprint: Offprint | undefined;
  await step('the first index', async () => {
    offprint = await open();
    await offprint.search.complete();
    await offprint.search.topics();
    // A bot that runs for longer than some minutes has kept its index.
    while (!existsSync(`${database}.index`)) {
      await delay(100);
    }
  });
  await offprint?.close();
  const bot = await (async () => {
    await step('a start', async () => {
      offprint = await open();
      await offprint.search.complete();
    });
    return offprint as Offprint;
  })();
  for (const [name, queries] of hostileQueries(vocabulary)) {
    await step(name, async () => {
      for (const text of queries) {
        await bot.search.find({ text });
      }
    });
  }
  await step('autocomplete', async () => {
    for (const typed of ['', 'a', 'mo', 'mod', 'reinforcment lern', 'x'.repeat(100)]) {
      await Promise.all([
        bot.search.suggestTitles(typed),
        bot.search.suggestAuthors(typed),
        bot.search.suggestTopics(typed),
        bot.search.suggestKeywords(typed),
      ]);
    }
  });
  await step('topics and keywords', () =>
    Promise.all([bot.search.topics(), bot.search.keywords()]),
  );
  await step('a keyword is counted', () => countMatches(bot, { keywords: ['model'] }));
  await step('an author is counted', () => countMatches(bot, { authors: ['Ada Chen'] }));
  await step('the overview', () => bot.corpus.overview());
  await step('trending', () => bot.trending.rank({ on: firstDay }));
  await step(`a digest minute, ${channels} channels`, () => bot.digests.tick());
  await step(`a page of ${pageSize} papers`, () => bot.importPaths([page]));
  // As people make one while the bot runs: from another process.
  await step('a backup', () => backUp(database, join(folder, 'copy.sqlite')));
  await step('the end', () => bot.close());
  table(['step', 'took, s', 'loop kept, ms', 'of CPU, ms', `over ${limit}`, 'in'], rows);
}

async function backUp(database: string, copy: string): Promise<void> {
  const cli = fileURLToPath(new URL('../../../src/cli/cli.ts', import.meta.url));
  await promisify(execFile)(process.execPath, ['--import', 'tsx', cli, 'backup', copy], {
    env: { PATH: process.env.PATH, OFFPRINT_DB: database },
  });
}

function rowOf(name: string, { ms, cpuMs, by }: KeptLoop, took: number): string[] {
  const over = cpuMs > limit || (Number.isNaN(cpuMs) && ms > limit);
  return [name, (took / 1000).toFixed(1), ms.toFixed(0), cpuMs.toFixed(0), over ? 'yes' : '', by];
}

function openBot(database: string): Promise<Offprint> {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const clock = { now: () => new Date(`${firstDay}T09:00:30Z`) };
  return openOffprint({
    database,
    role: 'bot',
    clock,
    log: silent,
    poster: createInstantPoster(clock),
  });
}

/** Queries as long as Discord takes them, of the words that cost most. */
function hostileQueries(vocabulary: readonly Paper[]): [name: string, queries: string[]][] {
  const text = vocabulary.map(({ abstract = '' }) => abstract).join(' ');
  const words = text.split(/\s+/);
  const counts = new Map<string, number>();
  for (const word of words) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const common = [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
  const upTo = (some: readonly string[], joint: string) => some.join(joint).slice(0, maxQuery);
  return [
    ['long queries of common words', [upTo(common, ' '), upTo(common.slice(500), ' ')]],
    ['a long piece of text', [upTo(words, ' '), upTo(words.slice(1_000), ' ')]],
    ['long conditions', [upTo(common.slice(0, 900), ' OR '), upTo(common.slice(0, 900), ' AND ')]],
    ['long phrases', [`"${upTo(words.slice(0, 300), ' ')}"`, `"${common[0]}" "${common[1]}"`]],
    ['exclusions', [`model ${upTo(common.slice(0, 900), ' -')}`, `"the model" -"of the"`]],
    [
      'words that nobody knows',
      [
        upTo(
          common.map((word) => `${word}qz`),
          ' ',
        ),
        'z'.repeat(maxQuery),
      ],
    ],
    ['signs', ['('.repeat(maxQuery), '"'.repeat(maxQuery), '\u0301'.repeat(maxQuery)]],
  ];
}

/** Discord's limit of a text option. */
const maxQuery = 6_000;

function createInstantPoster(clock: { now(): Date }): Poster {
  let posted = 0;
  return {
    async post(destination, reply) {
      posted += 1;
      return {
        sent: {
          id: String(posted),
          channel: destination,
          sentAt: clock.now(),
          customIds: reply.blocks.flatMap(customIdsOf),
          values: [],
        },
      };
    },
    readBack: async () => [],
    publish: async () => {},
    tell: async () => true,
    check: async () => undefined,
  };
}
