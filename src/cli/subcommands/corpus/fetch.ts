import { type Command, InvalidArgumentError } from 'commander';
import { daysBetween, utcDayOf } from '../../../corpus/days.ts';
import type { Day } from '../../../corpus/paper.ts';
import { describeCount } from '../../../reply/papers/describe-corpus.ts';
import type { FetchSummary } from '../../../sources/fetch-source.ts';
import { openSource, sourceUsage } from '../../../sources/live-sources.ts';
import type { Terminal } from '../../terminal.ts';

interface Options {
  readonly days: number;
  readonly json?: true;
}

/** `fetch [SOURCE…]`: reads live sources now. */
export function addFetch(program: Command, terminal: Terminal): void {
  program
    .command('fetch')
    .description('read the live sources now; the bot may be running')
    .argument('[source...]', `for example ${sourceUsage.join(', ')} (default: OFFPRINT_SOURCES)`)
    .option('--days <count>', 'days to go back, today included', readDays, 3)
    .option('--json', 'print the summary as JSON')
    .action(async (named: string[], { days, json }: Options) => {
      const { sources: set } = terminal.config;
      const names = requireSources(named.length > 0 ? named : set, set);
      await terminal.withOffprint(async ({ sources }) => {
        const summaries = await sources.fetch({
          names,
          days,
          onList: (source, day) => terminal.progress(progressBar(source, day, days)),
        });
        if (json) {
          terminal.say(JSON.stringify({ sources: summaries }));
        } else {
          for (const summary of summaries) {
            terminal.say(describe(summary));
          }
        }
        const failed = summaries.filter(({ error }) => error !== undefined);
        if (failed.length > 0) {
          throw new Error(`Not everything could be read: ${failed.map(describeError).join('; ')}`);
        }
      });
    });
}

const barLength = 20;

/** `hugging-face ██████░░░░ 2026-11-27 (3 of 7 days)`. */
function progressBar(source: string, day: Day, days: number): string {
  const done = Math.min(days, Math.max(1, days - daysBetween(day, utcDayOf(new Date()))));
  const filled = Math.round((done / days) * barLength);
  const bar = '█'.repeat(filled) + '░'.repeat(barLength - filled);
  return `${source} ${bar} ${day} (${done} of ${describeCount(days, 'day')})`;
}

/** Feeds come from the settings alone, so that nobody is talked into asking another address. */
function requireSources(names: readonly string[], set: readonly string[]): readonly string[] {
  if (names.length === 0) {
    throw new Error(
      `There is no source to read. Name one, such as ${sourceUsage[0]}, or set OFFPRINT_SOURCES in .env.`,
    );
  }
  const unset = names.filter((name) => name.startsWith('feed:') && !set.includes(name));
  if (unset.length > 0) {
    throw new Error(`${unset.join(', ')} is not in OFFPRINT_SOURCES.`);
  }
  const unknown = names.filter((name) => openSource(name) === undefined);
  if (unknown.length > 0) {
    throw new Error(`${unknown.join(', ')}: no such source. Examples: ${sourceUsage.join(', ')}.`);
  }
  return names;
}

function describe({ name, days, listings, papers, events }: FetchSummary): string {
  const grown = events > 0 ? `, ${describeCount(events, 'paper')} with more votes or stars` : '';
  return `${name}: ${describeCount(days, 'day')} with ${describeCount(listings, 'listing')}, ${describeCount(papers.new, 'new paper')}, ${papers.known} known${grown}.`;
}

function describeError({ name, error }: FetchSummary): string {
  return `${name}: ${error}`;
}

function readDays(written: string): number {
  const days = Number(written);
  if (/^\d{1,3}$/.test(written) && days >= 1 && days <= 366) {
    return days;
  }
  throw new InvalidArgumentError('Give a number of days from 1 to 366.');
}
