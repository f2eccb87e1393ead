import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { APIMessage } from 'discord-api-types/v10';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import { textOf } from '../../src/local-discord/text-of.ts';
import type { BuiltProject } from '../main/build-project.ts';
import { startProgram } from '../main/start-program.ts';
import { starterPapers } from '../search/real-papers.ts';
import { distinctQueries } from './distinct-queries.ts';
import { processUsage } from './process-usage.ts';
import { percentile } from './search/measure-latency.ts';
import { say, table } from './search/say.ts';

/** Searches, and pages, before anything is measured: a bot that runs for a year has its code compiled. */
const warmUps = 600;
const questions = 400;
/** People who ask at the same time. */
const askers = 8;

/** How many of the echo bot's answers a second are the least, by the kind of question. */
const least = { '/search': 0.5, '/paper': 0.8, 'a turned page': 0.8 } as const;
type Kind = keyof typeof least;
const kinds = Object.keys(least) as Kind[];

/**
 * Answers a second through the local Discord and the real discord.js, next to two bots that echo: one
 * sends the words that it was sent, the other a message of ours each time, which costs discord.js,
 * Discord and the way between them as much as ours do. No query is asked twice, and each answer is
 * looked at. The CPU of the bot's process alone tells more than the clock where a machine is busy or
 * Discord itself is the limit.
 */
export async function benchAnswers(project: BuiltProject): Promise<void> {
  say(
    `\nAnswers to ${askers} people at once, ${questions} of each kind, each bot a process of its own`,
  );
  const ours = await benchBot(async (environment) => {
    const program = startProgram(project, 'main', { environment });
    await program.lineWith('Connected');
    return program.child;
  }, checkOurs);
  const echo = await benchBot(startEcho, checkEcho);
  const messages = join(project.folder, 'messages.json');
  await writeFile(messages, JSON.stringify(mapKinds((kind) => ours[kind].answer)));
  const large = await benchBot(
    (environment) => startEcho({ ...environment, ECHO_MESSAGES: messages }),
    (kind, _, answer) => textOf(answer) === textOf(ours[kind].answer),
  );
  const rows = kinds.flatMap((kind) => [
    [kind, 'echo of the words', ...rowOf(echo[kind]), '1.00', '', ''],
    ['', 'echo of a message of ours', ...rowOf(large[kind]), ratio(large, echo, kind), '1.00', ''],
    [
      '',
      'Offprint',
      ...rowOf(ours[kind]),
      ratio(ours, echo, kind),
      ratio(ours, large, kind),
      String(least[kind]),
    ],
  ]);
  const ratios = ['of the words', 'of the message', 'at least'];
  table(['', '', 'a second', 'ms p50', 'ms p99', 'ms CPU each', ...ratios], rows);
}

type Measured = Readonly<Record<Kind, Throughput>>;

function ratio(one: Measured, other: Measured, kind: Kind): string {
  return (one[kind].perSecond / other[kind].perSecond).toFixed(2);
}

function mapKinds<Value>(of: (kind: Kind) => Value): Record<Kind, Value> {
  return Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) as Record<Kind, Value>;
}

interface Throughput {
  readonly perSecond: number;
  readonly times: readonly number[];
  /** Milliseconds of CPU that the bot's process took for each answer. */
  readonly cpu: number;
  /** One of the answers, which has a next page where others have. */
  readonly answer: APIMessage;
}

function rowOf({ perSecond, times, cpu }: Throughput): string[] {
  const latencies = [0.5, 0.99].map((share) => percentile(times, share).toFixed(1));
  return [perSecond.toFixed(0), ...latencies, cpu.toFixed(1)];
}

type StartBot = (environment: Readonly<Record<string, string>>) => Promise<ChildProcess>;
/** Whether an answer is one to what was asked. */
type Check = (kind: Kind, asked: string, answer: APIMessage) => boolean;

