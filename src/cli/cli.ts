import { resolve } from 'node:path';
import { Command } from 'commander';
import { type AppConfig, readAppConfig } from '../config/read-app-config.ts';
import { loadCommands } from '../discord/registration/load-commands.ts';
import { createLog } from '../log.ts';
import { createProgressLine } from './progress-line.ts';
import { addFetch } from './subcommands/corpus/fetch.ts';
import { addImport } from './subcommands/corpus/import.ts';
import { addResolve } from './subcommands/corpus/resolve.ts';
import { addDigest } from './subcommands/papers/digest.ts';
import { addNew } from './subcommands/papers/new.ts';
import { addPaper } from './subcommands/papers/paper.ts';
import { addSearch } from './subcommands/papers/search.ts';
import { addSimilar } from './subcommands/papers/similar.ts';
import { addTrending } from './subcommands/papers/trending.ts';
import { addBackup } from './subcommands/upkeep/backup.ts';
import { addDeploy } from './subcommands/upkeep/deploy.ts';
import { addDoctor } from './subcommands/upkeep/doctor.ts';
import { addExport } from './subcommands/upkeep/export.ts';
import { addMoveTo } from './subcommands/upkeep/move-to.ts';
import { addRestore } from './subcommands/upkeep/restore.ts';
import type { Terminal } from './terminal.ts';

/** The person's working directory: npm changes to the project's before it runs a script. */
const workingDirectory = process.env.INIT_CWD ?? process.cwd();

/** What is asked on the network, and how: only by the subcommands that say so. */
function liveOptionsOf({ sources: names, contact, semanticScholarKey }: AppConfig) {
  return { names, contact, semanticScholarKey };
}

function createTerminal(): Terminal {
  const progress = createProgressLine(process.stderr);
  let settings: AppConfig | undefined;
  const read = () => {
    settings ??= readAppConfig(process.env);
    return settings;
  };
  return {
    get config() {
      return read();
    },
    say(line) {
      progress.clear();
      process.stdout.write(`${line}\n`);
    },
    progress: (line) => progress.show(line),
    note(line) {
      progress.clear();
      process.stderr.write(`${line}\n`);
    },
    pathOf: (written) => resolve(workingDirectory, written),
    loadCommands: () => loadCommands(new URL('../../commands/', import.meta.url)),
    async withOffprint(work) {
      const config = read();
      // What is wrong with the words on the command line is said before any of this is loaded.
      const { openOffprint } = await import('../composition/open-offprint.ts');
      const offprint = await openOffprint({
        database: config.database,
        role: 'command',
        starter: config.starterFile,
        model: config.model,
        sources: liveOptionsOf(config),
        clock: { now: () => new Date() },
        log: createLog({ ...config, logLevel: 'error' }),
      });
      try {
        await work(offprint);
      } finally {
        progress.clear();
        await offprint.close();
      }
    },
  };
}

async function run(): Promise<void> {
  const program = new Command('offprint')
    .description('Find papers for your team: the command line of the Discord bot.')
    .configureOutput({ outputError: (message, write) => write(asLine(message)) });
  const terminal = createTerminal();
  for (const add of [
    addImport,
    addFetch,
    addResolve,
    addSearch,
    addPaper,
    addSimilar,
    addTrending,
    addNew,
    addDigest,
    addDeploy,
    addExport,
    addBackup,
    addRestore,
    addMoveTo,
    addDoctor,
  ]) {
    add(program, terminal);
  }
  if (process.argv.length <= 2) {
    program.outputHelp();
  } else {
    await program.parseAsync();
  }
}

// `offprint … | head` closes the pipe early, which is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit();
});

run().catch((error: unknown) => {
  process.stderr.write(asLine(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
});

/** An error message as a single line. */
function asLine(message: string): string {
  return `${message.trim().replaceAll(/(?<!\s)\s*\n\s*/g, ' ')}\n`;
}
