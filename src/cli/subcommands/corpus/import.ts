import { access } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { ImportWarning } from '../../../corpus/corpus-store.ts';
import type { ImportProgress, ImportSummary } from '../../../corpus/import/import.ts';
import { isDay } from '../../../corpus/page/page-date.ts';
import { describeInferredYears } from '../../../reply/describe-inferred-years.ts';
import { describeCount } from '../../../reply/papers/describe-corpus.ts';
import type { Terminal } from '../../terminal.ts';

interface Options {
  readonly savedOn?: string;
  readonly year?: number;
  readonly json?: true;
}

/** `import PATH…`: imports saved pages and records. */
export function addImport(program: Command, terminal: Terminal): void {
  program
    .command('import')
    .description(
      'import saved pages, folders of pages, records (.json, .jsonl) or references (.bib, .ris)',
    )
    .argument('<path...>', 'files and folders')
    .option('--saved-on <day>', 'the day the pages were saved, YYYY-MM-DD', readDay)
    .option('--year <year>', 'date every page in this year, whatever the files suggest', readYear)
    .option('--json', 'print the summary as JSON')
    .action(async (paths: string[], { savedOn, year, json }: Options) => {
      const files = paths.map((path) => terminal.pathOf(path));
      await requireAll(files);
      await terminal.withOffprint(async (offprint) => {
        const summary = await offprint.importPaths(files, {
          ...(savedOn && { savedOn }),
          ...(year && { statedYear: year }),
          onProgress: (progress) => terminal.progress(describeProgress(progress)),
        });
        if (json) {
          terminal.say(asJson(summary));
        } else {
          for (const line of describeSummary(summary)) {
            terminal.say(line);
          }
        }
        if (summary.pages === 0 && summary.papers.new + summary.papers.known === 0) {
          throw new Error(describeNothing(summary));
        }
      });
    });
}

/** @throws {Error} naming the missing paths, before anything is imported. */
async function requireAll(files: readonly string[]): Promise<void> {
  const missing: string[] = [];
  for (const file of files) {
    await access(file).catch(() => missing.push(file));
  }
  if (missing.length > 0) {
    throw new Error(`Cannot read: ${missing.join(', ')}`);
  }
}

/** Why nothing was imported: the first warning, if all are of one file. */
function describeNothing({ warnings: [reason, ...more] }: ImportSummary): string {
  return reason && more.every(({ file }) => file === reason.file)
    ? describeWarning(reason)
    : 'No papers were found.';
}

function asJson({ pages, listings, papers, warnings }: ImportSummary): string {
  return JSON.stringify({ pages, listings, papers, warnings });
}

function describeSummary(summary: ImportSummary): string[] {
  const { pages, listings, papers, warnings } = summary;
  const inferred = describeInferredYears(summary.inferredYears);
  const onPages = `${describeCount(pages, 'page')} with ${describeCount(listings, 'listing')}: `;
  return [
    ...warnings.map(describeWarning),
    ...(inferred ? [`${inferred} Use --year or --saved-on to correct that.`] : []),
    `${pages > 0 ? onPages : ''}${describeCount(papers.new, 'new paper')}, ${papers.known} known.`,
  ];
}

function describeWarning({ file, line, message }: ImportWarning): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}

function describeProgress({ file, pages, listings, papers }: ImportProgress): string {
  return `${file}: ${describeCount(pages, 'page')}, ${describeCount(listings, 'listing')}, ${describeCount(papers, 'paper')} so far`;
}

function readDay(written: string): string {
  if (isDay(written)) {
    return written;
  }
  throw new InvalidArgumentError('Give a day as YYYY-MM-DD.');
}

function readYear(written: string): number {
  if (/^(19|20)\d{2}$/.test(written)) {
    return Number(written);
  }
  throw new InvalidArgumentError('Give a year as YYYY.');
}