async function benchBot(start: StartBot, check: Check): Promise<Measured> {
  const discord = await openLocalDiscord();
  const bot = await start({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    PORT: '0',
    LOG_LEVEL: 'warn',
  });
  const queries = distinctQueries(2 * (warmUps + questions));
  const titles = starterPapers().map(({ title }) => title);
  const search = (query: string) =>
    discord.person('ada').runCommand('papers', 'search', { query }).message();
  const lookUp = (title: string) =>
    discord.person('ada').runCommand('papers', 'paper', { title }).message();
  await askAll(queries.splice(0, warmUps), search);
  await askAll(inOtherLetters(titles.slice(questions)), lookUp);
  const measure = async (
    kind: Kind,
    asked: readonly string[],
    ask: (of: string) => Promise<APIMessage>,
  ): Promise<Throughput> => {
    const before = processUsage(bot.pid);
    const started = performance.now();
    let answer: APIMessage | undefined;
    const times = await askAll(asked, async (each) => {
      const got = await ask(each);
      if (!check(kind, each, got)) {
        throw new Error(`not an answer to ${kind} ${each}: ${textOf(got)}`);
      }
      answer = answer === undefined || hasNext(got) ? got : answer;
    });
    const perSecond = (asked.length / (performance.now() - started)) * 1000;
    const cpu = (processUsage(bot.pid).cpuMs - before.cpuMs) / asked.length;
    if (answer === undefined) {
      throw new Error(`nothing was asked for ${kind}`);
    }
    return { perSecond, times, cpu, answer };
  };
  const measured = {
    '/search': await measure('/search', queries.splice(0, questions), search),
    '/paper': await measure('/paper', titles.slice(0, questions), lookUp),
    'a turned page': await measurePages(discord, queries, search, measure),
  };
  const ended = once(bot, 'close');
  bot.kill('SIGTERM');
  await ended;
  await discord.close();
  return measured;
}

/**
 * The lists are asked for first; what is measured is turning their pages. The lists of the warm-up are asked for and
 * turned before those, so that the bot still remembers what is measured.
 */
async function measurePages(
  discord: LocalDiscord,
  queries: readonly string[],
  search: (query: string) => Promise<APIMessage>,
  measure: (
    kind: Kind,
    asked: readonly string[],
    ask: (of: string) => Promise<APIMessage>,
  ) => Promise<Throughput>,
): Promise<Throughput> {
  const lists = new Map<string, APIMessage>();
  const askForLists = (asked: readonly string[]) =>
    askAll(asked, async (query) => {
      const list = await search(query);
      if (hasNext(list)) {
        lists.set(query, list);
      }
    });
  const turn = (query: string) => {
    const list = lists.get(query);
    if (!list) {
      throw new Error('no such list');
    }
    return discord.person('ada').press(list, 'Next').message();
  };
  await askForLists(queries.slice(0, warmUps));
  await askAll([...lists.keys()], turn);
  lists.clear();
  await askForLists(queries.slice(warmUps));
  return measure('a turned page', [...lists.keys()], turn);
}

/** Titles as people type them, each in several ways: papers that are not measured. */
function inOtherLetters(titles: readonly string[]): string[] {
  const ways = [1, 2, 3, 4].map(
    (words) => (title: string) =>
      title
        .split(' ')
        .map((word, at) => (at % words === 0 ? word.toUpperCase() : word))
        .join(' '),
  );
  return [...ways, (title: string) => title.toLowerCase()].flatMap((way) => titles.map(way));
}

function hasNext(message: APIMessage): boolean {
  return JSON.stringify(message).includes('"Next"');
}

function checkEcho(kind: Kind, asked: string, answer: APIMessage): boolean {
  return answer.content === (kind === 'a turned page' ? 'Another page.' : asked);
}

function checkOurs(kind: Kind, asked: string, answer: APIMessage): boolean {
  const text = textOf(answer).replaceAll('\\', '');
  if (kind === '/paper') {
    return text.includes(asked.slice(0, 12));
  }
  return kind === '/search'
    ? /\d+ matching paper|close in meaning/.test(text)
    : /^-# 6–/m.test(text);
}

async function startEcho(environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const path = fileURLToPath(new URL('echo-bot.ts', import.meta.url));
  const bot = spawn(process.execPath, ['--import', 'tsx', path], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(bot.stdout, 'data');
  return bot;
}

/** @returns the milliseconds until each answer. */
async function askAll(
  asked: readonly string[],
  ask: (of: string) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  async function asker(): Promise<void> {
    for (let each = asked[next++]; each !== undefined; each = asked[next++]) {
      const start = performance.now();
      await ask(each);
      times.push(performance.now() - start);
    }
  }
  await Promise.all(Array.from({ length: askers }, asker));
  return times;
}
