import type { Command } from 'commander';
import { paperIdOf } from '../../../corpus/paper-id.ts';
import { createPersonHash } from '../../../library/people/privacy.ts';
import { shownAddress } from '../../../store/postgres/database/address.ts';
import type { Terminal } from '../../terminal.ts';

/** `restore FILE`: replaces the database with a backup. */
export function addRestore(program: Command, terminal: Terminal): void {
  program
    .command('restore')
    .description('replace the database with a backup; stop the bot first')
    .argument('<file>', 'a file that backup wrote')
    .option('--older', 'accept a backup that is more than 30 days old')
    .action(async (written: string, { older }: { older?: true }) => {
      const { restoreDatabase } = await import('../../../store/moving/restore-database.ts');
      const { kept, forgotten } = await restoreDatabase({
        database: terminal.config.database,
        backup: terminal.pathOf(written),
        now: new Date(),
        clock: { now: () => new Date() },
        paperIdOf,
        personHash: createPersonHash,
        ...(older && { older }),
      });
      terminal.say(`Restored to ${shownAddress(terminal.config.database)}.`);
      if (kept) {
        terminal.say(`The previous database is kept in ${kept}.`);
      }
      if (forgotten > 0) {
        terminal.say(
          forgotten === 1
            ? 'The data of 1 person who had asked to be forgotten was removed again.'
            : `The data of ${forgotten} people who had asked to be forgotten was removed again.`,
        );
      }
    });
}
