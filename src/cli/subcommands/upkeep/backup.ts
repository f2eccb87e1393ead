import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Terminal } from '../../terminal.ts';

/** `backup FILE`: a checked copy of the database. */
export function addBackup(program: Command, terminal: Terminal): void {
  program
    .command('backup')
    .description('back up the database to a file and check it; the bot may be running')
    .argument('<file>', 'a new file')
    .action(async (written: string) => {
      const file = terminal.pathOf(written);
      if (existsSync(file)) {
        throw new Error(`${file} already exists. Choose a new file name.`);
      }
      await terminal.withOffprint((offprint) => offprint.backup(file));
      terminal.say(`Backed up to ${file}. The copy was checked.`);
    });
}
