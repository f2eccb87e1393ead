import type { Command } from 'commander';
import { describeCount } from '../../../reply/papers/describe-corpus.ts';
import type { Terminal } from '../../terminal.ts';

/** `deploy`: registers the commands without connecting. */
export function addDeploy(program: Command, terminal: Terminal): void {
  program
    .command('deploy')
    .description('register the commands with Discord, as npm start does')
    .action(async () => {
      const { token, apiUrl, guildId } = terminal.config;
      if (!token) {
        throw new Error('DISCORD_TOKEN is not set, so there is nowhere to register commands.');
      }
      // discord.js takes longer to load than most verbs take.
      const { deployCommands } = await import('../../../discord/registration/deploy-commands.ts');
      const commands = await terminal.loadCommands();
      const { changed, ids } = await deployCommands({ token, apiUrl, guildId }, commands);
      const count = describeCount(ids.size, 'command');
      const where = guildId ? ` in server ${guildId}` : '';
      terminal.say(
        changed ? `${count} registered${where}.` : `${count} already registered${where}.`,
      );
    });
}
