import type { Command } from 'commander';
import { paperIdOf } from '../../../corpus/paper-id.ts';
import { describeCount } from '../../../reply/papers/describe-corpus.ts';
import { isPostgresAddress, shownAddress } from '../../../store/postgres/database/address.ts';
import type { Terminal } from '../../terminal.ts';

/** `move-to DATABASE`: copies everything to a database of the other kind. */
export function addMoveTo(program: Command, terminal: Terminal): void {
  program
    .command('move-to')
    .description('copy everything to another, empty database and compare it; stop the bot first')
    .argument('<database>', 'a postgres:// address, or a new SQLite file')
    .action(async (written: string) => {
      const { database: from } = terminal.config;
      const to = isPostgresAddress(written) ? written : terminal.pathOf(written);
      const clock = { now: () => new Date() };
      const { moveDatabase } = await import('../../../store/moving/move-database.ts');
      const counts = await moveDatabase({ from, to, paperIdOf, clock });
      const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
      terminal.say(
        `Copied ${describeCount(rows, 'row')} in ${describeCount(counts.size, 'table')} to ${shownAddress(to)}, and compared them.`,
      );
      terminal.say(
        `${shownAddress(from)} was not changed. To use the copy, set OFFPRINT_DB to it and start the bot.`,
      );
    });
}
