import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type ExportFormat, exportFormats } from '../../../library/export/export-papers.ts';
import { readTag } from '../../../library/saves/tag.ts';
import { describeCount } from '../../../reply/papers/describe-corpus.ts';
import type { Terminal } from '../../terminal.ts';

interface ExportOptions {
  readonly format: string;
  readonly server?: string;
  readonly tag?: string;
  readonly out?: string;
}

/** `export`: a server's saved papers as a file. */
export function addExport(program: Command, terminal: Terminal): void {
  program
    .command('export')
    .description("export a team's saved papers to standard output or a file")
    .option('--format <format>', exportFormats.join(', '), 'bibtex')
    .option('--server <id>', 'the server to export; required if papers are saved in several')
    .option('--tag <tag>', 'only papers with this tag')
    .option('--out <file>', 'the file to write (default: standard output)')
    .action(async ({ format: written, server, tag, out }: ExportOptions) => {
      const format = requireFormat(written);
      const wanted = tag === undefined ? undefined : readTag(tag);
      if (tag !== undefined && !wanted) {
        throw new Error(`“${tag}” is not a valid tag.`);
      }
      await terminal.withOffprint(async ({ library }) => {
        const id = requireServer(await library.queries.servers(), server);
        const query = {
          library: id,
          asker: '',
          whose: 'team',
          ...(wanted && { tag: wanted }),
        } as const;
        const { content, papers, missing } = await library.exportSaved(query, format);
        if (out) {
          await writeFile(terminal.pathOf(out), content);
        } else {
          terminal.say(new TextDecoder('utf-8', { ignoreBOM: true }).decode(content).trimEnd());
        }
        const where = out ? ` written to ${terminal.pathOf(out)}` : '';
        terminal.note(`${describeCount(papers, 'paper')}${where}.`);
        for (const each of missing) {
          terminal.note(`${each}.`);
        }
      });
    });
}

function requireFormat(written: string): ExportFormat {
  const format = exportFormats.find((each) => each === written.toLowerCase());
  if (format) {
    return format;
  }
  throw new Error(`“${written}” is not a format. The formats are: ${exportFormats.join(', ')}.`);
}

function requireServer(
  servers: readonly { readonly server: string; readonly saves: number }[],
  wanted: string | undefined,
): string {
  const [only, ...others] = servers;
  const listed = servers.map(({ server, saves }) => `${server} (${describeCount(saves, 'save')})`);
  if (!only) {
    throw new Error('Nothing is saved in any server yet.');
  }
  if (wanted === undefined && others.length === 0) {
    return only.server;
  }
  if (servers.some(({ server }) => server === wanted)) {
    return wanted ?? only.server;
  }
  const said =
    wanted === undefined ? 'Choose a server with --server' : `Nothing is saved in ${wanted}`;
  throw new Error(`${said}. Servers with saves: ${listed.join(', ')}.`);
}
