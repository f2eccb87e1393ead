import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type ExportFormat, exportFormats } from '../library/export/export-papers.ts';
import { createPersonHash } from '../library/people/privacy.ts';
import { readTag } from '../library/saves/tag.ts';
import { describeCount } from '../reply/papers/describe-corpus.ts';
import { restoreBackup } from '../store/sqlite/backup/restore-backup.ts';
import type { Terminal } from './terminal.ts';

/** `export`, `backup` and `restore`: what is kept, taken along. */
export function addKeepingVerbs(program: Command, terminal: Terminal): void {
  addExport(program, terminal);
  addBackup(program, terminal);
  addRestore(program, terminal);
}

interface ExportOptions {
  readonly format: string;
  readonly server?: string;
  readonly tag?: string;
  readonly out?: string;
}

function addExport(program: Command, terminal: Terminal): void {
  program
    .command('export')
    .description("a team's saved papers, to standard output or a file")
    .option('--format <format>', exportFormats.join(', '), 'bibtex')
    .option('--server <id>', 'whose; needed where papers are saved in several servers')
    .option('--tag <tag>', 'only what carries this tag')
    .option('--out <file>', 'the file to write; standard output where not given')
    .action(async ({ format: written, server, tag, out }: ExportOptions) => {
      const format = requireFormat(written);
      const wanted = tag === undefined ? undefined : readTag(tag);
      if (tag !== undefined && !wanted) {
        throw new Error(`“${tag}” is no tag.`);
      }
      await terminal.withOffprint(async ({ library }) => {
        const shelf = requireServer(await library.queries.servers(), server);
        const query = {
          library: shelf,
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
        terminal.progress(`${describeCount(papers, 'paper')}${where}.`);
        for (const each of missing) {
          terminal.progress(`${each}.`);
        }
      });
    });
}

function addBackup(program: Command, terminal: Terminal): void {
  program
    .command('backup')
    .description('copy the database to a file, while the bot runs or not, and check the copy')
    .argument('<file>', 'a new file')
    .action(async (written: string) => {
      const file = terminal.pathOf(written);
      if (existsSync(file)) {
        throw new Error(`${file} is there already. Name a new file.`);
      }
      await terminal.withOffprint((offprint) => offprint.backup(file));
      terminal.say(`Copied to ${file} and checked.`);
    });
}

function addRestore(program: Command, terminal: Terminal): void {
  program
    .command('restore')
    .description('put a backup in the place of the database; the bot must be stopped')
    .argument('<file>', 'a file that backup wrote')
    .option('--older', 'take a backup of more than 30 days too')
    .action((written: string, { older }: { older?: true }) => {
      const { kept, forgotten } = restoreBackup({
        file: terminal.config.database,
        backup: terminal.pathOf(written),
        now: new Date(),
        personHash: createPersonHash,
        ...(older && { older }),
      });
      terminal.say(`Restored to ${terminal.config.database}.`);
      if (kept) {
        terminal.say(`What was there before is kept as ${kept}.`);
      }
      if (forgotten > 0) {
        terminal.say(
          `Forgot ${describeCount(forgotten, 'person', 'people')} who had asked for it.`,
        );
      }
    });
}

function requireFormat(written: string): ExportFormat {
  const format = exportFormats.find((each) => each === written.toLowerCase());
  if (format) {
    return format;
  }
  throw new Error(`“${written}” is no format: ${exportFormats.join(', ')}.`);
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
    wanted === undefined ? 'Say which server with --server' : `Nothing is saved in ${wanted}`;
  throw new Error(`${said}: there are ${listed.join(', ')}.`);
}
