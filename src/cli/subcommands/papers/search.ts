import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Offprint } from '../../../offprint.ts';
import { describeCount } from '../../../reply/papers/describe-corpus.ts';
import { describeListings } from '../../../reply/papers/describe-days.ts';
import { describeMissing } from '../../../reply/papers/describe-reference.ts';
import { UserError } from '../../../reply/user-error.ts';
import type { SearchHit } from '../../../search/search.ts';
import { readCount } from '../../read-count.ts';
import type { Terminal } from '../../terminal.ts';

interface SearchOptions {
  readonly file?: string;
  readonly limit: number;
  readonly json?: true;
  readonly explain?: true;
}

/** `search QUERY` and `search --file QUERIES`. */
export function addSearch(program: Command, terminal: Terminal): void {
  program
    .command('search')
    .description('find papers, as /search does')
    .argument('[query...]', 'what to search for; -word excludes papers with that word')
    .allowUnknownOption()
    .option('--file <queries>', 'a file of queries, one per line')
    .option('--limit <count>', 'maximum number of papers per query', readCount, 10)
    .option('--explain', 'explain the ranking')
    .option('--json', 'print one JSON object per query')
    .action(async (words: string[], options: SearchOptions) => {
      // A single dash is the minus of a query; two are an option that there is not.
      const unknown = words.find((word) => word.startsWith('--'));
      if (unknown !== undefined) {
        throw new Error(`Unknown option ${unknown}.`);
      }
      const queries = await readQueries(words.join(' '), options.file, terminal);
      await terminal.withOffprint(async (offprint) => {
        for (const text of queries) {
          await answer(offprint, text, options, terminal, options.file !== undefined);
        }
      });
    });
}

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });

async function readQueries(
  query: string,
  file: string | undefined,
  terminal: Terminal,
): Promise<string[]> {
  if ((query.trim() === '') === (file === undefined)) {
    throw new Error('Give a query, or --file with a file of queries.');
  }
  if (file === undefined) {
    return [query];
  }
  const text = await readFile(terminal.pathOf(file), 'utf8').catch((cause: unknown) => {
    throw new Error(`Cannot read ${file}.`, { cause });
  });
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return lines.filter((line) => line.trim() !== '');
}

async function answer(
  { search, corpus }: Offprint,
  text: string,
  { limit, json, explain }: SearchOptions,
  terminal: Terminal,
  isOfFile: boolean,
): Promise<void> {
  const results = await search.find({ text, limit, explain: explain ?? false });
  if (results.problem !== undefined && !isOfFile) {
    throw new UserError('invalid-query', results.problem);
  }
  const papers = await corpus.papers(results.hits.map(({ id }) => id));
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  if (json) {
    const hits = results.hits.map(({ id, score, explanation }) => ({
      id: byId.get(id)?.recordId ?? id,
      title: byId.get(id)?.storedTitle ?? '',
      score,
      ...(explanation && { explanation }),
    }));
    const { problem } = results;
    terminal.say(JSON.stringify({ query: text, hits, ...(problem && { problem }) }));
    return;
  }
  const { correctedTo, total, matching, unmentioned = [], reference, author, problem } = results;
  if (problem !== undefined) {
    terminal.say(`“${text}”: ${problem}`);
    return;
  }
  if (reference && total === 0) {
    terminal.say(describeMissing(reference));
    return;
  }
  const instead = correctedTo ? `, showing results for “${correctedTo}”` : '';
  for (const each of results.missing ?? []) {
    terminal.say(describeMissing(each));
  }
  const first = author?.papers === 1 ? 'the first' : `the first ${author?.papers}`;
  const by = author ? `, ${first} by ${author.name}` : '';
  const left = total - matching;
  const close = left > 0 ? `; ${left}${matching > 0 ? ' more' : ''} only close in meaning` : '';
  terminal.say(`${describeCount(matching, 'paper')} for “${text}”${instead}${by}${close}`);
  if (unmentioned.length > 0) {
    terminal.say(`Nothing mentions ${either.format(unmentioned)}.`);
  }
  for (const [at, hit] of results.hits.entries()) {
    const paper = byId.get(hit.id);
    if (!paper) {
      continue;
    }
    const seen = describeListings(paper.listings);
    terminal.say(`${at + 1}. ${paper.title}${seen ? ` (${seen})` : ''}`);
    for (const line of linesBelow(hit)) {
      terminal.say(`   ${line}`);
    }
  }
}

function linesBelow({ passage, furtherMatch, explanation = [] }: SearchHit): string[] {
  const quoted = furtherMatch ? [`“${furtherMatch.text}”`] : [];
  return [...(passage ? [passage.text] : []), ...quoted, ...explanation];
}
