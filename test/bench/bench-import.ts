import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type OffprintOptions, openOffprint } from '../../src/composition/open-offprint.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { pageWithDate } from '../corpus/page/invented-page.ts';
import { percentile, startProbe } from './search/measure-latency.ts';
import { say, table } from './search/say.ts';
import { syntheticPapers } from './search/synthetic-papers.ts';

const megabytes = 1_000_000;

/**
 * How long an import keeps the event loop, search's own work after it included: as the bot does it,
 * in a thread of its own, beside the same import in this thread, as the command line does it.
 */
export async function benchImport(vocabulary: readonly Paper[]): Promise<void> {
  say('\nImport: the longest time that the event loop is kept, and answers given meanwhile');
  const folder = await mkdtemp(join(tmpdir(), 'offprint-bench-'));
  const rows: string[][] = [];
  try {
    for (const [name, file, text] of largeFiles(vocabulary)) {
      const path = join(folder, file);
      await writeFile(path, text);
      const here = await importAs('command', folder, path);
      const bot = await importAs('bot', folder, path);
      rows.push([
        name,
        here.kept.toFixed(0),
        bot.kept.toFixed(0),
        (bot.kept / here.kept).toFixed(3),
        percentile(bot.answers, 0.5).toFixed(0),
        Math.max(...bot.answers).toFixed(0),
        (bot.took / 1000).toFixed(1),
      ]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  table(['', 'in one thread, ms', 'bot, ms', 'ratio', 'answer p50', 'longest', 'import, s'], rows);
}

interface Import {
  /** Milliseconds that the event loop was kept at the longest. */
  readonly kept: number;
  /** Milliseconds until each search asked meanwhile was answered and its page kept. */
  readonly answers: readonly number[];
  readonly took: number;
}

async function importAs(
  role: OffprintOptions['role'],
  folder: string,
  path: string,
): Promise<Import> {
  const home = join(folder, role);
  await mkdir(home);
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const clock = { now: () => new Date() };
  const starter = new URL('../../data/starter.jsonl', import.meta.url).pathname;
  const database = join(home, 'offprint.sqlite');
  const offprint = await openOffprint({ database, role, starter, clock, log: silent });
  await offprint.search.topics();

  const answers: number[] = [];
  let over = false;
  async function ask(): Promise<void> {
    for (let asked = 0; !over; asked += 1) {
      const start = performance.now();
      await offprint.search.find({ text: `reward models ${asked}` });
      await offprint.views.keepView({ asked });
      answers.push(performance.now() - start);
      await delay(20);
    }
  }
  const asking = ask();
  const probe = startProbe();
  const start = performance.now();
  await offprint.importPaths([path]);
  const took = performance.now() - start;
  over = true;
  await asking;
  const kept = await probe.stop();
  await offprint.close();
  await rm(home, { recursive: true });
  return { kept, answers, took };
}

/** Name, file name and text of files as large as are read. */
function* largeFiles(
  vocabulary: readonly Paper[],
): Generator<readonly [name: string, file: string, text: string]> {
  const papers = syntheticPapers(vocabulary, 34_000);
  yield ['a page of 10,000 papers', 'page.txt', pageWithDate(papers.slice(0, 10_000))];
  yield ['50 MB page', 'large.txt', upTo(50, papers, (some) => pageWithDate(some))];
  const sentences = papers.flatMap(({ abstract = '' }) => abstract.split(/(?<=\.)\s/));
  yield ['50 MB of other text', 'text.txt', upTo(50, sentences, (some) => some.join('\n'))];
  const articles = (some: readonly Paper[]) =>
    some.map(({ title, abstract }) => `<h3><a href="/p">${title}</a></h3><p>${abstract}</p>`);
  const html = (some: readonly Paper[]) => `<!doctype html><body>${articles(some).join('\n')}`;
  yield ['50 MB of HTML', 'page.html', upTo(50, papers, html)];
  yield ['15 MB of HTML', 'small.html', upTo(15, papers, html)];
  const records = (some: readonly Paper[]) =>
    some.map(({ title, abstract }) => JSON.stringify({ title, abstract })).join('\n');
  yield ['50 MB of records', 'records.jsonl', upTo(50, papers, records)];
}

/** So many of the items that what is made of them has about so many megabytes. */
function upTo<Item>(
  size: number,
  items: readonly Item[],
  write: (some: readonly Item[]) => string,
): string {
  const sample = items.slice(0, 500);
  const count = Math.floor((size * megabytes * sample.length) / write(sample).length);
  const repeated = Array.from({ length: Math.ceil(count / items.length) }, () => items).flat();
  return write(repeated.slice(0, count));
}
